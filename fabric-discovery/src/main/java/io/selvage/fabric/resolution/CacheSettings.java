package io.selvage.fabric.resolution;

import java.time.Duration;

/**
 * How answers are kept.
 *
 * @param expiry an answer nobody asked for during this time is dropped
 * @param waitLimit how long a caller waits for the cluster when nothing is cached
 * @param notFoundExpiry how long "does not exist" is believed
 * @param notFoundConfirmation the pause after which a "does not exist" is checked once
 * more before it is believed: clusters say it falsely after node restarts
 * @param maxConcurrentCalls how many calls to the cluster may be under way at once
 */
public record CacheSettings(Duration expiry, Duration waitLimit, Duration notFoundExpiry, Duration notFoundConfirmation,
		int maxConcurrentCalls) {

	/** 10 minutes sliding, 5 s, 2 s, 500 ms, 32 calls. */
	public static final CacheSettings DEFAULT = new CacheSettings(Duration.ofMinutes(10), Duration.ofSeconds(5),
			Duration.ofSeconds(2), Duration.ofMillis(500), 32);

	public CacheSettings {
		if (expiry.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("the cache expiry must be at least 1 s, not " + expiry);
		}
		if (waitLimit.isZero() || waitLimit.isNegative()) {
			throw new IllegalArgumentException("the wait limit must be above 0, not " + waitLimit);
		}
		if (notFoundExpiry.isNegative() || notFoundConfirmation.isNegative()) {
			throw new IllegalArgumentException("the 'not found' times must not be negative");
		}
		if (maxConcurrentCalls < 1) {
			throw new IllegalArgumentException("at least one concurrent call is needed, not " + maxConcurrentCalls);
		}
	}

}
