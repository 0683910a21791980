package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.PolicyValue;
import io.selvage.gateway.policy.document.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Merges the documents of all scopes. The narrowest document is the entry; its
 * {@code <base/>} stands for the same section of the next broader one. A section without
 * {@code <base/>} inherits nothing; a section that is left out altogether behaves as if
 * it held {@code <base/>} (deployed documents leave out {@code backend} and still
 * forward).
 */
final class PolicyMerge {

	private static final String ROOT = "policies";

	private final Map<PolicyScope, PolicyElement> roots;

	private final Fragments fragments;

	private final StatementRegistry registry;

	private final Consumer<PolicyProblem> problems;

	PolicyMerge(Map<PolicyScope, PolicyElement> roots, Fragments fragments, StatementRegistry registry,
			Consumer<PolicyProblem> problems) {
		this.roots = roots;
		this.fragments = fragments;
		this.registry = registry;
		this.problems = problems;
	}

	EffectivePolicy merge() {
		this.roots.forEach((scope, root) -> checkSections(root));
		Map<Section, List<EffectivePolicy.Statement>> merged = new EnumMap<>(Section.class);
		for (Section section : Section.values()) {
			Map<PolicyScope, List<EffectivePolicy.Statement>> own = new EnumMap<>(PolicyScope.class);
			this.roots.forEach((scope, root) -> {
				PolicyElement element = section(root, section);
				if (element != null) {
					own.put(scope, statements(scope, element));
				}
			});
			List<EffectivePolicy.Statement> result = new ArrayList<>();
			insert(PolicyScope.values().length - 1, section, own, result);
			merged.put(section, result);
		}
		return new EffectivePolicy(merged);
	}

	private void insert(int level, Section section, Map<PolicyScope, List<EffectivePolicy.Statement>> own,
			List<EffectivePolicy.Statement> result) {
		if (level < 0) {
			return;
		}
		PolicyScope scope = PolicyScope.values()[level];
		if (scope == PolicyScope.GLOBAL && !this.roots.containsKey(scope)) {
			if (section == Section.BACKEND) {
				result.add(new EffectivePolicy.Statement(scope, 1, DefaultGlobalPolicy.FORWARD_REQUEST));
			}
			return;
		}
		List<EffectivePolicy.Statement> statements = own.get(scope);
		if (statements == null) {
			insert(level - 1, section, own, result);
			return;
		}
		for (EffectivePolicy.Statement statement : statements) {
			if (statement.element().name().equals(StructuralElements.BASE.name())) {
				insert(level - 1, section, own, result);
			}
			else {
				result.add(statement);
			}
		}
	}

	private List<EffectivePolicy.Statement> statements(PolicyScope scope, PolicyElement section) {
		PolicyValue text = section.text();
		if (text != null) {
			this.problems.accept(section.warning(text.position(), "Text in a section has no meaning."));
		}
		List<EffectivePolicy.Statement> statements = number(scope, this.fragments.expand(section.elements()));
		Set<String> seen = new HashSet<>();
		for (EffectivePolicy.Statement statement : statements) {
			PolicyElement element = statement.element();
			StatementFactory factory = this.registry.find(element.name());
			boolean once = element.name().equals(StructuralElements.BASE.name())
					|| (factory != null && factory.spec().once());
			if (!seen.add(element.name()) && once) {
				this.problems.accept(element.error(RefusalReason.STRUCTURE,
						"'" + element.name() + "' may appear only once in a section."));
			}
		}
		return statements;
	}

	static List<EffectivePolicy.Statement> number(PolicyScope scope, List<PolicyElement> elements) {
		Map<String, Integer> counts = new HashMap<>();
		List<EffectivePolicy.Statement> statements = new ArrayList<>(elements.size());
		for (PolicyElement element : elements) {
			statements
				.add(new EffectivePolicy.Statement(scope, counts.merge(element.name(), 1, Integer::sum), element));
		}
		return statements;
	}

	private void checkSections(PolicyElement root) {
		if (!root.name().equals(ROOT)) {
			this.problems
				.accept(root.error(RefusalReason.STRUCTURE, "The root of a policy document must be 'policies'."));
			return;
		}
		PolicyValue text = root.text();
		if (text != null) {
			this.problems.accept(root.warning(text.position(), "Text between sections has no meaning."));
		}
		Set<String> seen = new HashSet<>();
		for (PolicyElement element : root.elements()) {
			if (!isSection(element.name())) {
				this.problems.accept(element.error(RefusalReason.STRUCTURE, "The element '" + element.name()
						+ "' is not allowed in 'policies'. Expected: 'inbound', 'backend', 'outbound', 'on-error'."));
			}
			else if (!seen.add(element.name())) {
				this.problems.accept(element.error(RefusalReason.STRUCTURE,
						"The section '" + element.name() + "' may appear only once."));
			}
		}
	}

	private static boolean isSection(String name) {
		for (Section section : Section.values()) {
			if (section.element().equals(name)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable PolicyElement section(PolicyElement root, Section section) {
		for (PolicyElement element : root.elements()) {
			if (element.name().equals(section.element())) {
				return element;
			}
		}
		return null;
	}

}
