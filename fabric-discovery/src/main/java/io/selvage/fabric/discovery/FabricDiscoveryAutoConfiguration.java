package io.selvage.fabric.discovery;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.MeteredOpener;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.security.BearerTokenSource;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.cloud.client.ConditionalOnDiscoveryHealthIndicatorEnabled;
import org.springframework.cloud.client.ReactiveCommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.cloud.client.discovery.health.DiscoveryClientHealthIndicatorProperties;
import org.springframework.cloud.client.discovery.health.reactive.ReactiveDiscoveryClientHealthIndicator;
import org.springframework.cloud.client.discovery.simple.reactive.SimpleReactiveDiscoveryClientAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Opens the configured cluster and offers it to Spring Cloud. Does nothing unless a
 * management endpoint is configured.
 */
@AutoConfiguration(
		before = { SimpleReactiveDiscoveryClientAutoConfiguration.class, ReactiveCommonsClientAutoConfiguration.class },
		after = ReactiveCompositeDiscoveryClientAutoConfiguration.class)
@ConditionalOnFabricDiscovery
@EnableConfigurationProperties(FabricDiscoveryProperties.class)
public final class FabricDiscoveryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FabricCluster fabricCluster(FabricDiscoveryProperties properties, ObjectProvider<BearerTokenSource> tokens,
			ObjectProvider<FabricCluster.Opener> opener) {
		return opener.getIfAvailable(() -> FabricCluster::open)
			.open(ClusterSettingsFactory.settings(properties, tokens.getIfAvailable()));
	}

	@Bean
	@ConditionalOnMissingBean
	PartitionResolver fabricPartitionResolver(FabricCluster cluster) {
		return cluster.resolver();
	}

	@Bean
	@ConditionalOnMissingBean
	NamingClient fabricNamingClient(FabricCluster cluster) {
		return cluster.naming();
	}

	@Bean
	@ConditionalOnMissingBean
	FabricReactiveDiscoveryClient fabricReactiveDiscoveryClient(FabricCluster cluster,
			FabricDiscoveryProperties properties) {
		return new FabricReactiveDiscoveryClient(cluster, properties);
	}

	@Bean
	@ConditionalOnProperty(prefix = FabricDiscoveryProperties.PREFIX, name = "services.watch", matchIfMissing = true)
	ServiceSetWatch fabricServiceSetWatch(FabricReactiveDiscoveryClient client, FabricDiscoveryProperties properties,
			ApplicationEventPublisher events) {
		return new ServiceSetWatch(client, properties.services().watchInterval(), events, Schedulers.boundedElastic());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class Metrics {

		@Bean
		@ConditionalOnMissingBean
		FabricCluster.Opener fabricClusterOpener(ObjectProvider<MeterRegistry> registry) {
			MeterRegistry found = registry.getIfUnique();
			return (found != null) ? new MeteredOpener(found) : FabricCluster::open;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@EnableConfigurationProperties(DiscoveryClientHealthIndicatorProperties.class)
	static class HealthIndicators {

		@Bean
		@ConditionalOnEnabledHealthIndicator("service-fabric")
		FabricHealthIndicator serviceFabricHealthIndicator(FabricCluster cluster) {
			return new FabricHealthIndicator(cluster);
		}

		/** Spring Cloud's indicator waits for an event that says discovery has begun. */
		@Bean
		@ConditionalOnDiscoveryHealthIndicatorEnabled
		ReactiveDiscoveryClientHealthIndicator fabricReactiveDiscoveryClientHealthIndicator(
				FabricReactiveDiscoveryClient client, DiscoveryClientHealthIndicatorProperties properties) {
			ReactiveDiscoveryClientHealthIndicator indicator = new ReactiveDiscoveryClientHealthIndicator(client,
					properties);
			indicator.onApplicationEvent(new InstanceRegisteredEvent<>(this, client));
			return indicator;
		}

	}

}
