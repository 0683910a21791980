package io.selvage.gateway.config;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The gateway as a whole.
 *
 * @param deployment where it runs, as {@code context.Deployment} tells
 * @param trustedProxies address ranges of proxies whose {@code X-Forwarded-*} fields are
 * believed, for example {@code 10.0.0.0/8}
 * @param policyBodyLimit the largest body that is read into memory for a policy
 * @param failureLinesPerSecond how many failed requests a second are logged
 */
@ConfigurationProperties("selvage")
public record GatewayProperties(@DefaultValue Deployment deployment, @DefaultValue List<String> trustedProxies,
		@DefaultValue("2MB") DataSize policyBodyLimit, @DefaultValue("10") int failureLinesPerSecond) {

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

}
