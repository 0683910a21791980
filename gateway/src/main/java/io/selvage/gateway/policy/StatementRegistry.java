package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The policies the language knows. Immutable.
 */
public final class StatementRegistry {

	private final Map<String, StatementFactory> factories;

	private final Map<String, String> refused;

	/**
	 * Creates a registry.
	 * @param factories one factory per policy
	 * @param refused policies of Azure API Management that are not offered, each with the
	 * reason its author is told
	 * @throws IllegalArgumentException if two factories have the same element
	 */
	public StatementRegistry(Collection<? extends StatementFactory> factories, Map<String, String> refused) {
		Map<String, StatementFactory> byName = new LinkedHashMap<>();
		for (StatementFactory factory : factories) {
			String name = factory.spec().name();
			if (byName.put(name, factory) != null) {
				throw new IllegalArgumentException("Two policies are named '" + name + "'");
			}
		}
		this.factories = Collections.unmodifiableMap(byName);
		this.refused = Collections.unmodifiableMap(new TreeMap<>(refused));
	}

	/**
	 * Finds a policy.
	 * @param element the name of its element
	 * @return its factory, or null
	 */
	public @Nullable StatementFactory find(String element) {
		return this.factories.get(element);
	}

	/**
	 * Returns the policies that are not offered.
	 * @return reasons by element name, in alphabetical order
	 */
	public Map<String, String> refused() {
		return this.refused;
	}

	/**
	 * Returns the declarations of all policies.
	 * @return in alphabetical order, {@code base} and {@code include-fragment} among them
	 */
	public List<StatementSpec> specs() {
		List<StatementSpec> specs = new ArrayList<>();
		specs.add(StructuralElements.BASE);
		specs.add(StructuralElements.INCLUDE_FRAGMENT);
		this.factories.values().forEach((factory) -> specs.add(factory.spec()));
		specs.sort((a, b) -> a.name().compareTo(b.name()));
		return specs;
	}

	/**
	 * Says why an element is not known.
	 */
	String refusal(String element) {
		String reason = this.refused.get(element);
		if (reason != null) {
			return "The policy '" + element + "' is not supported: " + reason;
		}
		String near = nearest(element);
		return "There is no policy '" + element + "'" + ((near != null) ? "; did you mean '" + near + "'?" : "");
	}

	private @Nullable String nearest(String element) {
		String best = null;
		int distance = 3;
		for (StatementSpec spec : specs()) {
			int edits = EditDistance.between(element, spec.name());
			if (edits < distance) {
				distance = edits;
				best = spec.name();
			}
		}
		return best;
	}

}
