package io.selvage.gateway.target;

import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * An attempt under the circuit breaker of its backend.
 */
public final class GuardedSend {

	private GuardedSend() {
	}

	/**
	 * Makes an attempt if the circuit lets it pass.
	 * @param attempts the request
	 * @param endpoint where to
	 * @param breaker the circuit breaker, or null
	 * @return the attempt; fails with status 503 while the circuit is open
	 */
	public static Mono<Attempt> send(Attempts attempts, Endpoint endpoint, @Nullable BackendBreaker breaker) {
		if (breaker == null) {
			return attempts.send(endpoint);
		}
		if (!breaker.tryAcquire()) {
			return Mono.error(Unavailability.ofBackend(breaker));
		}
		long term = breaker.term();
		TraceRecorder trace = attempts.context().trace();
		CircuitTrace.permitted(trace, breaker);
		return attempts.send(endpoint).doOnNext((attempt) -> {
			learn(breaker, term, attempt);
			CircuitTrace.recorded(trace, breaker, term);
		}).doFinally((signal) -> {
			if (signal != SignalType.ON_COMPLETE) {
				breaker.release(term);
			}
		});
	}

	private static void learn(BackendBreaker breaker, long term, Attempt attempt) {
		if (attempt.clientFault()) {
			breaker.release(term);
		}
		else {
			breaker.record(term, attempt.outcome(), attempt.nanos());
		}
	}

}
