package io.selvage.fabric.naming;

import java.time.Duration;

/**
 * How calls to the management endpoints are made.
 *
 * @param apiVersion the api-version sent
 * @param fallbackApiVersion sent instead once a cluster has refused the first one
 * @param connectTimeout how long a connection may take
 * @param requestTimeout how long the last endpoint asked may take to answer; earlier ones
 * are left after {@code failoverTimeout}. The server is told to give up a second earlier
 * @param failoverTimeout how long an endpoint may take while another is left to ask
 * @param maxResponseBytes larger answers are refused
 */
public record NamingSettings(String apiVersion, String fallbackApiVersion, Duration connectTimeout,
		Duration requestTimeout, Duration failoverTimeout, int maxResponseBytes) {

	/**
	 * Api-version 6.0, else 3.0; 1 s to connect, 30 s to answer, 2 s to fail over, 4 MiB.
	 */
	public static final NamingSettings DEFAULT = new NamingSettings("6.0", "3.0", Duration.ofSeconds(1),
			Duration.ofSeconds(30), Duration.ofSeconds(2), 4 << 20);

	public NamingSettings {
		requireVersion(apiVersion);
		requireVersion(fallbackApiVersion);
		requirePositive("connect timeout", connectTimeout);
		requirePositive("request timeout", requestTimeout);
		requirePositive("failover timeout", failoverTimeout);
		if (maxResponseBytes <= 0) {
			throw new IllegalArgumentException("the largest answer must be above 0 bytes, not " + maxResponseBytes);
		}
	}

	private static void requireVersion(String version) {
		if (!version.matches("\\d{1,3}\\.\\d{1,3}(-preview)?")) {
			throw new IllegalArgumentException("'" + version + "' is not an api-version such as 6.0");
		}
	}

	private static void requirePositive(String what, Duration duration) {
		if (duration.isZero() || duration.isNegative()) {
			throw new IllegalArgumentException("the " + what + " must be above 0, not " + duration);
		}
	}

}
