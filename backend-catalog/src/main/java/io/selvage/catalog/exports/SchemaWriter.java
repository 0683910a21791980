package io.selvage.catalog.exports;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a stored schema in the dialect of the document: Swagger 2.0 and OpenAPI 3.0 say
 * differently what may be null and what tells subtypes apart, and a schema of OpenAPI 3.1
 * may list types. All else is written as it is stored.
 */
final class SchemaWriter {

	private static final Set<String> MAPS = Set.of("properties", "patternProperties", "definitions", "$defs");

	private static final Set<String> SCHEMAS = Set.of("items", "additionalProperties", "not", "propertyNames",
			"contains");

	/** What Swagger 2.0 has no words for is kept as an extension. */
	private static final Set<String> ONLY_VERSION_3 = Set.of("anyOf", "oneOf", "not", "writeOnly", "deprecated");

	private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");

	private final boolean version2;

	SchemaWriter(boolean version2) {
		this.version2 = version2;
	}

	JsonNode write(JsonNode schema, UnaryOperator<String> references) {
		if (!schema.isObject()) {
			return schema.isArray() ? list(schema, references) : bare(schema);
		}
		ObjectNode written = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : schema.properties()) {
			add(written, member.getKey(), member.getValue(), references);
		}
		return written;
	}

	/** OpenAPI 3.1 has schemas that allow anything or nothing in one word. */
	private JsonNode bare(JsonNode schema) {
		ObjectNode written = JsonNodeFactory.instance.objectNode();
		if (schema.isBoolean() && !schema.booleanValue()) {
			written.putObject(name("not"));
		}
		return written;
	}

	private void add(ObjectNode written, String key, JsonNode value, UnaryOperator<String> references) {
		if (key.equals("$ref") && value.isString()) {
			written.put(key, references.apply(value.stringValue()));
		}
		else if (MAPS.contains(key) && value.isObject()) {
			ObjectNode map = written.putObject(key);
			value.properties().forEach((entry) -> map.set(entry.getKey(), write(entry.getValue(), references)));
		}
		else if ((SCHEMAS.contains(key) && !(key.equals("additionalProperties") && value.isBoolean()))
				|| LISTS.contains(key)) {
			written.set(name(key), write(value, references));
		}
		else if (key.equals("type") && value.asString("").equals("file")) {
			// Only a form and an answer of Swagger 2.0 can have it.
			written.put("type", "string").put("format", "binary");
		}
		else if (key.equals("type") && value.isArray()) {
			addTypes(written, value);
		}
		else if (key.equals("nullable") || key.equals("x-nullable")) {
			written.set(nullable(), value);
		}
		else if (key.equals("discriminator")) {
			addDiscriminator(written, value, references);
		}
		else {
			written.set(name(key), value.deepCopy());
		}
	}

	private String name(String key) {
		return (this.version2 && ONLY_VERSION_3.contains(key)) ? "x-" + key : key;
	}

	private ArrayNode list(JsonNode schemas, UnaryOperator<String> references) {
		ArrayNode written = JsonNodeFactory.instance.arrayNode();
		schemas.forEach((schema) -> written.add(write(schema, references)));
		return written;
	}

	private String nullable() {
		return this.version2 ? "x-nullable" : "nullable";
	}

	/** One type and null can be said; of more, only that there is no bound. */
	private void addTypes(ObjectNode written, JsonNode types) {
		ArrayNode given = JsonNodeFactory.instance.arrayNode();
		for (JsonNode type : types) {
			if (type.asString("").equals("null")) {
				written.put(nullable(), true);
			}
			else {
				given.add(type);
			}
		}
		if (given.size() == 1) {
			written.set("type", given.get(0));
		}
	}

	private void addDiscriminator(ObjectNode written, JsonNode value, UnaryOperator<String> references) {
		JsonNode name = value.isObject() ? value.path("propertyName") : value;
		if (this.version2) {
			written.set("discriminator", name.deepCopy());
			return;
		}
		ObjectNode discriminator = written.putObject("discriminator");
		discriminator.set("propertyName", name.deepCopy());
		value.path("mapping")
			.properties()
			.forEach((entry) -> discriminator.withObject("/mapping")
				.put(entry.getKey(), references.apply(entry.getValue().asString(""))));
	}

}
