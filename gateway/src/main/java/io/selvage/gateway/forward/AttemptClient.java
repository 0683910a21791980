package io.selvage.gateway.forward;

import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyExecution;
import reactor.core.publisher.Mono;

/**
 * Makes one attempt. Knows nothing of retries, targets or conditions.
 */
public interface AttemptClient {

	/**
	 * Sends the request of an execution, as its context holds it now, to an endpoint. It
	 * writes the trace entry about the request that leaves.
	 * @param execution the request
	 * @param endpoint where to
	 * @param options the attributes of {@code forward-request}
	 * @param body the body of the request, the same object for all attempts of a request
	 * @return the outcome, once status and headers of the answer are there; it never
	 * fails. Cancelling it closes the attempt's connection
	 */
	Mono<AttemptOutcome> send(PolicyExecution execution, Endpoint endpoint, ForwardOptions options, OutboundBody body);

	/**
	 * Prepares the body of a request for its attempts.
	 * @param execution the request
	 * @param replayLimit up to how many bytes are kept so that a later attempt can send
	 * them again; 0 keeps none: the body is then streamed once
	 * @return the body; whoever asked for it closes it after the last attempt
	 */
	OutboundBody body(PolicyExecution execution, long replayLimit);

}
