package io.selvage.gateway.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.target.Attempt;

/**
 * Counts and times attempts per backend and outcome. Meters are looked up once per
 * backend and held, so an attempt costs one map access and one recording.
 * <p>
 * {@code selvage.backend.attempts} (timer; tags {@code backend}, {@code outcome}: 1xx to
 * 5xx, or the kind of error) and {@code selvage.backend.resends} (counter; tag
 * {@code backend}).
 */
public final class AttemptMeters implements AttemptListener {

	/** URLs without an entity are backends too, and expressions can make many of them. */
	private static final int MAX_BACKENDS = 1000;

	private static final String OTHERS = "(other)";

	private final ConcurrentMap<String, BackendMeters> byBackend = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	/**
	 * Creates the meters.
	 * @param registry where they are registered
	 */
	public AttemptMeters(MeterRegistry registry) {
		this.registry = registry;
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
		return this.byBackend.computeIfAbsent(name, (id) -> new BackendMeters(id, this.registry));
	}

}
