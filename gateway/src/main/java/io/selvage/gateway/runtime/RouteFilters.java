package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.listener.BackendForwardFilter;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.routing.FilterChain;
import io.selvage.gateway.routing.PolicyFilter;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The filters of every operation's route: policies, the call of the backend, and the
 * application's own global filters between and around them. Those that come with Spring
 * Cloud Gateway are left out: what they do is done here.
 */
final class RouteFilters {

	private static final String STOCK = "org.springframework.cloud.gateway.";

	private final List<GatewayFilter> ofRoute;

	private final FilterChain chain;

	RouteFilters(List<GlobalFilter> global, Forwarder forwarder) {
		this.ofRoute = List.of(new PolicyFilter(), new BackendForwardFilter(forwarder));
		List<GatewayFilter> all = new ArrayList<>(this.ofRoute);
		for (GlobalFilter filter : global) {
			if (!filter.getClass().getName().startsWith(STOCK)) {
				all.add(new Adapted(filter, order(filter)));
			}
		}
		AnnotationAwareOrderComparator.sort(all);
		this.chain = FilterChain.of(all);
	}

	/** A filter that declares no order comes last, but before the backend is called. */
	private static int order(GlobalFilter filter) {
		if (filter instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Integer declared = OrderUtils.getOrder(filter.getClass());
		return (declared != null) ? declared : BackendForwardFilter.ORDER - 1;
	}

	List<GatewayFilter> ofRoute() {
		return this.ofRoute;
	}

	FilterChain chain() {
		return this.chain;
	}

	private record Adapted(GlobalFilter filter, int order) implements GatewayFilter, Ordered {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
			return this.filter.filter(exchange, chain);
		}

		@Override
		public int getOrder() {
			return this.order;
		}

	}

}
