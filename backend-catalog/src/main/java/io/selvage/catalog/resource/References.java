package io.selvage.catalog.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * What a resource refers to.
 *
 * @param resources resources, by identity; each as often as it is referred to
 * @param namedValues display names of named values
 */
public record References(List<ResourceId> resources, List<String> namedValues) {

	private static final References NONE = new References(List.of(), List.of());

	private static final Pattern NAMED_VALUE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9\\-._]+)\\s*}}");

	private static final Pattern POLICY_ATTRIBUTE = Pattern
		.compile("\\b(backend-id|fragment-id|certificate-id|logger-id|schema-id)\\s*=\\s*([\"'])([^\"'@{}<>]+)\\2");

	/**
	 * Whether it refers to nothing.
	 * @return true if there is neither a resource nor a named value
	 */
	public boolean isEmpty() {
		return this.resources.isEmpty() && this.namedValues.isEmpty();
	}

	/**
	 * Collects what a resource refers to.
	 * @param resource the resource
	 * @return its references
	 */
	public static References of(Resource resource) {
		List<ResourceId> resources = new ArrayList<>(2);
		List<String> namedValues = new ArrayList<>(2);
		collect(resource.type().schema(), resource.view(), resources);
		linkTarget(resource, resources);
		if (mayReferToNamedValues(resource.type())) {
			collectNamedValues(resource.view(), namedValues);
		}
		if (isPolicy(resource.type())) {
			collectFromPolicy(resource.view().path("value").asString(""), resources);
		}
		return (resources.isEmpty() && namedValues.isEmpty()) ? NONE
				: new References(List.copyOf(resources), List.copyOf(namedValues));
	}

	/**
	 * The display names of named values in a text.
	 * @param text the text
	 * @return the names in double braces
	 */
	public static List<String> namedValuesIn(String text) {
		List<String> names = new ArrayList<>(2);
		if (text.contains("{{")) {
			Matcher matcher = NAMED_VALUE.matcher(text);
			while (matcher.find()) {
				names.add(matcher.group(1));
			}
		}
		return names;
	}

	private static void collect(Schema schema, JsonNode object, List<ResourceId> into) {
		for (Property property : schema.properties()) {
			JsonNode value = object.path(property.name());
			if (value.isMissingNode() || value.isNull()) {
				continue;
			}
			if (property.reference() != null) {
				collectReferences(property.reference(), value, into);
			}
			else {
				collectBelow(property.type(), value, into);
			}
		}
	}

	private static void collectBelow(ValueType type, JsonNode value, List<ResourceId> into) {
		if (type instanceof ValueType.Structure structure) {
			collect(structure.schema(), value, into);
		}
		else if (type instanceof ValueType.ListOf list && list.element() instanceof ValueType.Structure structure) {
			value.forEach((element) -> collect(structure.schema(), element, into));
		}
	}

	private static void collectReferences(String collection, JsonNode value, List<ResourceId> into) {
		ResourceType type = ResourceType.find(null, collection);
		if (type == null) {
			return;
		}
		if (value.isArray()) {
			value.forEach((element) -> collectReferences(collection, element, into));
		}
		else {
			ResourceId id = ResourceId.reference(type, value.asString(""));
			if (id != null) {
				into.add(id);
			}
		}
	}

	/** A link such as {@code products/p/apis/a} refers to {@code apis/a} by its name. */
	private static void linkTarget(Resource resource, List<ResourceId> into) {
		ResourceType type = resource.type();
		if (type.isLink()) {
			ResourceType target = ResourceType.find(null, type.collection());
			if (target != null) {
				into.add(ResourceId.of(target, resource.name()));
			}
		}
	}

	private static void collectNamedValues(JsonNode node, List<String> into) {
		if (node.isString()) {
			into.addAll(namedValuesIn(node.stringValue()));
		}
		else {
			node.forEach((child) -> collectNamedValues(child, into));
		}
	}

	private static void collectFromPolicy(String text, List<ResourceId> into) {
		Matcher matcher = POLICY_ATTRIBUTE.matcher(text);
		while (matcher.find()) {
			ResourceType type = switch (matcher.group(1)) {
				case "backend-id" -> ResourceType.BACKENDS;
				case "fragment-id" -> ResourceType.POLICY_FRAGMENTS;
				case "logger-id" -> ResourceType.LOGGERS;
				case "schema-id" -> ResourceType.SCHEMAS;
				default -> ResourceType.CERTIFICATES;
			};
			into.add(ResourceId.of(type, matcher.group(3).strip()));
		}
	}

	private static boolean isPolicy(ResourceType type) {
		String collection = type.collection().toLowerCase(Locale.ROOT);
		return collection.equals("policies") || collection.equals("policyfragments");
	}

	private static boolean mayReferToNamedValues(ResourceType type) {
		return isPolicy(type) || type == ResourceType.BACKENDS || type == ResourceType.LOGGERS;
	}

}
