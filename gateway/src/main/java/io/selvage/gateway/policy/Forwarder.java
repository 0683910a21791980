package io.selvage.gateway.policy;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends the request to the selected backend: what {@code forward-request} calls. The
 * implementation chooses targets, makes attempts and sets the response of the context.
 */
public interface Forwarder {

	/**
	 * Forwards the request of an execution.
	 * @param execution the request, with the backend it selected
	 * @param options the attributes of the statement
	 * @return completes when status and headers of the answer are in
	 * {@code context.response()}; fails with {@link PolicyException}
	 */
	Mono<Void> forward(PolicyExecution execution, ForwardOptions options);

	/**
	 * What a forwarder remembers of a request from one {@code forward-request} to the
	 * next, when a {@code retry} policy executes it again: which answer is to be given
	 * up, which body is sent again, what is left of the request's budgets.
	 */
	interface Progress {

		/**
		 * Returns how often the request was sent.
		 * @return 0 before the first attempt
		 */
		int attempts();

		/**
		 * Tells why a policy must not have the request sent once more.
		 * @return the reason as a sentence, or null if it may be sent
		 */
		@Nullable String refusal();

	}

}
