package io.selvage.gateway.attempt;

import java.time.Duration;

/**
 * How often and how long one request is attempted.
 *
 * @param maxAttempts how many attempts one request may make, over all its sections and
 * pool members, from 1
 * @param totalTime after this time no further attempt begins; each attempt has its own
 * timeout
 * @param replayLimit up to how many bytes of a request body are kept so that it can be
 * sent again
 */
public record AttemptLimits(int maxAttempts, Duration totalTime, long replayLimit) {

	/** One hundred attempts, ten minutes, four mebibytes. */
	public static final AttemptLimits DEFAULT = new AttemptLimits(100, Duration.ofMinutes(10), 4 << 20);

}
