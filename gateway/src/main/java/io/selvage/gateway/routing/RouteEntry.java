package io.selvage.gateway.routing;

import java.util.Map;

import io.selvage.gateway.access.AccessRule;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.ProductInfo;
import io.selvage.gateway.metrics.OperationMeters;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;

/**
 * What the index holds per operation: everything a request for it needs, made when the
 * catalog changes.
 *
 * @param route the route as users of Spring Cloud Gateway know it
 * @param chain its filters, those of the application included, in the order they run
 * @param api the API
 * @param operation the operation
 * @param access who may call it
 * @param meters counts its requests
 * @param plan the policies without a product
 * @param productPlans the policies in the context of a product, by its id
 */
public record RouteEntry(Route route, FilterChain chain, ApiInfo api, OperationInfo operation, AccessRule access,
		OperationMeters meters, PolicyPlan plan, Map<String, PolicyPlan> productPlans) {

	/**
	 * Returns the policies in the context of a product.
	 * @param product the product, or null
	 * @return its plan
	 */
	public PolicyPlan plan(@Nullable ProductInfo product) {
		PolicyPlan inProduct = (product != null) ? this.productPlans.get(product.id()) : null;
		return (inProduct != null) ? inProduct : this.plan;
	}

	/**
	 * Tells whether a policy answers CORS preflight requests for this operation.
	 * @return true if there is a {@code cors} statement
	 */
	public boolean answersPreflight() {
		return this.plan.effectivePolicy()
			.statements(Section.INBOUND)
			.stream()
			.anyMatch((statement) -> statement.element().name().equals("cors"));
	}

}
