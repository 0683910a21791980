package io.selvage.gateway.target;

import java.util.Map;

import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerState;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;

/**
 * Tells in the trace of a request what it did to the circuit of a backend.
 */
final class CircuitTrace {

	private CircuitTrace() {
	}

	static void permitted(@Nullable TraceRecorder trace, BackendBreaker breaker) {
		if (trace != null && breaker.state().phase() == BreakerState.Phase.HALF_OPEN) {
			add(trace, "The circuit of backend '" + breaker.backendId()
					+ "' is half open: this request finds out whether it closes.");
		}
	}

	static void recorded(@Nullable TraceRecorder trace, BackendBreaker breaker, long term) {
		if (trace == null || breaker.term() == term) {
			return;
		}
		BreakerState state = breaker.state();
		add(trace,
				"The circuit of backend '" + breaker.backendId() + ((state.phase() == BreakerState.Phase.OPEN)
						? "' has opened: no request is sent to it for " + state.remaining().toSeconds() + " seconds."
						: "' has closed."));
	}

	private static void add(TraceRecorder trace, String message) {
		trace.add(TraceSection.BACKEND, Endpoint.FORWARD_REQUEST, Map.of("message", message));
	}

}
