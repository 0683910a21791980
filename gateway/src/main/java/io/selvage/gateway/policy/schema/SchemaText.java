package io.selvage.gateway.policy.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

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
	private static final Set<String> PLAIN = Set.of("multipleOf", "maxLength", "minLength", "format", "maxItems",
			"minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "maximum",
			"minimum", "exclusiveMaximum", "exclusiveMinimum", "type");

	/** Their schemas are about the same value as the schema they stand in. */
	private static final Set<String> SAME_VALUE = Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else");

	/** Their schemas are about a value within. */
	private static final Set<String> INNER_VALUE = Set.of("items", "prefixItems", "additionalItems", "contains",
			"unevaluatedItems", "additionalProperties", "unevaluatedProperties");

	private final SchemaSource definitions;

	private final BodySchema.Reading reading;

	private final PropertyNames names;

	private final ObjectNode written = JSON.objectNode();

	/** Keys of definitions become parts of references, so they are plain. */
	private final Map<Wanted, String> keys = new HashMap<>();

	private final Deque<Wanted> wanted = new ArrayDeque<>();

	/** The definition that is being written. */
	private String current = "";

	/** Whether what is being written is about names of properties in lower case. */
	private boolean ofNames;

	SchemaText(SchemaSource definitions, BodySchema.Reading reading) {
		this.definitions = definitions;
		this.reading = reading;
		this.names = PropertyNames.of(reading);
	}

	ObjectNode of(String name) {
		ObjectNode root = JSON.objectNode();
		root.put("$ref", reference(name));
		close(root);
		while (!this.wanted.isEmpty()) {
			Wanted next = this.wanted.remove();
			this.current = next.name();
			this.ofNames = next.ofNames();
			JsonNode schema = schema(this.definitions.of(next.name()), false);
			MetaSchema.check(schema, this.definitions.title(next.name()));
			this.written.set(key(next), schema);
		}
		root.set("$defs", this.written);
		return root;
	}

	private String reference(String name) {
		Wanted definition = new Wanted(name, this.ofNames);
		if (!this.keys.containsKey(definition)) {
			this.keys.put(definition, "d" + this.keys.size());
			this.wanted.add(definition);
		}
		return "#/$defs/" + key(definition);
	}

	private String key(Wanted definition) {
		return Objects.requireNonNull(this.keys.get(definition));
	}

	private JsonNode schema(JsonNode schema, boolean ofInnerValue) {
		if (!schema.isObject()) {
			return schema;
		}
		ObjectNode copy = JSON.objectNode();
		schema.properties().forEach((keyword) -> keyword(copy, keyword.getKey(), keyword.getValue()));
		limits(copy, "minimum", "exclusiveMinimum");
		limits(copy, "maximum", "exclusiveMaximum");
		if (schema.path("nullable").asBoolean(false) && copy.path("type").isString()
				&& !copy.path("type").asString("").equals("null")) {
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
			boolean openOrClosed = value.isBoolean() || (value.isObject() && value.isEmpty());
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
			case "$ref" -> copy.put("$ref", local(value));
			case "$dynamicRef", "$recursiveRef" -> throw new UnusableSchemaException(
					"The schema uses '" + keyword + "', which is not supported: use '$ref'.");
			case "enum" -> copy.set(keyword, constants(value));
			case "const" -> copy.set(keyword, constant(value));
			case "pattern" -> copy.set(keyword,
					(this.ofNames && value.isString()) ? JSON.stringNode(this.names.pattern(value.asString())) : value);
			case "propertyNames" -> copy.set(keyword, aboutNames(value));
			case "required" -> copy.set(keyword, names(value));
			case "dependentRequired", "dependentSchemas", "dependencies" -> dependencies(copy, keyword, value);
			case "properties" -> copy.set(keyword, members(value, true, this.names::of));
			case "patternProperties" -> copy.set(keyword, members(value, true, this.names::pattern));
			case "$defs", "definitions" -> copy.set("$defs", members(value, false, (name) -> name));
			default -> {
			}
		}
	}

	private JsonNode constants(JsonNode values) {
		if (!values.isArray()) {
			return values;
		}
		ArrayNode copies = JSON.arrayNode();
		values.forEach((value) -> copies.add(constant(value)));
		return copies;
	}

	private JsonNode constant(JsonNode value) {
		return (this.ofNames && value.isString()) ? JSON.stringNode(this.names.of(value.asString()))
				: this.names.in(value);
	}

	private JsonNode aboutNames(JsonNode schema) {
		boolean before = this.ofNames;
		this.ofNames = this.reading.anyCase();
		JsonNode copy = schema(schema, false);
		this.ofNames = before;
		return copy;
	}

	/** Names that differ in case only are one where case does not count. */
	private JsonNode names(JsonNode names) {
		if (!names.isArray() || !this.reading.anyCase()) {
			return names;
		}
		Set<JsonNode> forms = new LinkedHashSet<>();
		names.forEach((name) -> forms.add(name.isString() ? JSON.stringNode(this.names.of(name.asString())) : name));
		return JSON.arrayNode().addAll(forms);
	}

	/**
	 * A list of names says the same as a schema that requires them. Before JSON Schema
	 * 2019-09 one keyword held both.
	 */
	private void dependencies(ObjectNode copy, String keyword, JsonNode byName) {
		if (!byName.isObject()) {
			throw malformed(keyword, "holds names of properties and what they need: an object");
		}
		ObjectNode schemas = copy.withObjectProperty("dependentSchemas");
		for (Map.Entry<String, JsonNode> entry : byName.properties()) {
			JsonNode needed = entry.getValue();
			if (needed.isArray() ? keyword.equals("dependentSchemas") : keyword.equals("dependentRequired")) {
				throw malformed(keyword, needed.isArray() ? "holds schemas" : "holds lists of names");
			}
			JsonNode schema = needed.isArray() ? JSON.objectNode().set("required", names(needed))
					: schema(needed, false);
			String name = this.names.of(entry.getKey());
			JsonNode other = schemas.get(name);
			schemas.set(name, (other != null) ? both(other, schema) : schema);
		}
	}

	private static ObjectNode both(JsonNode one, JsonNode other) {
		return JSON.objectNode().set("allOf", JSON.arrayNode().add(one).add(other));
	}

	private JsonNode members(JsonNode schemas, boolean ofInnerValue, UnaryOperator<String> form) {
		if (!schemas.isObject()) {
			return schemas;
		}
		ObjectNode copies = JSON.objectNode();
		schemas.properties()
			.forEach((member) -> copies.set(form.apply(member.getKey()), schema(member.getValue(), ofInnerValue)));
		return copies;
	}

	private UnusableSchemaException malformed(String keyword, String instead) {
		return new UnusableSchemaException("The schema '" + this.definitions.title(this.current)
				+ "' is malformed: the keyword '" + keyword + "' " + instead + ".");
	}

	private String local(JsonNode value) {
		if (!value.isString()) {
			throw malformed("$ref", "is a string");
		}
		String reference = value.asString();
		String target = this.definitions.target(this.current, reference);
		if (target == null) {
			throw new UnusableSchemaException("The schema refers to '" + reference
					+ "', which its document does not hold; references to other documents are not followed.");
		}
		return reference(target);
	}

	/**
	 * A definition to write.
	 *
	 * @param name its name in the source
	 * @param ofNames whether it is about names of properties in lower case
	 */
	private record Wanted(String name, boolean ofNames) {
	}

}
