package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The reference of all policies, made of their declarations, so that it cannot differ
 * from what documents are checked against.
 */
public final class ElementReference {

	private final StatementRegistry registry;

	/**
	 * Creates the reference.
	 * @param registry the policies
	 */
	public ElementReference(StatementRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Returns the reference as data for JSON.
	 * @return {@code policies} by name, and {@code notSupported} with reasons by name
	 */
	public Map<String, Object> data() {
		Map<String, Object> policies = new LinkedHashMap<>();
		for (StatementSpec spec : this.registry.specs()) {
			Map<String, Object> policy = new LinkedHashMap<>();
			policy.put("summary", spec.summary());
			policy.put("sections", sections(spec));
			policy.put("scopes", scopes(spec));
			policy.put("once", spec.once());
			policy.putAll(element(spec.element()));
			policies.put(spec.name(), policy);
		}
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("policies", policies);
		data.put("notSupported", this.registry.refused());
		return data;
	}

	private static Map<String, Object> element(ElementSpec spec) {
		Map<String, Object> element = new LinkedHashMap<>();
		Map<String, Object> attributes = new LinkedHashMap<>();
		spec.attributes().forEach((attribute) -> attributes.put(attribute.name(), attribute(attribute)));
		element.put("attributes", attributes);
		element.put("content", spec.content().name().toLowerCase(Locale.ROOT));
		Map<String, Object> children = new LinkedHashMap<>();
		for (ElementSpec.Child child : spec.children()) {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("min", child.min());
			entry.put("max", (child.max() == ElementSpec.MANY) ? "unbounded" : child.max());
			entry.putAll(element(child.element()));
			children.put(child.element().name(), entry);
		}
		element.put("children", children);
		return element;
	}

	private static Map<String, Object> attribute(AttributeSpec spec) {
		Map<String, Object> attribute = new LinkedHashMap<>();
		attribute.put("type", spec.type().label());
		attribute.put("required", spec.required());
		attribute.put("expression", spec.computed());
		if (spec.defaultValue() != null) {
			attribute.put("default", spec.defaultValue());
		}
		if (!spec.choices().isEmpty()) {
			attribute.put("values", spec.choices());
		}
		if (spec.type() == AttributeSpec.Type.INTEGER || spec.type() == AttributeSpec.Type.DECIMAL) {
			attribute.put("minimum", spec.min());
			attribute.put("maximum", spec.max());
		}
		return attribute;
	}

	/**
	 * Returns the reference as Markdown.
	 * @return one section for each policy, and the list of those that are not supported
	 */
	public String markdown() {
		StringBuilder text = new StringBuilder("# Elements of policies\n\nMade from the registrations; do not edit.\n");
		for (StatementSpec spec : this.registry.specs()) {
			text.append("\n## ").append(spec.name()).append("\n\n").append(spec.summary()).append("\n\n");
			text.append("Sections: ").append(String.join(", ", sections(spec)));
			text.append(". Scopes: ").append(String.join(", ", scopes(spec)));
			text.append(spec.once() ? ". Once in a section.\n" : ".\n");
			element(text, spec.element(), "");
		}
		text.append("\n## Not supported\n\nDocuments that hold these elements are refused.\n\n");
		text.append("| element | reason |\n|---|---|\n");
		this.registry.refused()
			.forEach((name, reason) -> text.append("| `").append(name).append("` | ").append(reason).append(" |\n"));
		return text.toString();
	}

	private static void element(StringBuilder text, ElementSpec spec, String path) {
		if (!spec.attributes().isEmpty()) {
			text.append('\n').append(path.isEmpty() ? "" : "Attributes of `" + path + "`:\n\n");
			text.append("| attribute | type | required | expression | default |\n|---|---|---|---|---|\n");
			for (AttributeSpec attribute : spec.attributes()) {
				text.append("| `").append(attribute.name()).append("` | ").append(type(attribute)).append(" | ");
				text.append(attribute.required() ? "yes" : "no").append(" | ");
				text.append(attribute.computed() ? "yes" : "no").append(" | ");
				text.append((attribute.defaultValue() != null) ? "`" + attribute.defaultValue() + "`" : "")
					.append(" |\n");
			}
		}
		if (spec.content() != ElementSpec.Content.NONE) {
			text.append('\n').append(path.isEmpty() ? "Content: " : "Content of `" + path + "`: ");
			text.append(switch (spec.content()) {
				case LITERAL -> "text.\n";
				case TEXT -> "text or an expression.\n";
				case MARKUP -> "text, markup or an expression.\n";
				case STATEMENTS -> "policies.\n";
				case NONE -> "nothing.\n";
			});
		}
		if (!spec.children().isEmpty()) {
			List<String> children = new ArrayList<>();
			for (ElementSpec.Child child : spec.children()) {
				children.add("`" + child.element().name() + "` (" + child.min() + ".."
						+ ((child.max() == ElementSpec.MANY) ? "n" : child.max()) + ")");
			}
			text.append('\n').append(path.isEmpty() ? "Elements, in this order: " : "Elements of `" + path + "`: ");
			text.append(String.join(", ", children)).append(".\n");
			for (ElementSpec.Child child : spec.children()) {
				element(text, child.element(),
						path.isEmpty() ? child.element().name() : path + "/" + child.element().name());
			}
		}
	}

	private static String type(AttributeSpec spec) {
		return switch (spec.type()) {
			case CHOICE -> String.join(" \\| ", spec.choices());
			case INTEGER, DECIMAL -> spec.type().label() + " from " + spec.min()
					+ ((spec.max() >= Integer.MAX_VALUE) ? "" : " to " + spec.max());
			default -> spec.type().label();
		};
	}

	private static List<String> sections(StatementSpec spec) {
		List<String> names = new ArrayList<>();
		for (Section section : Section.values()) {
			if (spec.sections().contains(section)) {
				names.add(section.element());
			}
		}
		return names;
	}

	private static List<String> scopes(StatementSpec spec) {
		List<String> names = new ArrayList<>();
		for (PolicyScope scope : PolicyScope.values()) {
			if (spec.scopes().contains(scope)) {
				names.add(scope.label());
			}
		}
		return names;
	}

}
