package io.selvage.gateway.runtime;

import java.util.EnumMap;
import java.util.Map;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.Policy;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import org.jspecify.annotations.Nullable;

/**
 * The policy documents of a snapshot as their authors see them.
 */
public final class CatalogPolicies {

	private final CatalogSnapshot snapshot;

	/**
	 * Creates a view.
	 * @param snapshot the snapshot
	 */
	public CatalogPolicies(CatalogSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	/**
	 * Returns what documents may refer to.
	 * @return named values, fragments and backends
	 */
	public PolicyEnvironment environment() {
		return new CatalogEnvironment(this.snapshot);
	}

	/**
	 * Finds an operation with the documents that apply to it.
	 * @param apiName the resource name of the API
	 * @param operationName the resource name of the operation
	 * @param productName the product in whose context it is called, or null
	 * @return null if there is no such API, operation or product
	 */
	public @Nullable Place find(String apiName, String operationName, @Nullable String productName) {
		Api api = this.snapshot.api(apiName);
		Operation operation = this.snapshot.operation(apiName, operationName);
		Product product = (productName != null) ? this.snapshot.product(productName) : null;
		if (api == null || operation == null || (productName != null && product == null)) {
			return null;
		}
		Map<PolicyScope, PolicySource> documents = new EnumMap<>(PolicyScope.class);
		PlanCompiler.places(api, operation, product).forEach((scope, place) -> {
			Policy policy = this.snapshot.policy(place);
			if (policy != null) {
				ResourceId id = PlanCompiler.resourceOf(place);
				documents.put(scope, PlanCompiler.sourceOf(id, policy.text(), this.snapshot.layer(id)));
			}
		});
		return new Place(ApiCompiler.info(api, this.snapshot),
				ApiCompiler.info(operation, new ContractReader(this.snapshot.schemas(apiName))), documents);
	}

	/**
	 * An operation.
	 *
	 * @param api its API
	 * @param operation the operation
	 * @param documents the documents that apply to it, by scope
	 */
	public record Place(ApiInfo api, OperationInfo operation, Map<PolicyScope, PolicySource> documents) {
	}

}
