package io.selvage.gateway.listener;

import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.routing.PolicyRun;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Calls the backend: the last filter of a route before those of Spring Cloud Gateway that
 * would otherwise do it.
 */
public final class BackendForwardFilter implements GatewayFilter, Ordered {

	/** Where it stands among the filters of a route. */
	public static final int ORDER = Ordered.LOWEST_PRECEDENCE - 10;

	private final Forwarder forwarder;

	/**
	 * Creates the filter.
	 * @param forwarder what chooses the target and makes the attempts
	 */
	public BackendForwardFilter(Forwarder forwarder) {
		this.forwarder = forwarder;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
		PolicyRun run = PolicyRun.of(exchange);
		run.takeOver(exchange);
		return this.forwarder.forward(run.execution(), run.options());
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public String toString() {
		return "[Forward to backend]";
	}

}
