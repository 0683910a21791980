package io.selvage.gateway.policy.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.selvage.gateway.context.BodySchema;
import io.selvage.gateway.context.UnusableSchemaException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a definition, and those it refers to, as one schema of JSON Schema 2020-12: from
 * OpenAPI 2, 3.0, 3.1 and earlier drafts. Only keywords that say something about values
 * are taken, so that nothing in it names another document.
 */
final class SchemaText {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	/** Their value is the same in all versions. */
	private static final Set<String> PLAIN = Set.of("multipleOf", "maxLength", "minLength", "pattern", "format",
			"maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties",
			"maximum", "minimum", "exclusiveMaximum", "exclusiveMinimum", "type");

	/** Their schemas are about the same value as the schema they stand in. */
	private static final Set<String> SAME_VALUE = Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else",
			"propertyNames");

	/** Their schemas are about a value within. */
	private static final Set<String> INNER_VALUE = Set.of("items", "prefixItems", "additionalItems", "contains",
			"unevaluatedItems", "additionalProperties", "unevaluatedProperties");

	private final SchemaSource definitions;

	private final BodySchema.Reading reading;

	private final PropertyNames names;

	private final ObjectNode written = JSON.objectNode();

	/** Keys of definitions become parts of references, so they are plain. */
	private final Map<String, String> keys = new HashMap<>();

	private final Deque<String> wanted = new ArrayDeque<>();

	/** The definition that is being written. */
	private String current = "";

	SchemaText(SchemaSource definitions, BodySchema.Reading reading) {
		this.definitions = definitions;
		this.reading = reading;
		this.names = reading.anyCase() ? PropertyNames.ANY_CASE : PropertyNames.EXACT;
	}

	ObjectNode of(String name) {
		ObjectNode root = JSON.objectNode();
		root.put("$ref", reference(name));
		close(root);
		while (!this.wanted.isEmpty()) {
			String next = this.wanted.remove();
			this.current = next;
			this.written.set(key(next), schema(this.definitions.of(next), false));
		}
		root.set("$defs", this.written);
		return root;
	}

	private String reference(String name) {
		if (!this.keys.containsKey(name)) {
			this.keys.put(name, "d" + this.keys.size());
			this.wanted.add(name);
		}
		return "#/$defs/" + key(name);
	}

	private String key(String name) {
		return Objects.requireNonNull(this.keys.get(name));
	}

	private JsonNode schema(JsonNode schema, boolean ofInnerValue) {
		if (!schema.isObject()) {
			return schema;
		}
		ObjectNode copy = JSON.objectNode();
		schema.properties().forEach((keyword) -> keyword(copy, keyword.getKey(), keyword.getValue()));
		limits(copy, "minimum", "exclusiveMinimum");
		limits(copy, "maximum", "exclusiveMaximum");
		if (schema.path("nullable").asBoolean(false) && copy.path("type").isString()) {
			copy.putArray("type").add(schema.path("type").asString("")).add("null");
		}
		if (copy.path("items").isArray()) {
			copy.set("prefixItems", copy.remove("items"));
			JsonNode rest = copy.remove("additionalItems");
			if (rest != null) {
				copy.set("items", rest);
			}
		}
		copy.remove("additionalItems");
		if (ofInnerValue) {
			close(copy);
		}
		return copy;
	}

	/** Of draft 4 and OpenAPI before 3.1: whether the limit itself is excluded. */
	private static void limits(ObjectNode schema, String limit, String exclusive) {
		JsonNode given = schema.path(exclusive);
		if (given.isBoolean()) {
			schema.remove(exclusive);
			if (given.asBoolean() && schema.has(limit)) {
				schema.set(exclusive, schema.remove(limit));
			}
		}
	}

	/** Stands beside all parts of a composed schema, so that each part's names count. */
	private void close(ObjectNode schema) {
		if (Boolean.FALSE.equals(this.reading.additional())) {
			schema.put("unevaluatedProperties", false);
		}
	}

	private void keyword(ObjectNode copy, String keyword, JsonNode value) {
		if (keyword.equals("additionalProperties") || keyword.equals("unevaluatedProperties")) {
			boolean openOrClosed = value.isBoolean() || value.isEmpty();
			if (this.reading.additional() != null && openOrClosed) {
				return;
			}
		}
		if (PLAIN.contains(keyword)) {
			copy.set(keyword, value);
		}
		else if (SAME_VALUE.contains(keyword) || INNER_VALUE.contains(keyword)) {
			copy.set(keyword, oneOrMore(value, INNER_VALUE.contains(keyword)));
		}
		else {
			named(copy, keyword, value);
		}
	}

	private JsonNode oneOrMore(JsonNode value, boolean ofInnerValue) {
		if (!value.isArray()) {
			return schema(value, ofInnerValue);
		}
		ArrayNode copies = JSON.arrayNode();
		value.forEach((part) -> copies.add(schema(part, ofInnerValue)));
		return copies;
	}

	private void named(ObjectNode copy, String keyword, JsonNode value) {
		switch (keyword) {
			case "$ref" -> copy.put("$ref", local(value.asString("")));
			case "$dynamicRef", "$recursiveRef" -> throw new UnusableSchemaException(
					"The schema uses '" + keyword + "', which is not supported: use '$ref'.");
			case "enum", "const" -> copy.set(keyword, this.names.in(value));
			case "required" -> {
				if (value.isArray()) {
					ArrayNode required = copy.putArray("required");
					value.forEach((name) -> required.add(this.names.of(name.asString(""))));
				}
			}
			case "properties" -> members(copy.putObject(keyword), value, true, this.names);
			case "patternProperties" -> members(copy.putObject(keyword), value, true, PropertyNames.EXACT);
			case "dependentSchemas" -> members(copy.putObject(keyword), value, false, this.names);
			case "$defs", "definitions" -> members(copy.putObject(keyword), value, false, PropertyNames.EXACT);
			default -> {
			}
		}
	}

	private void members(ObjectNode into, JsonNode schemas, boolean ofInnerValue, PropertyNames form) {
		schemas.properties()
			.forEach((member) -> into.set(form.of(member.getKey()), schema(member.getValue(), ofInnerValue)));
	}

	private String local(String reference) {
		String target = this.definitions.target(this.current, reference);
		if (target == null) {
			throw new UnusableSchemaException("The schema refers to '" + reference
					+ "', which its document does not hold; references to other documents are not followed.");
		}
		return reference(target);
	}

}
