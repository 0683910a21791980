package io.selvage.gateway.management;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.dryrun.PolicyWorkbench;
import io.selvage.gateway.policy.ElementReference;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.routing.RouteEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import reactor.core.publisher.Mono;

/**
 * Tools for authors of policies: the element reference, the effective policy of an
 * operation, the check and dry run of a document.
 */
@Endpoint(id = "policies")
public final class PoliciesEndpoint {

	private final PolicyWorkbench workbench;

	private final ElementReference reference;

	private final Supplier<List<RouteEntry>> routes;

	private final Supplier<PolicyEnvironment> environment;

	/**
	 * Creates the endpoint.
	 * @param workbench checks and runs documents
	 * @param reference the element reference
	 * @param routes the operations that are served
	 * @param environment what documents may refer to now
	 */
	public PoliciesEndpoint(PolicyWorkbench workbench, ElementReference reference, Supplier<List<RouteEntry>> routes,
			Supplier<PolicyEnvironment> environment) {
		this.workbench = workbench;
		this.reference = reference;
		this.routes = routes;
		this.environment = environment;
	}

	/**
	 * Returns the element reference.
	 * @return all policies with their attributes and children, and those not supported
	 */
	@ReadOperation
	public Map<String, Object> reference() {
		return this.reference.data();
	}

	/**
	 * Returns the effective policy of an operation.
	 * @param api the resource name of the API
	 * @param operation the resource name of the operation
	 * @param product the product in whose context it is called, or null
	 * @return the statements with their scopes, as text; null (404) if there is no such
	 * operation or product
	 */
	@ReadOperation
	public @Nullable Map<String, Object> effective(@Selector String api, @Selector String operation,
			@Nullable String product) {
		for (RouteEntry entry : this.routes.get()) {
			if (entry.api().id().equalsIgnoreCase(api) && entry.operation().id().equalsIgnoreCase(operation)) {
				PolicyPlan plan = (product != null) ? entry.productPlans().get(product) : entry.plan();
				return (plan != null) ? Map.of("effectivePolicy", plan.effectivePolicy().text()) : null;
			}
		}
		return null;
	}

	/**
	 * Checks a document and runs it, if a URL is given.
	 * @param document its text
	 * @param scope global, product, api or operation; operation if none is given
	 * @param format {@code xml} or {@code rawxml}; if none is given, what fits
	 * @param method the method of the sample request; GET if none is given
	 * @param url its absolute URL; null for no run
	 * @param body its body, or null
	 * @return what is wrong, the effective policy, and what happened
	 */
	@WriteOperation
	public Mono<Map<String, Object>> check(String document, @Nullable String scope, @Nullable String format,
			@Nullable String method, @Nullable String url, @Nullable String body) {
		try {
			PolicyScope place = (scope != null) ? PolicyScope.valueOf(scope.toUpperCase(Locale.ROOT))
					: PolicyScope.OPERATION;
			PolicyFormat kind = (format != null) ? PolicyFormat.valueOf(format.toUpperCase(Locale.ROOT))
					: PolicyFormat.ANY;
			GatewayRequest request = (url != null)
					? new GatewayRequest((method != null) ? method : "GET", MessageUrl.parse(url), new ListHeaders(),
							(body != null) ? MessageBody.of(body.getBytes(StandardCharsets.UTF_8)) : null, "127.0.0.1")
					: null;
			return this.workbench.check(place, PolicySource.strict("document", document, kind), this.environment.get(),
					request);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()),
					"scope is global, product, api or operation; format is xml or rawxml; url is absolute");
		}
	}

}
