package io.selvage.gateway.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How long a retry section waits before each retry (the {@code retry} page of Azure API
 * Management): fixed by the interval alone, linear with a delta, exponential with a delta
 * and a limit. The exponential form is that of Microsoft's Transient Fault Handling
 * block: its exponent counts from zero, which is what the page's own example (10, 20, 40,
 * 80, 100) shows.
 *
 * @param interval before the first retry
 * @param delta what each further retry adds; null: nothing
 * @param max the longest wait; only used together with a delta; null: no limit and no
 * exponential growth
 * @param firstFast whether the first retry follows at once; the later waits stay what
 * they are
 */
public record RetryWaits(Duration interval, @Nullable Duration delta, @Nullable Duration max, boolean firstFast) {

	/** No waits at all. */
	public static final RetryWaits NONE = new RetryWaits(Duration.ZERO, null, null, false);

	private static final double MIN_JITTER = 0.8;

	private static final double JITTER_SPAN = 0.4;

	/**
	 * Checks that no duration is negative.
	 */
	public RetryWaits {
		if (interval.isNegative() || (delta != null && delta.isNegative()) || (max != null && max.isNegative())) {
			throw new IllegalArgumentException("A wait of a retry section cannot be negative");
		}
	}

	/**
	 * Returns the wait before a retry.
	 * @param retry which retry, from 1
	 * @param random gives values from 0 to below 1
	 * @return milliseconds
	 */
	public long millisBefore(int retry, DoubleSupplier random) {
		if (retry == 1 && this.firstFast) {
			return 0;
		}
		long first = this.interval.toMillis();
		if (this.delta == null) {
			return first;
		}
		double step = this.delta.toMillis();
		if (this.max == null) {
			return first + Math.round((retry - 1) * step);
		}
		double jitter = MIN_JITTER + JITTER_SPAN * random.getAsDouble();
		double wait = first + (Math.pow(2, retry - 1) - 1) * step * jitter;
		return Math.round(Math.min(wait, this.max.toMillis()));
	}

}
