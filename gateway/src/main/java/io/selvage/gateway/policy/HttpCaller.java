package io.selvage.gateway.policy;

import io.selvage.gateway.context.GatewayResponse;
import reactor.core.publisher.Mono;

/**
 * Makes an HTTP call on behalf of a policy: what {@code send-request} uses.
 */
@FunctionalInterface
public interface HttpCaller {

	/**
	 * Makes a call and reads the whole answer.
	 * @param call what to send
	 * @return the answer, its body in memory; signalled on the event loop of the request.
	 * Fails with {@link PolicyException} of reason {@code Timeout} or
	 * {@code BackendConnectionFailure}. Cancelling it cancels the call.
	 */
	Mono<GatewayResponse> call(OutboundCall call);

}
