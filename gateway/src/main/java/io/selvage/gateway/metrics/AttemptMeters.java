package io.selvage.gateway.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.target.Attempt;
import io.selvage.gateway.target.breaker.Breakers;

/**
 * Counts and times attempts per backend and outcome. Meters are looked up once per
 * backend and held, so an attempt costs one map access and one recording.
 * <p>
 * {@code selvage.backend.attempts} (timer; tags {@code backend}, {@code outcome}: 1xx to
 * 5xx, or the kind of error), {@code selvage.backend.resends} (counter; tag
 * {@code backend}), {@code selvage.backend.circuit.open} and
 * {@code selvage.backend.circuit.trips} (tag {@code backend}).
 */
public final class AttemptMeters implements AttemptListener {

	/** URLs without an entity are backends too, and expressions can make many of them. */
	private static final int MAX_BACKENDS = 1000;

	private static final String OTHERS = "(other)";

	private final ConcurrentMap<String, BackendMeters> byBackend = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final Breakers breakers;

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 * @param breakers whose states are shown
	 */
	public AttemptMeters(MeterRegistry registry, Breakers breakers) {
		this.registry = registry;
		this.breakers = breakers;
	}

	@Override
	public void ended(PolicyContext context, Attempt attempt) {
		of(attempt.endpoint().transport().backendId()).record(attempt);
	}

	private BackendMeters of(String backendId) {
		BackendMeters known = this.byBackend.get(backendId);
		if (known != null) {
			return known;
		}
		String name = (this.byBackend.size() < MAX_BACKENDS) ? backendId : OTHERS;
		return this.byBackend.computeIfAbsent(name, (id) -> new BackendMeters(id, this.registry, this.breakers));
	}

}
