package io.selvage.fabric.resolution;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Waits that double up to a limit, each shortened at random by up to a half.
 *
 * @param firstNanos the first wait
 * @param maxNanos the longest wait
 */
record Backoff(long firstNanos, long maxNanos) {

	/** After the cluster could not be asked. */
	static final Backoff FAILURE = ofMillis(100, 5000);

	/** After a partition had no instance at all, which a restart soon ends. */
	static final Backoff OFFLINE = ofMillis(100, 2000);

	/** While waiting for a new primary, which is to be noticed within 250 ms. */
	static final Backoff FAILOVER = ofMillis(50, 120);

	private static Backoff ofMillis(long first, long max) {
		return new Backoff(TimeUnit.MILLISECONDS.toNanos(first), TimeUnit.MILLISECONDS.toNanos(max));
	}

	/** The wait after the given number of attempts, at least one. */
	long nanos(int attempts) {
		long full = Math.min(this.maxNanos, this.firstNanos << Math.min(attempts - 1, 20));
		return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
	}

}
