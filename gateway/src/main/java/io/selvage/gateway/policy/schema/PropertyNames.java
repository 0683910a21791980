package io.selvage.gateway.policy.schema;

import java.util.Locale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How property names are compared: both sides are brought into one form.
 */
enum PropertyNames {

	/** As they are. */
	EXACT {
		@Override
		String of(String name) {
			return name;
		}

		@Override
		JsonNode in(JsonNode value) {
			return value;
		}
	},

	/** In lower case; of names that differ in case only, the last counts. */
	ANY_CASE {
		@Override
		String of(String name) {
			return name.toLowerCase(Locale.ROOT);
		}

		@Override
		JsonNode in(JsonNode value) {
			if (value.isObject()) {
				ObjectNode object = JsonNodeFactory.instance.objectNode();
				value.properties().forEach((member) -> object.set(of(member.getKey()), in(member.getValue())));
				return object;
			}
			if (value.isArray()) {
				ArrayNode array = JsonNodeFactory.instance.arrayNode();
				value.forEach((element) -> array.add(in(element)));
				return array;
			}
			return value;
		}
	};

	abstract String of(String name);

	abstract JsonNode in(JsonNode value);

}
