package io.selvage.gateway.config;

import java.time.Duration;
import java.util.List;

import io.selvage.gateway.attempt.AttemptLimits;
import io.selvage.gateway.attempt.RetryBudgetRule;
import io.selvage.gateway.forward.ConnectionSettings;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How backends are called.
 *
 * @param connections how connections are made and kept
 * @param attempts how often and how long one request is attempted
 * @param retryBudget how much of a backend's load may be re-sends
 * @param ejection how endpoints that cannot be reached are left alone
 * @param fabric Service Fabric backends
 * @param allowedBaseUrls which URLs expressions may make base URLs, beside those whose
 * host the catalog names, for example {@code https://*.example.com}
 * @param breakerProbing whether a circuit is half open before it closes
 */
@Validated
@ConfigurationProperties("selvage.forward")
public record ForwardProperties(@Valid @DefaultValue ConnectionSettings connections,
		@Valid @DefaultValue Attempts attempts, @Valid @DefaultValue RetryBudget retryBudget,
		@Valid @DefaultValue Ejection ejection, @Valid @DefaultValue Fabric fabric,
		@DefaultValue List<String> allowedBaseUrls, @DefaultValue("true") boolean breakerProbing) {

	/**
	 * How often and how long one request is attempted.
	 *
	 * @param max how many attempts one request may make
	 * @param totalTime after this time no further attempt begins
	 * @param replayLimit how much of a request body is kept so that it can be sent again
	 */
	public record Attempts(@Positive @DefaultValue("100") int max,
			@DurationMin(millis = 1) @DefaultValue("10m") Duration totalTime,
			@SizeBetween @DefaultValue("4MB") DataSize replayLimit) {

		AttemptLimits limits() {
			return new AttemptLimits(this.max, this.totalTime, this.replayLimit.toBytes());
		}

	}

	/**
	 * How much of a backend's load may be re-sends.
	 *
	 * @param enabled whether there is a budget
	 * @param percent the share of re-sends, 0 to 100
	 * @param window the window it is counted in
	 * @param floorPerSecond how many a second are always allowed
	 * @param policies whether retries that policies ask for are held to it too
	 */
	public record RetryBudget(@DefaultValue("true") boolean enabled,
			@Range(min = 0, max = 100) @DefaultValue("20") int percent,
			@DurationMin(millis = 1) @DefaultValue("10s") Duration window,
			@PositiveOrZero @DefaultValue("3") int floorPerSecond, @DefaultValue("false") boolean policies) {

		RetryBudgetRule rule() {
			return new RetryBudgetRule(this.enabled, this.percent, this.window, this.floorPerSecond, this.policies);
		}

	}

	/**
	 * How endpoints that cannot be reached are left alone.
	 *
	 * @param enabled whether they are
	 * @param base for how long after the first failure
	 * @param max for how long at most
	 */
	public record Ejection(@DefaultValue("true") boolean enabled,
			@DurationMin(millis = 1) @DefaultValue("10s") Duration base,
			@DurationMin(millis = 1) @DefaultValue("5m") Duration max) {

		EjectionRule rule() {
			return new EjectionRule(this.enabled, this.base, this.max);
		}

	}

	/**
	 * Service Fabric backends.
	 *
	 * @param failoverWait how long a request waits for a new primary
	 * @param conditionBodyLimit how much of a body is read for a resolve condition
	 */
	public record Fabric(@DurationMin @DefaultValue("2s") Duration failoverWait,
			@SizeBetween @DefaultValue("1MB") DataSize conditionBodyLimit) {

		FabricTargetSettings settings() {
			return new FabricTargetSettings(this.failoverWait, Math.toIntExact(this.conditionBodyLimit.toBytes()));
		}

	}

}
