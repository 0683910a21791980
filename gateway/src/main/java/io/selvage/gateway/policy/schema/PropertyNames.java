package io.selvage.gateway.policy.schema;

import java.util.Locale;

import io.selvage.gateway.context.BodySchema;
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
		String pattern(String regex) {
			return regex;
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
		String pattern(String regex) {
			return "(?i)" + regex;
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

	static PropertyNames of(BodySchema.Reading reading) {
		return reading.anyCase() ? ANY_CASE : EXACT;
	}

	/** The form of a name. */
	abstract String of(String name);

	/** What finds in the form of a name what the expression finds in the name. */
	abstract String pattern(String regex);

	/** A value with its names in this form. */
	abstract JsonNode in(JsonNode value);

}
