package io.selvage.catalog.management;

import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks into bodies before they are read as a whole, as tolerant as the reader: names in
 * any case, with blanks around them, or by their older name.
 */
final class Bodies {

	private Bodies() {
	}

	static @Nullable JsonNode property(JsonNode body, String... names) {
		JsonNode properties = member(body, "properties");
		for (String name : names) {
			JsonNode value = (properties != null) ? member(properties, name) : null;
			if (value != null && !value.isNull()) {
				return value;
			}
		}
		return null;
	}

	static @Nullable String text(JsonNode body, String... names) {
		JsonNode value = property(body, names);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	private static @Nullable JsonNode member(JsonNode object, String name) {
		for (String candidate : object.propertyNames()) {
			if (candidate.strip().equalsIgnoreCase(name)) {
				return object.get(candidate);
			}
		}
		return null;
	}

	/** A policy's body with the document that was behind its link. */
	static JsonNode with(JsonNode body, String document, String format) {
		ObjectNode overriding = JsonNodeFactory.instance.objectNode();
		overriding.put("value", document);
		overriding.put("format", format);
		ObjectNode whole = JsonNodeFactory.instance.objectNode();
		JsonNode properties = member(body, "properties");
		whole.set("properties", (properties != null) ? properties : JsonNodeFactory.instance.objectNode());
		return ResourceReader.overlay(ResourceType.POLICIES, whole, overriding);
	}

}
