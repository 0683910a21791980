package io.selvage.gateway.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.Breakers;

/**
 * The meters of one backend. Timers of outcomes are made when the outcome first happens.
 */
final class BackendMeters {

	private static final int CLASSES = 6;

	private static final BackendError[] ERRORS = BackendError.values();

	private final String backendId;

	private final MeterRegistry registry;

	private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(CLASSES + ERRORS.length);

	private final Counter resends;

	BackendMeters(String backendId, MeterRegistry registry, Breakers breakers) {
		this.backendId = backendId;
		this.registry = registry;
		this.resends = Counter.builder("selvage.backend.resends")
			.description("Attempts after the first one of a request")
			.tag("backend", backendId)
			.register(registry);
		Gauge.builder("selvage.backend.circuit.open", breakers, (all) -> open(all.find(backendId)))
			.description("1 while no request is sent to the backend")
			.tag("backend", backendId)
			.register(registry);
		FunctionCounter.builder("selvage.backend.circuit.trips", breakers, (all) -> trips(all.find(backendId)))
			.description("How often the circuit of the backend has opened")
			.tag("backend", backendId)
			.register(registry);
	}

	private static double open(@org.jspecify.annotations.Nullable BackendBreaker breaker) {
		return (breaker != null && !breaker.available()) ? 1 : 0;
	}

	private static double trips(@org.jspecify.annotations.Nullable BackendBreaker breaker) {
		return (breaker != null) ? breaker.state().trips() : 0;
	}

	void record(Attempt attempt) {
		int slot = slot(attempt.outcome());
		Timer timer = this.timers.get(slot);
		if (timer == null) {
			timer = timer(slot);
			this.timers.set(slot, timer);
		}
		timer.record(attempt.nanos(), TimeUnit.NANOSECONDS);
		if (attempt.number() > 1) {
			this.resends.increment();
		}
	}

	private static int slot(AttemptOutcome outcome) {
		if (outcome instanceof AttemptOutcome.Failed failed) {
			return CLASSES + failed.failure().error().ordinal();
		}
		int status = ((AttemptOutcome.Answered) outcome).answer().response().statusCode();
		return (status >= 100 && status < 600) ? status / 100 : 0;
	}

	private Timer timer(int slot) {
		String outcome = (slot >= CLASSES) ? ERRORS[slot - CLASSES].name().toLowerCase(Locale.ROOT)
				: (slot > 0) ? slot + "xx" : "other";
		return Timer.builder("selvage.backend.attempts")
			.description("Attempts to call the backend, until the head of the answer or the failure")
			.tag("backend", this.backendId)
			.tag("outcome", outcome)
			.register(this.registry);
	}

}
