package io.selvage.fabric.simulator.naming;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as a naming endpoint received it.
 *
 * @param node the node whose endpoint was asked
 * @param call the call, or {@code null} if path and method are none
 * @param method the HTTP method
 * @param uri the request target exactly as sent
 * @param headers the headers, names in lower case, the first of several
 * @param body the body, may be empty
 * @param clientThumbprint the SHA-1 thumbprint of the client certificate, or {@code null}
 * if none was sent
 */
public record NamingRequest(String node, @Nullable NamingCall call, String method, String uri,
		Map<String, String> headers, String body, @Nullable String clientThumbprint) {

	public NamingRequest {
		headers = Map.copyOf(headers);
	}

	/** Leaves out the headers, which may hold a token. */
	@Override
	public String toString() {
		return this.method + " " + this.uri + " at " + this.node;
	}

}
