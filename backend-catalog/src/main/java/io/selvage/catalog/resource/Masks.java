package io.selvage.catalog.resource;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
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

	/**
	 * The value with what is stored in the place of every mask; a mask for which nothing
	 * is stored is left out.
	 * @param path where the value stands
	 * @param leftOut told where masks are left out
	 * @return null if the value itself is such a mask
	 */
	static @Nullable JsonNode restored(JsonNode value, JsonNode stored, String path, Consumer<String> leftOut) {
		if (value.isObject()) {
			ObjectNode object = NODES.objectNode();
			value.properties().forEach((member) -> {
				String name = member.getKey();
				JsonNode inner = restored(member.getValue(), stored.path(name), path + "." + name, leftOut);
				if (inner != null) {
					object.set(name, inner);
				}
			});
			return object;
		}
		if (value.isArray()) {
			ArrayNode array = NODES.arrayNode(value.size());
			for (int i = 0; i < value.size(); i++) {
				JsonNode inner = restored(value.get(i), stored.path(i), path + "[" + i + "]", leftOut);
				if (inner != null) {
					array.add(inner);
				}
			}
			return array;
		}
		if (!value.isString() || !Secret.isMask(value.stringValue())) {
			return value;
		}
		if (stored.isString() || stored.isNumber()) {
			return stored;
		}
		leftOut.accept(path);
		return null;
	}

}
