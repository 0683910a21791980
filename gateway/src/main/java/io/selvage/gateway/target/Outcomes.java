package io.selvage.gateway.target;

import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.Endpoint;
import reactor.core.publisher.Mono;

/**
 * Turns attempts into the outcome of a statement.
 */
public final class Outcomes {

	private Outcomes() {
	}

	/**
	 * Ends a call with its last attempt.
	 * @param attempt the attempt
	 * @return completes for an answer, fails for a failure
	 */
	public static Mono<Void> settle(Attempt attempt) {
		return (attempt.outcome() instanceof AttemptOutcome.Failed failed)
				? Mono.error(failed.failure().toException(Endpoint.FORWARD_REQUEST)) : Mono.empty();
	}

}
