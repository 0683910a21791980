package io.selvage.gateway.config;

import java.time.Duration;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The gateway as a whole.
 *
 * @param deployment where it runs, as {@code context.Deployment} tells
 * @param trustedProxies address ranges of proxies whose {@code X-Forwarded-*} fields are
 * believed, for example {@code 10.0.0.0/8}
 * @param hostnames the hosts the gateway answers for, for example {@code api.example.com}
 * or {@code *.example.com}; none for any
 * @param policyBodyLimit the largest body that is read into memory for a policy
 * @param failureLinesPerSecond how many failed requests a second are logged
 * @param metrics what is counted
 * @param listener how clients are served
 * @param webSockets how WebSockets are relayed
 */
@Validated
@ConfigurationProperties("selvage")
public record GatewayProperties(@DefaultValue Deployment deployment, @DefaultValue List<String> trustedProxies,
		@DefaultValue List<String> hostnames, @SizeBetween @DefaultValue("2MB") DataSize policyBodyLimit,
		@PositiveOrZero @DefaultValue("10") int failureLinesPerSecond, @DefaultValue Metrics metrics,
		@Valid @DefaultValue Listener listener, @Valid @DefaultValue WebSockets webSockets) {

	/**
	 * Where the gateway runs.
	 *
	 * @param serviceName {@code context.Deployment.ServiceName}
	 * @param region {@code context.Deployment.Region}
	 * @param gatewayId {@code context.Deployment.GatewayId}
	 */
	public record Deployment(@DefaultValue("selvage") String serviceName, @DefaultValue("local") String region,
			@DefaultValue("managed") String gatewayId) {
	}

	/**
	 * What is counted.
	 *
	 * @param perOperation whether operations are told apart, or only APIs
	 */
	public record Metrics(@DefaultValue("true") boolean perOperation) {
	}

	/**
	 * How WebSockets are relayed.
	 *
	 * @param idleTimeout how long both sides may be silent, pings included
	 * @param maxFrame the largest frame; a message may have any number of them
	 */
	public record WebSockets(@DurationMin(millis = 1) @DefaultValue("5m") Duration idleTimeout,
			@SizeBetween(min = 1) @DefaultValue("1MB") DataSize maxFrame) {
	}

	/**
	 * How clients are served.
	 *
	 * @param maxRequests how many requests may be under way; more are answered with 503
	 * @param headerDeadline within which the head of a request must arrive
	 * @param paceWindow over which the rate of a client is judged
	 * @param minRate the bytes per second a client must send of a body, or take of an
	 * answer, while the gateway waits for it; 0 for any
	 * @param drainNotice how long, on shutdown, clients are still served and told to go
	 * elsewhere
	 * @param earlyHints whether clients hear of the {@code Link} fields of a 103 (Early
	 * Hints) of a backend; other informational answers stay here in any case
	 */
	public record Listener(@Positive @DefaultValue("20000") int maxRequests,
			@DurationMin(millis = 1) @DefaultValue("10s") Duration headerDeadline,
			@DurationMin(millis = 1) @DefaultValue("5s") Duration paceWindow,
			@SizeBetween @DefaultValue("100B") DataSize minRate, @DurationMin @DefaultValue("10s") Duration drainNotice,
			@DefaultValue("false") boolean earlyHints) {
	}

}
