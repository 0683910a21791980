package io.selvage.gateway.policy;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A child element of {@code send-request} and {@code send-one-way-request} that changes
 * the request they send, for example {@code authentication-certificate}.
 */
public interface CallStatement {

	/**
	 * Declares the element.
	 * @return always the same
	 */
	ElementSpec element();

	/**
	 * Compiles the element.
	 * @param binding the element, its values compiled
	 * @return what changes a draft
	 */
	CallStep createCallStep(StatementBinding binding);

	/**
	 * A compiled child element.
	 */
	@FunctionalInterface
	interface CallStep {

		/**
		 * Changes the request that will be sent.
		 * @param execution the run
		 * @param draft the request
		 * @return null if it is done, else what must complete before the request is sent
		 */
		@Nullable Mono<Void> apply(PolicyExecution execution, CallDraft draft);

	}

}
