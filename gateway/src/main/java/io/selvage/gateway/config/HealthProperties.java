package io.selvage.gateway.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.gateway.health.ProbeRule;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Active health probes of backends.
 *
 * @param probes how each backend is probed, by its resource name; a backend that is not
 * named is not probed
 * @param serviceFabric whether the health states of clusters count as well
 */
@Validated
@ConfigurationProperties("selvage.health")
public record HealthProperties(@DefaultValue Map<String, @Valid Probe> probes,
		@Valid @DefaultValue ServiceFabric serviceFabric) {

	Map<String, ProbeRule> rules() {
		Map<String, ProbeRule> rules = new LinkedHashMap<>();
		this.probes.forEach((backendId, probe) -> rules.put(backendId, probe.rule()));
		return rules;
	}

	/**
	 * How a backend is probed.
	 *
	 * @param path what is requested below the URL of the backend or instance
	 * @param interval how often
	 * @param timeout how long an answer may take
	 * @param unhealthyAfter how many failed probes in a row make an endpoint unhealthy
	 * @param healthyAfter how many good ones make it healthy again
	 */
	public record Probe(@DefaultValue("/") String path, @DurationMin(millis = 1) @DefaultValue("5s") Duration interval,
			@DurationMin(millis = 1) @DefaultValue("1s") Duration timeout,
			@Positive @DefaultValue("2") int unhealthyAfter, @Positive @DefaultValue("2") int healthyAfter) {

		ProbeRule rule() {
			return new ProbeRule(this.path, this.interval, this.timeout, this.unhealthyAfter, this.healthyAfter);
		}

	}

	/**
	 * Health states of Service Fabric clusters.
	 *
	 * @param enabled whether instances a cluster reports with health state Error come
	 * last
	 * @param interval how often clusters are asked about the partitions in use
	 */
	public record ServiceFabric(@DefaultValue("false") boolean enabled,
			@DurationMin(millis = 1) @DefaultValue("10s") Duration interval) {
	}

}
