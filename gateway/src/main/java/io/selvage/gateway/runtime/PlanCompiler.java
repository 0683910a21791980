package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Layer;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.Policy;
import io.selvage.catalog.entity.PolicyFragment;
import io.selvage.catalog.entity.PolicyScope.ForApi;
import io.selvage.catalog.entity.PolicyScope.ForOperation;
import io.selvage.catalog.entity.PolicyScope.ForProduct;
import io.selvage.catalog.entity.PolicyText;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.gateway.policy.MissingValues;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.PolicyFormat;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the policies of operations. Operations with the same documents share a plan,
 * and a plan is kept over changes of the catalog as long as its documents, and whatever
 * they refer to, say the same. So is what the validation of a change compiled for the
 * moment the change is served.
 */
final class PlanCompiler {

	private final PolicyLanguage language;

	private Map<Map<PolicyScope, PolicySource>, Kept> kept = new HashMap<>();

	private final Map<Policy, PolicySource> sources = new IdentityHashMap<>();

	PlanCompiler(PolicyLanguage language) {
		this.language = language;
	}

	/**
	 * Begins with a snapshot.
	 * @param snapshot the snapshot
	 * @return gives its plans
	 */
	Plans of(CatalogSnapshot snapshot) {
		return new Plans(snapshot);
	}

	/**
	 * A compilation and what it depended on.
	 */
	private record Kept(PolicyCompilation compilation, CatalogEnvironment environment) {
	}

	/**
	 * The plans of one snapshot.
	 */
	final class Plans {

		private final CatalogSnapshot snapshot;

		private final Map<Map<PolicyScope, PolicySource>, Kept> used = new LinkedHashMap<>();

		Plans(CatalogSnapshot snapshot) {
			this.snapshot = snapshot;
		}

		/**
		 * Returns the plan of an operation.
		 * @param api the API
		 * @param operation the operation; null for requests that match none
		 * @param product the product in whose context it is called, or null
		 * @return the plan
		 * @throws IllegalStateException if its policies do not compile, which validation
		 * would have found
		 */
		PolicyPlan of(Api api, @Nullable Operation operation, @Nullable Product product) {
			PolicyCompilation compilation = compile(api, operation, product);
			PolicyPlan plan = compilation.plan();
			if (plan == null) {
				throw new IllegalStateException(
						"The policies of " + api.name() + ((operation != null) ? "/" + operation.name() : "")
								+ " do not compile: " + compilation.errors());
			}
			return plan;
		}

		PolicyCompilation compile(Api api, @Nullable Operation operation, @Nullable Product product) {
			Map<PolicyScope, PolicySource> documents = new EnumMap<>(PolicyScope.class);
			put(documents, PolicyScope.GLOBAL, io.selvage.catalog.entity.PolicyScope.GLOBAL);
			if (product != null) {
				put(documents, PolicyScope.PRODUCT, new ForProduct(product.name()));
			}
			put(documents, PolicyScope.API, new ForApi(api.name()));
			if (operation != null) {
				put(documents, PolicyScope.OPERATION, new ForOperation(api.name(), operation.name()));
			}
			return compile(documents);
		}

		/**
		 * Checks a document by itself.
		 * @param scope its scope
		 * @param place where the catalog has it
		 * @return what is wrong; empty if there is no document
		 */
		List<PolicyProblem> alone(PolicyScope scope, io.selvage.catalog.entity.PolicyScope place) {
			Map<PolicyScope, PolicySource> documents = new EnumMap<>(PolicyScope.class);
			put(documents, scope, place);
			return documents.isEmpty() ? List.of() : compile(documents).problems();
		}

		/**
		 * Checks a fragment by itself.
		 * @param fragment the fragment
		 * @return what is wrong
		 */
		List<PolicyProblem> alone(PolicyFragment fragment) {
			CatalogEnvironment environment = new CatalogEnvironment(this.snapshot);
			PolicySource source = environment.fragment(fragment.name());
			return (source != null) ? PlanCompiler.this.language.compiler(environment).checkFragment(source)
					: List.of();
		}

		private void put(Map<PolicyScope, PolicySource> documents, PolicyScope scope,
				io.selvage.catalog.entity.PolicyScope place) {
			Policy policy = this.snapshot.policy(place);
			if (policy != null) {
				documents.put(scope, source(policy));
			}
		}

		PolicySource source(Policy policy) {
			return PlanCompiler.this.sources.computeIfAbsent(policy, (key) -> {
				ResourceId id = resourceOf(policy.scope());
				return sourceOf(id, policy.text(), this.snapshot.layer(id));
			});
		}

		PolicyCompilation compile(Map<PolicyScope, PolicySource> documents) {
			Kept known = this.used.get(documents);
			if (known == null) {
				known = PlanCompiler.this.kept.get(documents);
				if (known == null || !known.environment.sameIn(this.snapshot)) {
					CatalogEnvironment environment = new CatalogEnvironment(this.snapshot);
					known = new Kept(compile(documents, environment), environment);
				}
				this.used.put(documents, known);
			}
			return known.compilation;
		}

		private PolicyCompilation compile(Map<PolicyScope, PolicySource> documents, CatalogEnvironment environment) {
			PolicyCompilation compilation = PlanCompiler.this.language.compiler(environment).compile(documents);
			return environment.withoutValue().isEmpty() ? compilation
					: MissingValues.compilation(environment.withoutValue(), last(documents));
		}

		private static String last(Map<PolicyScope, PolicySource> documents) {
			return new ArrayList<>(documents.values()).get(documents.size() - 1).name();
		}

		/**
		 * Keeps what was compiled, and nothing else, for the next snapshot.
		 */
		void keep() {
			PlanCompiler.this.kept = this.used;
		}

		/**
		 * Keeps what was compiled beside what the current snapshot uses.
		 */
		void keepToo() {
			PlanCompiler.this.kept.putAll(this.used);
		}

	}

	static PolicySource sourceOf(ResourceId id, PolicyText text, @Nullable Layer layer) {
		PolicyFormat format = (layer == Layer.DIRECTORY) ? PolicyFormat.ANY
				: (text.format() == PolicyText.Format.RAWXML) ? PolicyFormat.RAWXML : PolicyFormat.XML;
		return new PolicySource(id.path(), text.value(), format, layer == Layer.DIRECTORY);
	}

	static ResourceId resourceOf(io.selvage.catalog.entity.PolicyScope scope) {
		if (scope instanceof ForProduct product) {
			return ResourceId.of(ResourceType.PRODUCTS, product.product()).child("policies", "policy");
		}
		if (scope instanceof ForApi api) {
			return ResourceId.of(ResourceType.APIS, api.api()).child("policies", "policy");
		}
		if (scope instanceof ForOperation operation) {
			return ResourceId.of(ResourceType.APIS, operation.api())
				.child("operations", operation.operation())
				.child("policies", "policy");
		}
		return ResourceId.of(ResourceType.POLICIES, "policy");
	}

}
