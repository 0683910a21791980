package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Difference;
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

	private static final int FORGET_ABOVE = 100;

	private final PolicyLanguage language;

	/**
	 * What the snapshot that is served uses, and what its next candidates need beside.
	 */
	private Map<Map<PolicyScope, PolicySource>, Kept> kept = new HashMap<>();

	/** What each API of the snapshot that is served uses, by resource name. */
	private Map<String, Set<Kept>> byApi = Map.of();

	private CatalogSnapshot served = CatalogSnapshot.EMPTY;

	private int forgetAbove = FORGET_ABOVE;

	private long compilations;

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
	 * Counts compilations since the start.
	 * @return the number
	 */
	long compilations() {
		return this.compilations;
	}

	/**
	 * A compilation and what it depended on. Compared by identity.
	 */
	private static final class Kept {

		private final PolicyCompilation compilation;

		private final CatalogEnvironment environment;

		Kept(PolicyCompilation compilation, CatalogEnvironment environment) {
			this.compilation = compilation;
			this.environment = environment;
		}

	}

	/**
	 * The plans of one snapshot.
	 */
	final class Plans {

		private final CatalogSnapshot snapshot;

		private final AffectedApis affected;

		private final Map<Map<PolicyScope, PolicySource>, Kept> used = new LinkedHashMap<>();

		private final Map<String, Set<Kept>> usedByApi = new HashMap<>();

		private final Map<Kept, Boolean> asked = new IdentityHashMap<>();

		Plans(CatalogSnapshot snapshot) {
			this.snapshot = snapshot;
			this.affected = new AffectedApis(PlanCompiler.this.served, snapshot);
		}

		/**
		 * Returns what differs from the snapshot that is served.
		 * @return the difference
		 */
		AffectedApis affected() {
			return this.affected;
		}

		/**
		 * Tells whether an API must be compiled anew.
		 * @param api the API
		 * @return false if all its plans are as they were in the snapshot that is served
		 */
		boolean isAffected(Api api) {
			if (this.affected.contains(api)) {
				return true;
			}
			Set<Kept> plans = PlanCompiler.this.byApi.get(api.name());
			if (plans == null) {
				return true;
			}
			if (this.affected.mayReachPlans()) {
				for (Kept plan : plans) {
					if (this.asked.computeIfAbsent(plan,
							(key) -> key.environment.askedAny(this.affected.questions()))) {
						return true;
					}
				}
			}
			return false;
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
			places(api, operation, product).forEach((scope, place) -> put(documents, scope, place));
			Kept compiled = compile(documents);
			this.usedByApi.computeIfAbsent(api.name(), (name) -> new HashSet<>()).add(compiled);
			return compiled.compilation;
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
			return documents.isEmpty() ? List.of() : compile(documents).compilation.problems();
		}

		/**
		 * Checks a fragment by itself.
		 * @param fragment the fragment
		 * @return what is wrong
		 */
		List<PolicyProblem> alone(PolicyFragment fragment) {
			CatalogEnvironment environment = new CatalogEnvironment(this.snapshot);
			PolicySource source = environment.fragment(fragment.name());
			if (source == null) {
				return List.of();
			}
			List<PolicyProblem> problems = PlanCompiler.this.language.compiler(environment).checkFragment(source);
			return environment.withoutValue().isEmpty() ? problems
					: MissingValues.compilation(environment.withoutValue(), source.name()).problems();
		}

		private void put(Map<PolicyScope, PolicySource> documents, PolicyScope scope,
				io.selvage.catalog.entity.PolicyScope place) {
			Policy policy = this.snapshot.policy(place);
			if (policy != null) {
				documents.put(scope, source(policy));
			}
		}

		PolicySource source(Policy policy) {
			ResourceId id = resourceOf(policy.scope());
			return sourceOf(id, policy.text(), this.snapshot.layer(id));
		}

		private Kept compile(Map<PolicyScope, PolicySource> documents) {
			Kept known = this.used.get(documents);
			if (known == null) {
				known = PlanCompiler.this.kept.get(documents);
				if (known == null || !known.environment.sameIn(this.snapshot)) {
					CatalogEnvironment environment = new CatalogEnvironment(this.snapshot);
					known = new Kept(compile(documents, environment), environment);
				}
				this.used.put(documents, known);
			}
			return known;
		}

		private PolicyCompilation compile(Map<PolicyScope, PolicySource> documents, CatalogEnvironment environment) {
			PlanCompiler.this.compilations++;
			PolicyCompilation compilation = PlanCompiler.this.language.compiler(environment).compile(documents);
			return environment.withoutValue().isEmpty() ? compilation
					: MissingValues.compilation(environment.withoutValue(), last(documents));
		}

		private static String last(Map<PolicyScope, PolicySource> documents) {
			return new ArrayList<>(documents.values()).get(documents.size() - 1).name();
		}

		/**
		 * Keeps what the snapshot uses, and nothing else, for the next one: it is served
		 * now.
		 */
		void keep() {
			PlanCompiler.this.kept.putAll(this.used);
			Difference difference = this.affected.difference();
			if (!this.usedByApi.isEmpty() || difference.touches(ResourceType.APIS)) {
				Map<String, Set<Kept>> byName = new HashMap<>(PlanCompiler.this.byApi);
				byName.putAll(this.usedByApi);
				difference.removed().forEach((id) -> {
					if (id.type() == ResourceType.APIS) {
						byName.remove(id.name());
					}
				});
				PlanCompiler.this.byApi = byName;
			}
			PlanCompiler.this.served = this.snapshot;
			forget();
		}

		/** Looks at everything that is kept, so only now and then. */
		private void forget() {
			if (PlanCompiler.this.kept.size() > PlanCompiler.this.forgetAbove) {
				Set<Kept> all = new HashSet<>();
				PlanCompiler.this.byApi.values().forEach(all::addAll);
				PlanCompiler.this.kept.values().retainAll(all);
				PlanCompiler.this.forgetAbove = FORGET_ABOVE + PlanCompiler.this.kept.size() * 5 / 4;
			}
		}

		/**
		 * Keeps what was compiled beside what the current snapshot uses.
		 */
		void keepToo() {
			PlanCompiler.this.kept.putAll(this.used);
		}

	}

	/**
	 * Names the documents that apply to an operation.
	 * @param api the API
	 * @param operation the operation; null for requests that match none
	 * @param product the product in whose context it is called, or null
	 * @return where the catalog would have them
	 */
	static Map<PolicyScope, io.selvage.catalog.entity.PolicyScope> places(Api api, @Nullable Operation operation,
			@Nullable Product product) {
		Map<PolicyScope, io.selvage.catalog.entity.PolicyScope> places = new EnumMap<>(PolicyScope.class);
		places.put(PolicyScope.GLOBAL, io.selvage.catalog.entity.PolicyScope.GLOBAL);
		if (product != null) {
			places.put(PolicyScope.PRODUCT, new ForProduct(product.name()));
		}
		places.put(PolicyScope.API, new ForApi(api.name()));
		if (operation != null) {
			places.put(PolicyScope.OPERATION, new ForOperation(api.name(), operation.name()));
		}
		return places;
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
