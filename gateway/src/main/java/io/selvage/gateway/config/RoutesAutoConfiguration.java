package io.selvage.gateway.config;

import io.selvage.gateway.error.StockErrors;
import io.selvage.gateway.error.UnwantedPreflights;
import io.selvage.gateway.routing.CatalogRouteLocator;
import io.selvage.gateway.runtime.GatewayRuntime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * How the catalog's operations and Spring Cloud Gateway's own routes live side by side:
 * all are listed, each is served its own way.
 */
@AutoConfiguration(before = GatewayAutoConfiguration.class)
public class RoutesAutoConfiguration {

	@Bean
	CatalogRouteLocator catalogRouteLocator(ObjectProvider<GatewayRuntime> runtime) {
		return new CatalogRouteLocator(() -> runtime.getObject().routes());
	}

	@Bean
	RoutePredicateHandlerMapping routePredicateHandlerMapping(FilteringWebHandler handler, RouteLocator routes,
			GlobalCorsProperties cors, Environment environment) {
		RouteLocator others = () -> routes.getRoutes().filter((route) -> !CatalogRouteLocator.lists(route));
		return new RoutePredicateHandlerMapping(handler, others, cors, environment);
	}

	@Bean
	StockErrors stockErrors() {
		return new StockErrors();
	}

	@Bean
	UnwantedPreflights unwantedPreflights() {
		return new UnwantedPreflights();
	}

}
