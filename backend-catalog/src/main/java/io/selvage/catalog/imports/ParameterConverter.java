package io.selvage.catalog.imports;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts parameters and headers into the contract's form.
 */
final class ParameterConverter {

	private ParameterConverter() {
	}

	/** A parameter; a header of a response has its name outside. */
	static ObjectNode convert(String name, JsonNode parameter, OpenApiDocument document, String path) {
		JsonNode schema = document.isVersion2() ? parameter
				: document.resolve(parameter.path("schema"), path + ".schema");
		ObjectNode converted = JsonNodeFactory.instance.objectNode();
		converted.put("name", name);
		putText(converted, "description", parameter.path("description").asString(null));
		converted.put("type", type(schema));
		if (parameter.path("required").asBoolean(false)) {
			converted.put("required", true);
		}
		JsonNode initial = schema.path("default");
		if (initial.isValueNode() && !initial.isNull()) {
			converted.put("defaultValue", initial.asString());
		}
		addValues(converted, schema.path("enum"));
		return converted;
	}

	private static void addValues(ObjectNode converted, JsonNode values) {
		if (!values.isEmpty()) {
			ArrayNode array = converted.putArray("values");
			values.forEach((value) -> array.add(value.isValueNode() ? value.asString() : value.toString()));
		}
	}

	/** OpenAPI 3.1 may list types; the first that is not null counts. */
	private static String type(JsonNode schema) {
		JsonNode own = schema.path(OpenApiVocabulary.TYPE);
		if (own.isString()) {
			return own.stringValue();
		}
		JsonNode type = schema.path("type");
		if (type.isArray()) {
			for (JsonNode each : type) {
				if (!each.asString().equals("null")) {
					return each.asString();
				}
			}
		}
		return type.isString() ? type.stringValue() : "string";
	}

	static void putText(ObjectNode node, String name, @Nullable String text) {
		if (text != null) {
			node.put(name, text);
		}
	}

}
