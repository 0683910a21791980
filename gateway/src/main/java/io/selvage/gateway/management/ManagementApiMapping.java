package io.selvage.gateway.management;

import io.selvage.catalog.management.ManagementApi;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Leads the paths of Azure Resource Manager, that of its description and those of exports
 * to the management API. Some tools double their first slash, which no path pattern would
 * match.
 */
public final class ManagementApiMapping extends AbstractHandlerMapping {

	private final ManagementApi api;

	/**
	 * Creates the mapping.
	 * @param api the management API
	 */
	public ManagementApiMapping(ManagementApi api) {
		this.api = api;
		setOrder(Ordered.LOWEST_PRECEDENCE - 10);
	}

	@Override
	protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
		String path = exchange.getRequest().getURI().getRawPath().replaceFirst("^/+", "/");
		return path.equals("/openapi.json") || path.startsWith("/exports/")
				|| path.regionMatches(true, 0, "/subscriptions/", 0, "/subscriptions/".length()) ? Mono.just(this.api)
						: Mono.empty();
	}

}
