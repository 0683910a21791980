package io.selvage.gateway.forward;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How connections to backends are made and kept.
 *
 * @param connectTimeout until a connection is made, TLS not included
 * @param tlsHandshakeTimeout until TLS is agreed
 * @param maxPerEndpoint connections to one address
 * @param maxPending requests that may wait for a connection to one address
 * @param acquireTimeout how long a request waits for a connection
 * @param maxIdle how long an unused connection is kept; must be shorter than the
 * backend's keep-alive
 * @param maxLife how old a connection may grow, so that DNS changes are followed
 * @param maxHeaderSize the largest head of an answer, in bytes
 * @param maxSilence how long a request may be without a sign that the other machine has
 * received it, zero for any time; a process that is slow is no silence. Works on Linux,
 * and not for bodies above 64 KiB, which a busy backend may leave lying for a while
 */
public record ConnectionSettings(@DurationMin(millis = 1) @DefaultValue("1s") Duration connectTimeout,
		@DurationMin(millis = 1) @DefaultValue("5s") Duration tlsHandshakeTimeout,
		@Positive @DefaultValue("512") int maxPerEndpoint, @PositiveOrZero @DefaultValue("1024") int maxPending,
		@DurationMin(millis = 1) @DefaultValue("2s") Duration acquireTimeout,
		@DurationMin(millis = 1) @DefaultValue("45s") Duration maxIdle,
		@DurationMin(millis = 1) @DefaultValue("10m") Duration maxLife,
		@Positive @DefaultValue("65536") int maxHeaderSize, @DurationMin @DefaultValue("750ms") Duration maxSilence) {

	/** What holds where nothing is configured. */
	public static final ConnectionSettings DEFAULT = new ConnectionSettings(Duration.ofSeconds(1),
			Duration.ofSeconds(5), 512, 1024, Duration.ofSeconds(2), Duration.ofSeconds(45), Duration.ofMinutes(10),
			65536, Duration.ofMillis(750));

}
