package io.selvage.gateway.health;

import java.time.Duration;

/**
 * How a backend is probed.
 *
 * @param path the path and query that is requested below the URL of the backend or
 * instance, beginning with a slash
 * @param interval how often; each wait is varied by a tenth
 * @param timeout how long an answer may take
 * @param unhealthyAfter how many failed probes in a row make an endpoint unhealthy
 * @param healthyAfter how many good ones make it healthy again
 */
public record ProbeRule(String path, Duration interval, Duration timeout, int unhealthyAfter, int healthyAfter) {

	/**
	 * Checks the rule.
	 */
	public ProbeRule {
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException("The path of a health probe begins with a slash, not '" + path + "'");
		}
		if (interval.toMillis() < 100) {
			throw new IllegalArgumentException("The interval of a health probe is at least 100 ms, not " + interval);
		}
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("The timeout of a health probe is above 0, not " + timeout);
		}
		if (unhealthyAfter < 1 || healthyAfter < 1) {
			throw new IllegalArgumentException("The thresholds of a health probe are at least 1");
		}
	}

}
