package io.selvage.gateway.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerListener;
import io.selvage.gateway.target.breaker.BreakerState;
import io.selvage.gateway.target.breaker.Breakers;
import org.jspecify.annotations.Nullable;

/**
 * Shows the circuits of backends from the moment a backend is served:
 * {@code selvage.backend.circuit.open} and {@code selvage.backend.circuit.half.open}
 * (gauges, 0 or 1), and {@code selvage.backend.circuit.trips} (counter; it begins anew
 * with another rule), all with the tag {@code backend}.
 */
public final class CircuitMeters implements BreakerListener {

	private final Set<String> shown = ConcurrentHashMap.newKeySet();

	private final MeterRegistry registry;

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 */
	public CircuitMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void added(Breakers breakers, String backendId) {
		if (!this.shown.add(backendId)) {
			return;
		}
		gauge("selvage.backend.circuit.open", "1 while no request is sent to the backend", breakers, backendId,
				BreakerState.Phase.OPEN);
		gauge("selvage.backend.circuit.half.open", "1 while one request finds out whether the backend is well again",
				breakers, backendId, BreakerState.Phase.HALF_OPEN);
		FunctionCounter
			.builder("selvage.backend.circuit.trips", breakers, of(backendId, (breaker) -> breaker.state().trips()))
			.description("How often the circuit of the backend has opened")
			.tag("backend", backendId)
			.register(this.registry);
	}

	private void gauge(String name, String description, Breakers breakers, String backendId, BreakerState.Phase phase) {
		Gauge.builder(name, breakers, of(backendId, (breaker) -> (breaker.state().phase() == phase) ? 1 : 0))
			.description(description)
			.tag("backend", backendId)
			.register(this.registry);
	}

	private static ToDoubleFunction<Breakers> of(String backendId, ToDoubleFunction<BackendBreaker> value) {
		return (all) -> {
			@Nullable BackendBreaker breaker = all.find(backendId);
			return (breaker != null) ? value.applyAsDouble(breaker) : 0;
		};
	}

}
