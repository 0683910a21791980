package io.selvage.gateway.target;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The endpoints of a backend that could not be reached lately. They come last in the
 * order of choice, not never: if all are ejected, all are tried. When the time of one is
 * over, a single request finds out whether it is back; the others keep away until that
 * request knows. Health probes can mark endpoints as unhealthy as well, until they say
 * otherwise. Thread-safe; costs three reads while nothing is ejected.
 */
public final class Ejections {

	/** How long a probing request may take before another one may probe. */
	private static final long PROBE_NANOS = Duration.ofSeconds(10).toNanos();

	private final ConcurrentMap<String, Ejection> ejected = new ConcurrentHashMap<>();

	private final Set<String> unhealthy = ConcurrentHashMap.newKeySet();

	private volatile Set<String> reported = Set.of();

	private final EjectionRule rule;

	private final LongSupplier nanoTime;

	/**
	 * Creates the set of a backend.
	 * @param rule how long endpoints are left alone
	 * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
	 */
	public Ejections(EjectionRule rule, LongSupplier nanoTime) {
		this.rule = rule;
		this.nanoTime = nanoTime;
	}

	/**
	 * Tells whether nothing is ejected, which is the rule.
	 * @return true if every endpoint may be used
	 */
	public boolean none() {
		return this.ejected.isEmpty() && this.unhealthy.isEmpty() && this.reported.isEmpty();
	}

	/**
	 * Tells whether an endpoint is to be avoided, without claiming its probe.
	 * @param endpointId the endpoint
	 * @return true while its time is not over or somebody probes it
	 */
	public boolean avoided(String endpointId) {
		Ejection ejection = this.ejected.get(endpointId);
		return this.unhealthy.contains(endpointId) || this.reported.contains(endpointId)
				|| (ejection != null && this.nanoTime.getAsLong() - ejection.until() < 0);
	}

	/**
	 * Asks whether to call an endpoint before others.
	 * @param endpointId the endpoint
	 * @return true if it is not ejected, or if its time is over and the caller is the one
	 * who finds out
	 */
	public boolean claim(String endpointId) {
		if (this.unhealthy.contains(endpointId) || this.reported.contains(endpointId)) {
			return false;
		}
		Ejection ejection = this.ejected.get(endpointId);
		if (ejection == null) {
			return true;
		}
		long now = this.nanoTime.getAsLong();
		return now - ejection.until() >= 0 && this.ejected.replace(endpointId, ejection,
				new Ejection(ejection.failures(), now + PROBE_NANOS, true));
	}

	/**
	 * Learns from an attempt: an endpoint that could not be reached is ejected, one that
	 * was reached is welcome again. A request its client broke off tells nothing.
	 * @param attempt the attempt
	 */
	public void learn(Attempt attempt) {
		if (attempt.unreachable()) {
			eject(attempt.endpoint().id());
		}
		else if (!this.ejected.isEmpty() && !attempt.clientFault()) {
			this.ejected.remove(attempt.endpoint().id());
		}
	}

	/**
	 * Ejects an endpoint.
	 * @param endpointId the endpoint
	 */
	public void eject(String endpointId) {
		if (!this.rule.enabled()) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		this.ejected.values().removeIf((known) -> now - known.until() > this.rule.max().toNanos());
		this.ejected.compute(endpointId, (id, known) -> (known != null) ? again(known, now)
				: new Ejection(1, now + this.rule.after(1).toNanos(), false));
	}

	/** Requests that failed together count as one failure. */
	private Ejection again(Ejection known, long now) {
		if (!known.probing() && known.until() - now > 0) {
			return known;
		}
		int failures = known.failures() + 1;
		return new Ejection(failures, now + this.rule.after(failures).toNanos(), false);
	}

	/**
	 * Welcomes an endpoint again.
	 * @param endpointId the endpoint
	 */
	public void readmit(String endpointId) {
		this.ejected.remove(endpointId);
	}

	/**
	 * Welcomes all endpoints again that could not be reached. What health probes found
	 * out stays.
	 */
	public void readmitAll() {
		this.ejected.clear();
	}

	/**
	 * Learns the result of health probes.
	 * @param endpointId the endpoint
	 * @param healthy whether it may be used like any other
	 */
	public void mark(String endpointId, boolean healthy) {
		if (healthy) {
			this.unhealthy.remove(endpointId);
		}
		else {
			this.unhealthy.add(endpointId);
		}
	}

	/**
	 * Learns which endpoints are unhealthy as somebody else sees it, such as a Service
	 * Fabric cluster.
	 * @param endpointIds all of them; what was reported before is forgotten
	 */
	public void report(Set<String> endpointIds) {
		this.reported = Set.copyOf(endpointIds);
	}

	/**
	 * Forgets the results of health probes of endpoints that are no more.
	 * @param endpointIds those that are
	 */
	public void retainMarks(Set<String> endpointIds) {
		this.unhealthy.retainAll(endpointIds);
	}

	/**
	 * Returns the endpoints that could not be reached lately.
	 * @return a copy
	 */
	public Set<String> endpoints() {
		return Set.copyOf(this.ejected.keySet());
	}

	/**
	 * Returns the endpoints that are unhealthy, found by probes or reported.
	 * @return a copy
	 */
	public Set<String> unhealthy() {
		Set<String> all = new HashSet<>(this.unhealthy);
		all.addAll(this.reported);
		return all;
	}

	/**
	 * One ejected endpoint.
	 *
	 * @param failures how often it could not be reached in a row
	 * @param until when it may be tried again
	 * @param probing whether a request is finding out
	 */
	private record Ejection(int failures, long until, boolean probing) {
	}

}
