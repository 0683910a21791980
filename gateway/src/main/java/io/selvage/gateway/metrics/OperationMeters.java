package io.selvage.gateway.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one operation: a timer {@code selvage.requests} per class of status. Each
 * is registered when the first such answer is given and held from then on.
 */
public final class OperationMeters {

	private static final int CLASSES = 6;

	private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(CLASSES);

	private final MeterRegistry registry;

	private final String api;

	private final String operation;

	OperationMeters(MeterRegistry registry, String api, String operation) {
		this.registry = registry;
		this.api = api;
		this.operation = operation;
	}

	/**
	 * Counts a request.
	 * @param status the status of the answer; 499 if the client went away before
	 * @param nanos how long it took, in nanoseconds
	 */
	public void record(int status, long nanos) {
		int statusClass = Math.max(0, Math.min(CLASSES - 1, status / 100));
		Timer timer = this.timers.get(statusClass);
		if (timer == null) {
			timer = Timer.builder("selvage.requests")
				.description("Requests of clients, by operation and class of status")
				.tag("api", this.api)
				.tag("operation", this.operation)
				.tag("status", statusClass + "xx")
				.register(this.registry);
			this.timers.set(statusClass, timer);
		}
		timer.record(nanos, TimeUnit.NANOSECONDS);
	}

}
