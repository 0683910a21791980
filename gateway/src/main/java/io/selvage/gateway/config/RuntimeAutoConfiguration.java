package io.selvage.gateway.config;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.catalog.Catalog;
import io.selvage.catalog.EntityValidator;
import io.selvage.catalog.config.SslBundleSetting;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.MeteredOpener;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.attempt.RequestForwarder;
import io.selvage.gateway.attempt.RetryBudgets;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.forward.AttemptClient;
import io.selvage.gateway.forward.HttpClientRegistry;
import io.selvage.gateway.forward.NettyAttemptClient;
import io.selvage.gateway.forward.NettyHttpCaller;
import io.selvage.gateway.identity.AuthenticationManagedIdentity;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.identity.ManagedIdentities;
import io.selvage.gateway.identity.MetadataEndpoint;
import io.selvage.gateway.loop.EventLoops;
import io.selvage.gateway.metrics.CircuitMeters;
import io.selvage.gateway.metrics.GatewayMeters;
import io.selvage.gateway.management.OpenClusters;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.HttpCaller;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.statement.Statements;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.redaction.CatalogRedaction;
import io.selvage.gateway.runtime.GatewayRuntime;
import io.selvage.gateway.runtime.RuntimeParts;
import io.selvage.gateway.target.breaker.Breakers;
import io.selvage.gateway.target.breaker.MonotonicClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.gateway.event.RefreshRoutesEvent;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * Makes the state that serves requests from the catalog.
 */
@AutoConfiguration
@EnableConfigurationProperties({ GatewayProperties.class, ForwardProperties.class, IdentityProperties.class,
		NetworkProperties.class, ExpressionProperties.class })
public class RuntimeAutoConfiguration {

	@Bean(destroyMethod = "dispose")
	@ConditionalOnMissingBean
	LoopResources eventLoops() {
		return EventLoops.start();
	}

	@Bean
	@ConditionalOnMissingBean
	HttpClientRegistry httpClientRegistry(LoopResources eventLoops, ForwardProperties properties,
			NetworkProperties network) {
		return new HttpClientRegistry(eventLoops, properties.connections(), network.names(),
				network.trustedCertificates());
	}

	@Bean
	@ConditionalOnMissingBean
	AttemptClient attemptClient(HttpClientRegistry clients, RuntimeParts parts, GatewayProperties properties) {
		return new NettyAttemptClient(clients, parts.redirects(),
				Math.toIntExact(properties.webSockets().maxFrame().toBytes()));
	}

	@Bean
	@ConditionalOnMissingBean
	HttpCaller httpCaller(HttpClientRegistry clients) {
		return new NettyHttpCaller(clients);
	}

	/** Its name is what health calls it. */
	@Bean("serviceFabric")
	@ConditionalOnMissingBean(FabricCluster.Opener.class)
	OpenClusters openClusters(MeterRegistry meters) {
		return new OpenClusters(new MeteredOpener(meters));
	}

	@Bean
	@ConditionalOnMissingBean
	Breakers breakers(ForwardProperties properties, MeterRegistry meters) {
		return new Breakers(properties.breakerProbing(), new MonotonicClock(), new CircuitMeters(meters));
	}

	@Bean
	@ConditionalOnMissingBean
	ExpressionCompiler expressionCompiler(ExpressionProperties properties) {
		return new ExpressionCompiler(properties.options());
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyLanguage policyLanguage(ObjectProvider<StatementFactory> more, ObjectProvider<PolicyStores> stores,
			ExpressionCompiler expressions, GatewayProperties properties) {
		return new PolicyLanguage(
				Statements.registry(more.orderedStream().toList(), stores.getIfAvailable(PolicyStores::inProcess)),
				expressions, Math.toIntExact(properties.policyBodyLimit().toBytes()));
	}

	@Bean
	RuntimeParts runtimeParts(PolicyLanguage language, HttpClientRegistry clients, FabricCluster.Opener clusters,
			Breakers breakers, RuntimeParts.TargetSettings targets, GatewayProperties gateway) {
		GatewayProperties.Deployment place = gateway.deployment();
		DeploymentInfo deployment = new DeploymentInfo(place.serviceName(), place.region(), place.gatewayId(),
				place.gatewayId().equals("managed"), ManagementFactory.getRuntimeMXBean().getName(), Map.of());
		return new RuntimeParts(language, clients, clusters, breakers, targets, deployment);
	}

	@Bean
	RuntimeParts.TargetSettings targetSettings(ForwardProperties forward, ManagedIdentities identities) {
		return new RuntimeParts.TargetSettings(forward.ejection().rule(), forward.fabric().settings(), identities,
				forward.allowedBaseUrls());
	}

	@Bean
	CatalogRedaction catalogRedaction(Catalog catalog) {
		return new CatalogRedaction(catalog);
	}

	@Bean
	ManagedIdentities managedIdentities(IdentityTokens tokens) {
		return new ManagedIdentities(tokens, Clock.systemUTC());
	}

	@Bean
	StatementFactory authenticationManagedIdentity(ManagedIdentities identities) {
		return new AuthenticationManagedIdentity(identities);
	}

	@Bean
	@ConditionalOnMissingBean
	IdentityTokens identityTokens(IdentityProperties properties, ObjectProvider<SslBundles> bundles) {
		String url = properties.endpoint();
		if (url == null) {
			return (wanted) -> Mono.error(
					new IllegalStateException("selvage.identity.endpoint is not set, and nothing else gives tokens"));
		}
		SslBundleSetting setting = new SslBundleSetting("selvage.identity.ssl-bundle", properties.sslBundle());
		return new MetadataEndpoint(url, properties.secret(), setting.client(bundles).build());
	}

	@Bean
	EntityValidator policyValidator(RuntimeParts parts) {
		return parts.validator();
	}

	@Bean
	@ConditionalOnMissingBean
	Forwarder requestForwarder(AttemptClient client, RuntimeParts parts, ForwardProperties properties,
			ObjectProvider<AttemptListener> listener) {
		return new RequestForwarder(client, parts.targets(), properties.attempts().limits(),
				new RetryBudgets(properties.retryBudget().rule(), System::nanoTime),
				listener.getIfAvailable(() -> AttemptListener.NONE));
	}

	@Bean
	@ConditionalOnMissingBean
	GatewayMeters gatewayMeters(MeterRegistry registry, GatewayProperties properties) {
		return new GatewayMeters(registry, properties.metrics().perOperation());
	}

	@Bean
	GatewayRuntime gatewayRuntime(RuntimeParts parts, Catalog catalog, Forwarder forwarder,
			ObjectProvider<GlobalFilter> filters, GatewayMeters meters, ApplicationEventPublisher events) {
		return parts.serve(catalog, forwarder, filters.orderedStream().toList(), meters, new RouteListRefresh(
				() -> events.publishEvent(new RefreshRoutesEvent(parts)), Schedulers.boundedElastic()));
	}

}
