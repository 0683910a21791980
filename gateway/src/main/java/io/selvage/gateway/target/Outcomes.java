package io.selvage.gateway.target;

import java.util.Map;

import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
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

	/**
	 * Writes into the trace why a request is not sent again.
	 * @param attempts the request
	 * @param refusal the reason as a sentence
	 */
	public static void explain(Attempts attempts, String refusal) {
		TraceRecorder trace = attempts.context().trace();
		if (trace != null) {
			trace.add(TraceSection.BACKEND, Endpoint.FORWARD_REQUEST, Map.of("message", "Not sent again: " + refusal));
		}
	}

}
