package io.selvage.catalog.exports;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the examples of a representation.
 */
final class Examples {

	private Examples() {
	}

	/** The value of the first example; a missing node if there is none. */
	static JsonNode first(JsonNode representation) {
		for (JsonNode example : representation.path("examples")) {
			return (example.isObject() ? example.path("value") : example).deepCopy();
		}
		return MissingNode.getInstance();
	}

	/** One unnamed example is written in short. */
	static void addTo(ObjectNode media, JsonNode representation) {
		JsonNode examples = representation.path("examples");
		JsonNode only = examples.path("default");
		if (examples.size() == 1 && only.size() == 1 && only.has("value") && !only.path("value").isNull()) {
			media.set("example", only.path("value").deepCopy());
			return;
		}
		for (Map.Entry<String, JsonNode> example : examples.properties()) {
			JsonNode value = example.getValue().isObject() ? example.getValue().deepCopy()
					: JsonNodeFactory.instance.objectNode().set("value", example.getValue().deepCopy());
			media.withObject("/examples").set(example.getKey(), value);
		}
	}

}
