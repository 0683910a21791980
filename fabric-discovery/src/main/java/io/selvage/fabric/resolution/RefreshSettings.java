package io.selvage.fabric.resolution;

import java.time.Duration;

/**
 * How partitions in use are kept fresh in the background.
 *
 * @param enabled {@code false} leaves freshness to complaints and expiry alone
 * @param period how often a partition in use is asked for again; each wait is shortened
 * at random by up to a fifth
 * @param maxCallsPerSecond ceiling of background calls to the cluster; with more
 * partitions than that allows, each one's period grows
 * @param idleAfter a partition not asked for during this time is no longer refreshed; the
 * next request for it waits for a fresh answer (and gets the old one if the cluster is
 * away)
 */
public record RefreshSettings(boolean enabled, Duration period, int maxCallsPerSecond, Duration idleAfter) {

	/** Every 5 s, at most 200 calls a second, idle after 30 s. */
	public static final RefreshSettings DEFAULT = new RefreshSettings(true, Duration.ofSeconds(5), 200,
			Duration.ofSeconds(30));

	/** No background refresh: the behaviour of API Management. */
	public static final RefreshSettings OFF = new RefreshSettings(false, DEFAULT.period, DEFAULT.maxCallsPerSecond,
			DEFAULT.idleAfter);

	public RefreshSettings {
		if (period.toMillis() < 100) {
			throw new IllegalArgumentException("the refresh period must be at least 100 ms, not " + period);
		}
		if (maxCallsPerSecond < 1) {
			throw new IllegalArgumentException(
					"at least one background call per second is needed, not " + maxCallsPerSecond);
		}
		if (idleAfter.isNegative() || idleAfter.isZero()) {
			throw new IllegalArgumentException("the idle time must be above 0, not " + idleAfter);
		}
	}

}
