package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionDiagnostic;
import io.selvage.gateway.expression.ExpressionResult;
import io.selvage.gateway.expression.ExpressionSyntaxException;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.policy.document.NamedValueReference;
import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.PolicyValue;
import io.selvage.gateway.policy.document.RefusalReason;
import io.selvage.gateway.policy.document.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the statements of one effective policy. Used by one thread, once.
 */
final class StatementCompiler {

	private static final Step NOTHING = (execution) -> null;

	private final PolicyLanguage language;

	private final PolicyEnvironment environment;

	private final Consumer<PolicyProblem> problems;

	private final ElementCheck check;

	private final boolean anySection;

	private final Set<Place> places = new HashSet<>();

	/**
	 * Creates a compiler.
	 * @param anySection true for a fragment on its own, of which nobody knows where it
	 * will be inserted
	 */
	StatementCompiler(PolicyLanguage language, PolicyEnvironment environment, Consumer<PolicyProblem> problems,
			boolean anySection) {
		this.language = language;
		this.environment = environment;
		this.problems = problems;
		this.check = new ElementCheck(this::report);
		this.anySection = anySection;
	}

	PolicyEnvironment environment() {
		return this.environment;
	}

	int bodyLimit() {
		return this.language.bodyLimit();
	}

	void report(PolicyProblem problem) {
		if (problem.isError()) {
			this.places.add(new Place(problem.document(), problem.position()));
		}
		this.problems.accept(problem);
	}

	/** Reports an error unless another one was reported for the same place. */
	void reportOnce(PolicyProblem problem) {
		if (!this.places.contains(new Place(problem.document(), problem.position()))) {
			report(problem);
		}
	}

	String text(Object value) {
		return (value instanceof String text) ? text : NetFormat.toString(value, null);
	}

	StepSequence section(List<EffectivePolicy.Statement> statements, Section section) {
		List<Step> steps = new ArrayList<>(statements.size());
		List<StatementSite> sites = new ArrayList<>(statements.size());
		for (EffectivePolicy.Statement statement : statements) {
			PolicyElement element = statement.element();
			String path = element.name() + "[" + statement.index() + "]";
			StatementSite site = new StatementSite(element.name(), statement.scope(), section, path, id(element));
			sites.add(site);
			steps.add(statement(element, site));
		}
		return new StepSequence(steps, sites);
	}

	StepSequence block(PolicyElement parent, StatementSite outer) {
		List<StatementSite> sites = new ArrayList<>();
		return new StepSequence(steps(parent, outer, sites), sites);
	}

	List<Step> separate(PolicyElement parent, StatementSite outer) {
		List<StatementSite> sites = new ArrayList<>();
		List<Step> separate = new ArrayList<>();
		List<Step> steps = steps(parent, outer, sites);
		for (int i = 0; i < steps.size(); i++) {
			separate.add(new StepSequence(List.of(steps.get(i)), List.of(sites.get(i))));
		}
		return separate;
	}

	private List<Step> steps(PolicyElement parent, StatementSite outer, List<StatementSite> sites) {
		Map<String, Integer> counts = new HashMap<>();
		List<Step> steps = new ArrayList<>();
		for (PolicyElement element : parent.elements()) {
			int index = counts.merge(element.name(), 1, Integer::sum);
			StatementSite site = new StatementSite(element.name(), outer.scope(), outer.section(),
					outer.path() + "/" + element.name() + "[" + index + "]", id(element));
			sites.add(site);
			steps.add(statement(element, site));
		}
		return steps;
	}

	private static @Nullable String id(PolicyElement element) {
		PolicyAttribute id = element.attribute(ElementCheck.ID);
		return (id != null) ? id.value().text() : null;
	}

	private Step statement(PolicyElement element, StatementSite site) {
		StatementFactory factory = this.language.registry().find(element.name());
		if (factory == null) {
			report(refused(element));
			return NOTHING;
		}
		StatementSpec spec = factory.spec();
		if (!this.anySection && !spec.sections().contains(site.section())) {
			report(element.error(RefusalReason.PLACE,
					"The policy '" + element.name() + "' is not allowed in the section '" + site.section().element()
							+ "'. Allowed: " + names(spec) + "."));
			return NOTHING;
		}
		if (!this.anySection && !spec.scopes().contains(site.scope())) {
			report(element.error(RefusalReason.PLACE,
					"The policy '" + element.name() + "' is not allowed at the scope '" + site.scope().label() + "'."));
			return NOTHING;
		}
		this.check.check(element, spec.element());
		BodyDemand demand = new BodyDemand();
		Step step = factory.create(new StatementBinding(this, element, spec.element(), site, demand));
		return demand.before(step, bodyLimit());
	}

	private PolicyProblem refused(PolicyElement element) {
		if (element.name().equals(StructuralElements.BASE.name())) {
			return element.error(RefusalReason.STRUCTURE, "'base' may stand only directly in a section.");
		}
		StatementRegistry registry = this.language.registry();
		boolean known = registry.refused().containsKey(element.name());
		return element.error(known ? RefusalReason.NOT_OFFERED : RefusalReason.UNKNOWN_POLICY,
				registry.refusal(element.name()));
	}

	private static String names(StatementSpec spec) {
		List<String> names = new ArrayList<>();
		for (Section section : Section.values()) {
			if (spec.sections().contains(section)) {
				names.add(section.element());
			}
		}
		return String.join(", ", names);
	}

	Expression expression(PolicyElement element, PolicyValue value, ExpressionResult result) {
		try {
			Expression expression = this.language.expressions().compile(value.text(), result);
			boolean secret = !value.display().equals(value.text());
			return secret ? new ShownExpression(expression, inner(value.display())) : expression;
		}
		catch (ExpressionSyntaxException invalid) {
			requireKnownNames(element, value);
			for (ExpressionDiagnostic diagnostic : invalid.diagnostics()) {
				report(element.error(RefusalReason.EXPRESSION, position(value, diagnostic), diagnostic.message()));
			}
			return new ConstantExpression("", "");
		}
	}

	/**
	 * Diagnostics count lines in the expression; the author counts them in the document.
	 */
	private static TextPosition position(PolicyValue value, ExpressionDiagnostic diagnostic) {
		int index = 0;
		for (int line = 1; line < diagnostic.line(); line++) {
			index = value.text().indexOf('\n', index) + 1;
		}
		return value.positionOf(index + diagnostic.column() - 1);
	}

	private static String inner(String expression) {
		return (expression.length() > 3) ? expression.substring(2, expression.length() - 1).strip() : expression;
	}

	void requireKnownNames(PolicyElement element, PolicyValue value) {
		for (NamedValueReference reference : value.unknownNames()) {
			report(element.error(RefusalReason.REFERENCE, reference.position(),
					"There is no named value '" + reference.name() + "'."));
		}
	}

	private record Place(String document, TextPosition position) {
	}

}
