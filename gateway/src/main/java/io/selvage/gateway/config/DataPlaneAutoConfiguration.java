package io.selvage.gateway.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.listener.ClientConnections;
import io.selvage.gateway.listener.DataPlaneServer;
import io.selvage.gateway.listener.ConnectionLimit;
import io.selvage.gateway.listener.Drain;
import io.selvage.gateway.listener.Hostnames;
import io.selvage.gateway.listener.LoopLag;
import io.selvage.gateway.listener.OperationDispatcher;
import io.selvage.gateway.listener.OverloadGuard;
import io.selvage.gateway.listener.RequestContexts;
import io.selvage.gateway.listener.TrustedProxies;
import io.selvage.gateway.listener.WebSocketRelay;
import io.selvage.gateway.metrics.GatewayMeters;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.metrics.PolicyMeters;
import io.selvage.gateway.policy.AuthorizationSource;
import io.selvage.gateway.policy.EventSink;
import io.selvage.gateway.policy.HttpCaller;
import io.selvage.gateway.policy.Integrations;
import io.selvage.gateway.policy.MetricSink;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.runtime.GatewayRuntime;
import io.selvage.gateway.redaction.CatalogRedaction;
import io.selvage.gateway.routing.PathModes;
import io.selvage.gateway.trace.RequestTraces;
import io.selvage.gateway.trace.TraceStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Puts the dispatcher in front of Spring's own handlers on the data-plane port.
 */
@AutoConfiguration(after = RuntimeAutoConfiguration.class)
@EnableConfigurationProperties({ TraceProperties.class, PathProperties.class, LimitProperties.class })
public class DataPlaneAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FailureLog failureLog(GatewayProperties properties, CatalogRedaction redaction) {
		return new FailureLog(properties.failureLinesPerSecond(), (text) -> redaction.get().mask(text));
	}

	@Bean
	@ConditionalOnMissingBean
	PolicyServices policyServices(Forwarder forwarder, HttpCaller caller, FailureLog log, Integrations integrations) {
		return new PolicyServices(forwarder, caller, new ApimErrorResponses(log), integrations);
	}

	@Bean
	@ConditionalOnMissingBean
	MetricSink metricSink(MeterRegistry meters) {
		return new PolicyMeters(meters);
	}

	@Bean
	@ConditionalOnMissingBean
	Integrations integrations(ObjectProvider<AuthorizationSource> authorizations, MetricSink metrics,
			ObjectProvider<EventSink> events) {
		return new Integrations(authorizations.getIfAvailable(() -> Integrations::noAuthorization), metrics,
				events.getIfAvailable(() -> Integrations::write));
	}

	@Bean
	TraceStore traceStore(TraceProperties properties) {
		return new TraceStore(properties.capacity(), properties.timeToLive());
	}

	@Bean
	TraceLocations traceLocations(TraceProperties properties) {
		return new TraceLocations(properties.baseUrl(), "/actuator");
	}

	@Bean
	RequestTraces requestTraces(TraceProperties properties, TraceStore store, TraceLocations locations) {
		return new RequestTraces(properties.enabled(), store, locations);
	}

	@Bean
	RequestContexts requestContexts(GatewayProperties properties, LimitProperties limits,
			@Value("${server.netty.max-initial-line-length:8KB}") DataSize longestTarget) {
		return new RequestContexts(new TrustedProxies(properties.trustedProxies()), limits.bodyLimits(),
				properties.listener().earlyHints(), longestTarget.toBytes());
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> dispatcherCustomizer(GatewayRuntime runtime,
			PolicyServices services, OperationDispatcher.Edge edge, DataPlaneServer server, DispatcherBehind behind,
			Hostnames hostnames, LoopResources eventLoops) {
		return (factory) -> {
			factory.setResourceFactory(onLoops(eventLoops));
			factory.addServerCustomizers(server::apply);
			factory.addRouteProviders((routes) -> routes.route((request) -> true,
					new OperationDispatcher(runtime::table, services, edge, behind.stock(), hostnames)));
		};
	}

	/** Boot has a server run on what its factory says, whatever customizers have set. */
	private static ReactorResourceFactory onLoops(LoopResources eventLoops) {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setLoopResources(eventLoops);
		resources.setConnectionProvider(ConnectionProvider.newConnection());
		resources.afterPropertiesSet();
		return resources;
	}

	@Bean
	Hostnames hostnames(GatewayProperties properties) {
		return new Hostnames(properties.hostnames());
	}

	@Bean
	ClientConnections clientConnections(GatewayProperties properties) {
		GatewayProperties.Listener listener = properties.listener();
		return new ClientConnections(listener.headerDeadline(), listener.paceWindow(), listener.minRate().toBytes());
	}

	@Bean
	Drain drain(ApplicationContext application, ClientConnections connections, WebSocketRelay sockets,
			GatewayProperties properties) {
		return new Drain(application, connections, sockets, properties.listener().drainNotice());
	}

	@Bean
	LoopLag loopLag(LoopResources eventLoops, LimitProperties properties, MeterRegistry meters) {
		LoopLag lag = LoopLag.measuring(eventLoops, properties.lag(), properties.lagPatience());
		Gauge.builder("selvage.event.loop.lag", lag, LoopLag::seconds)
			.description("How late the event loops are")
			.baseUnit("seconds")
			.register(meters);
		return lag;
	}

	@Bean
	OverloadGuard overloadGuard(GatewayProperties properties, LoopLag lag, GatewayMeters meters) {
		return new OverloadGuard(properties.listener().maxRequests(), lag, meters);
	}

	@Bean
	DataPlaneServer dataPlaneServer(ClientConnections connections, LimitProperties limits, GatewayMeters meters) {
		return new DataPlaneServer(connections, new ConnectionLimit(connections, limits.connections(), meters),
				limits.streams());
	}

	@Bean
	PathModes pathModes(PathProperties properties) {
		return new PathModes(properties.mode(), properties.apis());
	}

	@Bean
	OperationDispatcher.Edge dispatcherEdge(PathModes paths, RequestContexts contexts, RequestTraces traces,
			FailureLog log, OverloadGuard guard, Drain drain) {
		return new OperationDispatcher.Edge(paths, contexts, traces, log, guard, drain);
	}

	@Bean
	WebSocketRelay webSocketRelay(GatewayProperties properties) {
		GatewayProperties.WebSockets settings = properties.webSockets();
		return new WebSocketRelay(settings.idleTimeout(), Math.toIntExact(settings.maxFrame().toBytes()));
	}

	@Bean
	DispatcherBehind dispatcherBehind(ObjectProvider<HttpHandler> handler, ApplicationContext application) {
		return () -> new OperationDispatcher.Stock(new ReactorHttpHandlerAdapter(handler.getObject()), application);
	}

	/**
	 * What stands behind the dispatcher; known when the server starts.
	 */
	@FunctionalInterface
	interface DispatcherBehind {

		OperationDispatcher.Stock stock();

	}

}
