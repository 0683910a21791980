package io.selvage.gateway.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.target.Attempt;

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

	BackendMeters(String backendId, MeterRegistry registry) {
		this.backendId = backendId;
		this.registry = registry;
		this.resends = Counter.builder("selvage.backend.resends")
			.description("Attempts after the first one of a request")
			.tag("backend", backendId)
			.register(registry);
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
