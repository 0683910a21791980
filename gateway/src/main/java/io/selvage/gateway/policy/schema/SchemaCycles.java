package io.selvage.gateway.policy.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.UnusableSchemaException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Finds schemas that consist of themselves: a comparison would follow them without ever
 * coming to another value (JSON Schema 2020-12 core, section 9.4.1).
 */
final class SchemaCycles {

	private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");

	private static final List<String> SINGLE = List.of("not", "if", "then", "else");

	/** Keywords with schemas by name. */
	private static final Set<String> NAMED = Set.of("$defs", "properties", "patternProperties", "dependentSchemas");

	/** Keywords with values, which may look like schemas. */
	private static final Set<String> VALUES = Set.of("enum", "const");

	private final JsonNode root;

	private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Set<JsonNode> done = Collections.newSetFromMap(new IdentityHashMap<>());

	private SchemaCycles(JsonNode root) {
		this.root = root;
	}

	/**
	 * Refuses a schema with a cycle.
	 * @param root a schema whose references lead to places within it
	 * @throws UnusableSchemaException if there is one
	 */
	static void refuse(JsonNode root) {
		new SchemaCycles(root).everywhere(root);
	}

	private void everywhere(JsonNode schema) {
		follow(schema);
		for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
			JsonNode value = keyword.getValue();
			if (VALUES.contains(keyword.getKey())) {
				continue;
			}
			if (value.isArray() || NAMED.contains(keyword.getKey())) {
				value.forEach(this::everywhere);
			}
			else {
				everywhere(value);
			}
		}
	}

	private void follow(JsonNode schema) {
		if (!schema.isObject() || this.done.contains(schema)) {
			return;
		}
		if (!this.open.add(schema)) {
			throw new UnusableSchemaException(
					"The schema refers to itself ('$ref', directly or by 'allOf' and the like) for one and the same "
							+ "value, so that comparing never ends: refer to it for a property or an element.");
		}
		sameValue(schema).forEach(this::follow);
		this.open.remove(schema);
		this.done.add(schema);
	}

	/** The schemas a value is compared with when it is compared with this one. */
	private List<JsonNode> sameValue(JsonNode schema) {
		List<JsonNode> parts = new ArrayList<>();
		if (schema.path("$ref").isString()) {
			parts.add(this.root.at(JsonPointer.compile(schema.path("$ref").asString("").substring(1))));
		}
		LISTS.forEach((keyword) -> schema.path(keyword).forEach(parts::add));
		SINGLE.forEach((keyword) -> parts.add(schema.path(keyword)));
		schema.path("dependentSchemas").forEach(parts::add);
		return parts;
	}

}
