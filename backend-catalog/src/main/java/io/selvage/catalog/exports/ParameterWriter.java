package io.selvage.catalog.exports;

import java.math.BigDecimal;
import java.util.Set;

import io.selvage.catalog.imports.OpenApiVocabulary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes parameters and headers: in OpenAPI 3 their type is a schema, in Swagger 2.0 it
 * stands in the parameter itself.
 */
final class ParameterWriter {

	/** Types a parameter can have both in Swagger 2.0 and OpenAPI 3.0. */
	private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array");

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final boolean version2;

	ParameterWriter(boolean version2) {
		this.version2 = version2;
	}

	ObjectNode parameter(String name, String in, @Nullable JsonNode parameter, boolean required) {
		ObjectNode written = NODES.objectNode().put("name", name).put("in", in);
		addText(written, parameter);
		if (required) {
			written.put("required", true);
		}
		addType(written, parameter);
		if (!this.version2 && parameter != null) {
			Examples.addTo(written, parameter);
		}
		return written;
	}

	/** A header of an answer, whose name stands outside. */
	ObjectNode header(JsonNode header) {
		ObjectNode written = NODES.objectNode();
		addText(written, header);
		if (!this.version2 && header.path("required").asBoolean(false)) {
			written.put("required", true);
		}
		addType(written, header);
		return written;
	}

	private static void addText(ObjectNode written, @Nullable JsonNode parameter) {
		String description = (parameter != null) ? parameter.path("description").asString(null) : null;
		if (description != null) {
			written.put("description", description);
		}
	}

	private void addType(ObjectNode written, @Nullable JsonNode parameter) {
		ObjectNode schema = schema((parameter != null) ? parameter : NODES.objectNode());
		if (this.version2) {
			written.setAll(schema);
		}
		else {
			written.set("schema", schema);
		}
	}

	/**
	 * The schema of a parameter. An author may give any type, a document only some.
	 */
	static ObjectNode schema(JsonNode parameter) {
		ObjectNode schema = NODES.objectNode();
		String type = parameter.path("type").asString("string");
		if (!parameter.path("values").isEmpty()) {
			parameter.path("values").forEach((value) -> schema.withArray("enum").add(value(type, value.asString(""))));
		}
		if (TYPES.contains(type)) {
			schema.put("type", type);
		}
		else {
			schema.put("type", "string").put(OpenApiVocabulary.TYPE, type);
		}
		if (type.equals("array")) {
			schema.putObject("items").put("type", "string");
		}
		String initial = parameter.path("defaultValue").asString(null);
		if (initial != null) {
			schema.set("default", value(type, initial));
		}
		return schema;
	}

	/** A value as its type has it, provided that it reads the same again. */
	private static JsonNode value(String type, String text) {
		try {
			switch (type) {
				case "integer", "number" -> {
					BigDecimal number = new BigDecimal(text);
					if (text.length() < 40 && number.toPlainString().equals(text)) {
						return NODES.numberNode(number);
					}
				}
				case "boolean" -> {
					if (text.equals("true") || text.equals("false")) {
						return NODES.booleanNode(text.equals("true"));
					}
				}
				default -> {
					// Any other type is written as text.
				}
			}
		}
		catch (NumberFormatException ex) {
			// What is no number stays a text.
		}
		return NODES.stringNode(text);
	}

}
