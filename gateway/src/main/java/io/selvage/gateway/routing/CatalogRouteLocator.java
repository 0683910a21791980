package io.selvage.gateway.routing;

import java.util.List;
import java.util.function.Supplier;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import reactor.core.publisher.Flux;

/**
 * Lists the catalog's operations among the routes of Spring Cloud Gateway. They match
 * nothing there: requests for them never come that way, so the scan over routes on the
 * long way passes them by.
 */
public final class CatalogRouteLocator implements RouteLocator {

	/** The scheme of the URIs of operations, which choose their backend per request. */
	public static final String SCHEME = "operation";

	private final Supplier<List<RouteEntry>> entries;

	/**
	 * Creates the locator.
	 * @param entries gives the operations of the current state
	 */
	public CatalogRouteLocator(Supplier<List<RouteEntry>> entries) {
		this.entries = entries;
	}

	/**
	 * Tells whether a route is one of the catalog's.
	 * @param route any route
	 * @return true if it stands for an operation
	 */
	public static boolean lists(Route route) {
		return SCHEME.equals(route.getUri().getScheme());
	}

	@Override
	public Flux<Route> getRoutes() {
		return Flux.defer(() -> Flux.fromIterable(this.entries.get())).map(RouteEntry::route);
	}

}
