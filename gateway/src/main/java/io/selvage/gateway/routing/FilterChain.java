package io.selvage.gateway.routing;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The filters of a route from some point on. All links are made when the route is, so
 * that a request makes none.
 */
public final class FilterChain implements GatewayFilterChain {

	private static final FilterChain END = new FilterChain(null, null);

	private final @Nullable GatewayFilter filter;

	private final @Nullable FilterChain next;

	private FilterChain(@Nullable GatewayFilter filter, @Nullable FilterChain next) {
		this.filter = filter;
		this.next = next;
	}

	/**
	 * Links filters.
	 * @param filters the filters in the order they run
	 * @return the chain
	 */
	public static FilterChain of(List<GatewayFilter> filters) {
		FilterChain chain = END;
		for (int i = filters.size() - 1; i >= 0; i--) {
			chain = new FilterChain(filters.get(i), chain);
		}
		return chain;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange) {
		return (this.filter == null || this.next == null) ? Mono.empty() : this.filter.filter(exchange, this.next);
	}

}
