package io.selvage.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Runs the policies of the operation. Filters before it see the request as the client
 * sent it, filters behind it as inbound policies left it.
 */
public final class PolicyFilter implements GatewayFilter, Ordered {

	/** Where it stands among the filters of a route. */
	public static final int ORDER = 0;

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		return PolicyRun.of(exchange).start(exchange, chain);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public String toString() {
		return "[Policies]";
	}

}
