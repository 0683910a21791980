package io.selvage.gateway.target;

import java.time.Duration;

/**
 * How endpoints that could not be reached are left alone for a while.
 *
 * @param enabled whether that is done at all
 * @param base for how long after the first failure
 * @param max for how long at most; the time doubles with each failure in a row
 */
public record EjectionRule(boolean enabled, Duration base, Duration max) {

	/** Ten seconds, growing to five minutes. */
	public static final EjectionRule DEFAULT = new EjectionRule(true, Duration.ofSeconds(10), Duration.ofMinutes(5));

	/** Never. */
	public static final EjectionRule OFF = new EjectionRule(false, Duration.ofSeconds(10), Duration.ofMinutes(5));

	Duration after(int failures) {
		long factor = 1L << Math.min(20, failures - 1);
		Duration grown = this.base.multipliedBy(factor);
		return (grown.compareTo(this.max) > 0) ? this.max : grown;
	}

}
