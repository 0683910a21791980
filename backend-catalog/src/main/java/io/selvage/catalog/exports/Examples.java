package io.selvage.catalog.exports;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the examples of a representation or parameter.
 */
final class Examples {

	private Examples() {
	}

	/** The value of the first example; a missing node if there is none. */
	static JsonNode first(JsonNode representation) {
		for (JsonNode example : representation.path("examples")) {
			return (example.isObject() ? example.path("value") : example).deepCopy();
		}
		return sample(representation);
	}

	/** Before 2021 the contract knew one example, a text. */
	private static JsonNode sample(JsonNode representation) {
		JsonNode sample = representation.path("sample");
		return (sample.isString() && !sample.stringValue().isBlank()) ? sample.deepCopy() : MissingNode.getInstance();
	}

	/** One unnamed example is written in short. */
	static void addTo(ObjectNode media, JsonNode representation) {
		JsonNode examples = representation.path("examples");
		JsonNode only = examples.path("default");
		if (examples.size() == 1 && only.size() == 1 && only.has("value") && !only.path("value").isNull()) {
			media.set("example", only.path("value").deepCopy());
			return;
		}
		if (examples.isEmpty() && !sample(representation).isMissingNode()) {
			media.set("example", sample(representation));
		}
		for (Map.Entry<String, JsonNode> example : examples.properties()) {
			JsonNode value = example.getValue().isObject() ? example.getValue().deepCopy()
					: JsonNodeFactory.instance.objectNode().set("value", example.getValue().deepCopy());
			media.withObject("/examples").set(example.getKey(), value);
		}
	}

}
