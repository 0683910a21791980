package io.selvage.gateway.routing;

import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.policy.PolicyPlan;
import org.springframework.cloud.gateway.route.Route;

/**
 * What the index holds per operation: everything a request for it needs, made when the
 * catalog changes.
 *
 * @param route the route as users of Spring Cloud Gateway know it
 * @param chain its filters, those of the application included, in the order they run
 * @param api the API
 * @param operation the operation
 * @param plan the policies without a product
 * @param productPlans the policies in the context of a product, by its id
 */
public record RouteEntry(Route route, FilterChain chain, ApiInfo api, OperationInfo operation, PolicyPlan plan,
		Map<String, PolicyPlan> productPlans) {
}
