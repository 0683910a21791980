package io.selvage.gateway.forward;

import io.selvage.gateway.context.MessageUrl;

/**
 * Where one attempt goes: an address, and whose client, credentials and TLS identity are
 * used to call it.
 *
 * @param url scheme, host, port and base path; the path and query of the request are
 * appended to it
 * @param id what tells this endpoint from the others of its target (a replica id, a pool
 * member, the origin), for "who was tried", ejection and metrics
 * @param transport the client identity
 * @param traceSource the source of the trace entries of an attempt:
 * {@code forward-request} or {@code service-fabric-backend}
 */
public record Endpoint(MessageUrl url, String id, BackendTransport transport, String traceSource) {

	/** The trace source of ordinary backends. */
	public static final String FORWARD_REQUEST = "forward-request";

}
