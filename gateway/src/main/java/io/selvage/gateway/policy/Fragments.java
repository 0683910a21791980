package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyDocument;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyNode;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.RefusalReason;

/**
 * Replaces {@code include-fragment} by the statements of the fragment, at any depth. A
 * fragment holds statements only: no sections, no {@code base}, no other fragment.
 */
final class Fragments {

	private static final String INCLUDE = StructuralElements.INCLUDE_FRAGMENT.name();

	private static final String ROOT = "fragment";

	private final PolicyEnvironment environment;

	private final Function<PolicySource, PolicyDocument> reader;

	private final Consumer<PolicyProblem> problems;

	Fragments(PolicyEnvironment environment, Function<PolicySource, PolicyDocument> reader,
			Consumer<PolicyProblem> problems) {
		this.environment = environment;
		this.reader = reader;
		this.problems = problems;
	}

	List<PolicyElement> expand(List<PolicyElement> elements) {
		List<PolicyElement> expanded = new ArrayList<>(elements.size());
		for (PolicyElement element : elements) {
			if (element.name().equals(INCLUDE)) {
				expanded.addAll(include(element));
			}
			else {
				expanded.add(expandInside(element));
			}
		}
		return expanded;
	}

	private PolicyElement expandInside(PolicyElement element) {
		if (!includesInside(element)) {
			return element;
		}
		List<PolicyNode> children = new ArrayList<>();
		for (PolicyNode child : element.children()) {
			if (child instanceof PolicyElement inner) {
				children.addAll(expand(List.of(inner)));
			}
			else {
				children.add(child);
			}
		}
		return element.withChildren(children);
	}

	private static boolean includesInside(PolicyElement element) {
		for (PolicyElement child : element.elements()) {
			if (child.name().equals(INCLUDE) || includesInside(child)) {
				return true;
			}
		}
		return false;
	}

	private List<PolicyElement> include(PolicyElement element) {
		new ElementCheck(this.problems).check(element, StructuralElements.INCLUDE_FRAGMENT.element());
		PolicyAttribute id = element.attribute("fragment-id");
		if (id == null) {
			return List.of();
		}
		PolicySource source = this.environment.fragment(id.value().text());
		if (source == null) {
			this.problems.accept(element.error(RefusalReason.REFERENCE, id.value().position(),
					"There is no policy fragment '" + id.value().display() + "'."));
			return List.of();
		}
		PolicyDocument document = this.reader.apply(source);
		document.problems().forEach(this.problems);
		PolicyElement root = document.root();
		return (root != null) ? content(root) : List.of();
	}

	/**
	 * Checks the root of a fragment.
	 * @return its statements
	 */
	List<PolicyElement> content(PolicyElement root) {
		if (!root.name().equals(ROOT)) {
			this.problems
				.accept(root.error(RefusalReason.STRUCTURE, "The root of a policy fragment must be 'fragment'."));
			return List.of();
		}
		List<PolicyElement> statements = new ArrayList<>();
		for (PolicyElement statement : root.elements()) {
			if (statement.name().equals(StructuralElements.BASE.name())) {
				this.problems
					.accept(statement.error(RefusalReason.STRUCTURE, "'base' is not allowed in a policy fragment."));
			}
			else if (statement.name().equals(INCLUDE) || includesInside(statement)) {
				this.problems
					.accept(statement.error(RefusalReason.STRUCTURE, "A policy fragment cannot include another one."));
			}
			else {
				statements.add(statement);
			}
		}
		return statements;
	}

}
