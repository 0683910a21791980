package io.selvage.catalog.resource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Masks for values nothing is known of: every text and number is one.
 */
final class Masks {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private Masks() {
	}

	/** The value with a mask in the place of every text and number. */
	static JsonNode masked(JsonNode value) {
		if (value.isObject()) {
			ObjectNode object = NODES.objectNode();
			value.properties().forEach((member) -> object.set(member.getKey(), masked(member.getValue())));
			return object;
		}
		if (value.isArray()) {
			ArrayNode array = NODES.arrayNode(value.size());
			value.forEach((element) -> array.add(masked(element)));
			return array;
		}
		return (value.isString() || value.isNumber()) ? NODES.stringNode(Secret.MASK) : value;
	}

	/** The value with what is stored in the place of every mask. */
	static JsonNode restored(JsonNode value, JsonNode stored) {
		if (value.isObject()) {
			ObjectNode object = NODES.objectNode();
			value.properties()
				.forEach((member) -> object.set(member.getKey(),
						restored(member.getValue(), stored.path(member.getKey()))));
			return object;
		}
		if (value.isArray()) {
			ArrayNode array = NODES.arrayNode(value.size());
			for (int i = 0; i < value.size(); i++) {
				array.add(restored(value.get(i), stored.path(i)));
			}
			return array;
		}
		boolean mask = value.isString() && Secret.isMask(value.stringValue());
		return (mask && stored.isValueNode() && !stored.isNull()) ? stored : value;
	}

}
