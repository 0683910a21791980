package io.selvage.gateway.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Difference;
import io.selvage.catalog.EntityValidator;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.routing.OperationIndex;

/**
 * Compiles the policies that a change concerns before it is served, and checks the URL
 * templates of its operations. What it compiled is kept for the moment the change is
 * served.
 */
final class PolicyValidator implements EntityValidator {

	/** What documents of all, of products and of fragments consist of and refer to. */
	private static final ResourceType[] SHARED = { ResourceType.POLICIES, ResourceType.PRODUCTS,
			ResourceType.PRODUCT_POLICIES, ResourceType.POLICY_FRAGMENTS, ResourceType.NAMED_VALUES,
			ResourceType.BACKENDS };

	private final PlanCompiler compiler;

	PolicyValidator(PlanCompiler compiler) {
		this.compiler = compiler;
	}

	@Override
	public List<Violation> validate(CatalogSnapshot candidate, Difference difference) {
		synchronized (this.compiler) {
			PlanCompiler.Plans plans = this.compiler.of(candidate);
			Set<PolicyProblem> problems = new LinkedHashSet<>();
			List<Violation> violations = new ArrayList<>();
			List<Api> apis = candidate.apis().stream().filter(plans::isAffected).toList();
			for (Api api : apis) {
				List<Product> products = candidate.productsOf(api.revision().apiId());
				OperationIndex.ApiOperations<Operation> operations = new OperationIndex.ApiOperations<>();
				for (Operation operation : candidate.operations(api.name())) {
					violations.addAll(template(operations, operation));
					problems.addAll(plans.compile(api, operation, null).problems());
					for (Product product : products) {
						PolicyCompilation inProduct = plans.compile(api, operation, product);
						problems.addAll(inProduct.problems());
					}
				}
			}
			problems.addAll(documentsOfTheirOwn(candidate, plans, apis));
			plans.keepToo();
			problems.forEach((problem) -> violations.add(violation(problem)));
			return violations;
		}
	}

	/**
	 * Documents that no operation uses, or that narrower ones leave out because they have
	 * no {@code <base/>}: they are refused as well when they are wrong.
	 */
	private static List<PolicyProblem> documentsOfTheirOwn(CatalogSnapshot candidate, PlanCompiler.Plans plans,
			List<Api> apis) {
		List<PolicyProblem> problems = new ArrayList<>();
		for (Api api : apis) {
			ResourceId document = ResourceId.of(ResourceType.APIS, api.name()).child("policies", "policy");
			if (plans.affected().mayReachPlans() || plans.affected().difference().contains(document)) {
				problems
					.addAll(plans.alone(PolicyScope.API, new io.selvage.catalog.entity.PolicyScope.ForApi(api.name())));
			}
		}
		if (!plans.affected().difference().touches(SHARED)) {
			return problems;
		}
		problems.addAll(plans.alone(PolicyScope.GLOBAL, io.selvage.catalog.entity.PolicyScope.GLOBAL));
		candidate.products()
			.forEach((product) -> problems.addAll(plans.alone(PolicyScope.PRODUCT,
					new io.selvage.catalog.entity.PolicyScope.ForProduct(product.name()))));
		candidate.fragments().forEach((fragment) -> problems.addAll(plans.alone(fragment)));
		return problems;
	}

	private static List<Violation> template(OperationIndex.ApiOperations<Operation> operations, Operation operation) {
		ResourceId id = ResourceId.of(ResourceType.APIS, operation.api()).child("operations", operation.name());
		try {
			Operation other = operations.add(operation.match().method(), operation.match().urlTemplate(), operation);
			return (other == null) ? List.of() : List.of(Violation.warning(id, "urlTemplate", "The operation '"
					+ other.name() + "' has the same method and URL template and answers its requests"));
		}
		catch (IllegalArgumentException ex) {
			return List.of(Violation.error(id, "urlTemplate", String.valueOf(ex.getMessage())));
		}
	}

	private static Violation violation(PolicyProblem problem) {
		ResourceId resource = ResourceId.parse(problem.document());
		SourceLocation place = new SourceLocation(null, problem.position().line(), problem.position().column());
		Violation violation = problem.isError() ? Violation.error(resource, problem.element(), problem.text())
				: Violation.warning(resource, problem.element(), problem.text());
		return violation.at(place);
	}

}
