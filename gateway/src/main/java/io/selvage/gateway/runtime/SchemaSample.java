package io.selvage.gateway.runtime;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a value that fits a schema of an API's description: what the author gave as
 * example, default or first of a list, else a plain value of the type.
 */
final class SchemaSample {

	/** Types that hold themselves end here. */
	private static final int DEEPEST = 8;

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private final JsonNode document;

	/**
	 * Creates it.
	 * @param document the schema document of the contract: {@code definitions},
	 * {@code components} or {@code value}
	 */
	SchemaSample(JsonNode document) {
		this.document = document;
	}

	/**
	 * Makes a sample of a type.
	 * @param typeName the name of the type
	 * @return its JSON; null if there is no such type
	 */
	@Nullable String of(String typeName) {
		JsonNode schema = named(typeName);
		return schema.isMissingNode() ? null : sample(schema, 0).toString();
	}

	private JsonNode named(String name) {
		JsonNode component = this.document.path("components").path("schemas").path(name);
		if (!component.isMissingNode()) {
			return component;
		}
		JsonNode definition = this.document.path("definitions").path(name);
		return !definition.isMissingNode() ? definition : this.document.path(name);
	}

	private JsonNode sample(JsonNode schema, int depth) {
		String reference = schema.path("$ref").asString("");
		if (!reference.isEmpty()) {
			return (depth < DEEPEST) ? sample(named(reference.substring(reference.lastIndexOf('/') + 1)), depth + 1)
					: JSON.nullNode();
		}
		for (String given : new String[] { "example", "default", "const" }) {
			if (schema.has(given)) {
				return schema.get(given);
			}
		}
		for (String list : new String[] { "examples", "enum" }) {
			if (schema.path(list).isArray() && !schema.path(list).isEmpty()) {
				return schema.path(list).get(0);
			}
		}
		for (String choice : new String[] { "oneOf", "anyOf" }) {
			if (!schema.path(choice).isEmpty()) {
				return sample(schema.path(choice).get(0), depth + 1);
			}
		}
		return ofType(schema, depth);
	}

	private JsonNode ofType(JsonNode schema, int depth) {
		JsonNode declared = schema.path("type");
		String type = declared.isArray() ? declared.path(0).asString("") : declared.asString("");
		if (type.equals("object") || schema.has("properties") || schema.has("allOf")) {
			return object(schema, depth);
		}
		return switch (type) {
			case "array" -> array(schema, depth);
			case "integer", "number" -> schema.has("minimum") ? schema.get("minimum") : JSON.numberNode(0);
			case "boolean" -> JSON.booleanNode(true);
			case "string" -> JSON.stringNode(text(schema.path("format").asString("")));
			default -> JSON.nullNode();
		};
	}

	private ObjectNode object(JsonNode schema, int depth) {
		ObjectNode object = JSON.objectNode();
		for (JsonNode part : schema.path("allOf")) {
			if (sample(part, depth + 1) instanceof ObjectNode inherited) {
				object.setAll(inherited);
			}
		}
		if (depth < DEEPEST) {
			schema.path("properties")
				.properties()
				.forEach((member) -> object.set(member.getKey(), sample(member.getValue(), depth + 1)));
		}
		return object;
	}

	private ArrayNode array(JsonNode schema, int depth) {
		ArrayNode array = JSON.arrayNode();
		if (depth < DEEPEST && schema.has("items")) {
			array.add(sample(schema.get("items"), depth + 1));
		}
		return array;
	}

	private static String text(String format) {
		return switch (format) {
			case "date-time" -> "2000-01-23T04:56:07Z";
			case "date" -> "2000-01-23";
			case "time" -> "04:56:07Z";
			case "uuid" -> "00000000-0000-0000-0000-000000000000";
			case "email" -> "user@example.com";
			case "uri", "url" -> "https://example.com";
			case "byte" -> "c3RyaW5n";
			default -> "string";
		};
	}

}
