package io.selvage.gateway.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.forward.NettyProbeClient;
import io.selvage.gateway.forward.ProbeClient;
import io.selvage.gateway.health.ClusterHealth;
import io.selvage.gateway.health.HealthProbes;
import io.selvage.gateway.management.BackendActions;
import io.selvage.gateway.management.BackendsEndpoint;
import io.selvage.gateway.management.FabricLookup;
import io.selvage.gateway.management.Reconnects;
import io.selvage.gateway.metrics.AttemptMeters;
import io.selvage.gateway.runtime.GatewayRuntime;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Watches backends at run time: meters, health probes, and the endpoint that shows them.
 */
@AutoConfiguration(after = RuntimeAutoConfiguration.class)
@EnableConfigurationProperties(HealthProperties.class)
public class BackendStateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AttemptListener attemptMeters(MeterRegistry meters) {
		return new AttemptMeters(meters);
	}

	@Bean
	@ConditionalOnMissingBean
	ProbeClient probeClient() {
		return new NettyProbeClient();
	}

	@Bean(destroyMethod = "close")
	HealthProbes healthProbes(GatewayRuntime runtime, ProbeClient client, HealthProperties properties) {
		HealthProbes probes = new HealthProbes(runtime::backend, client);
		probes.start(properties.rules());
		return probes;
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnProperty("selvage.health.service-fabric.enabled")
	ClusterHealth clusterHealth(GatewayRuntime runtime, HealthProperties properties) {
		ClusterHealth health = new ClusterHealth(runtime::fabricBackends);
		health.start(properties.serviceFabric().interval());
		return health;
	}

	@Bean(destroyMethod = "close")
	Reconnects reconnects(GatewayRuntime runtime) {
		return new Reconnects(runtime);
	}

	@Bean
	BackendActions backendActions(GatewayRuntime runtime, Reconnects reconnects, HealthProperties properties) {
		return new BackendActions(runtime, new FabricLookup(runtime), reconnects, properties.rules());
	}

	@Bean
	@ConditionalOnAvailableEndpoint
	BackendsEndpoint backendsEndpoint(GatewayRuntime runtime) {
		return new BackendsEndpoint(runtime::backends);
	}

}
