package io.selvage.catalog.directory;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parameter that has no value is carried along as a mark: often it only names the
 * service, which nothing here depends on. What is needed must hold none.
 */
final class ArmMarks {

	/** Around the name of the parameter; no document can hold it. */
	private static final String MARK = "\u0000";

	/** Whatever the service is called, its own ids mean the same. */
	private static final Pattern SERVICE_OF_AN_ID = Pattern
		.compile("(?i)(/service/)" + MARK + "([^/" + MARK + "]+)" + MARK);

	private ArmMarks() {
	}

	static String of(String parameter) {
		return MARK + parameter + MARK;
	}

	/** The parameter without a value in a text, or null. */
	static @Nullable String find(String text) {
		int mark = text.indexOf(MARK);
		return (mark >= 0) ? text.substring(mark + 1, text.indexOf(MARK, mark + 1)) : null;
	}

	/**
	 * A text that is needed.
	 * @throws ArmTemplateException if it depends on a parameter without a value
	 */
	static String valued(String text) {
		String known = SERVICE_OF_AN_ID.matcher(text).replaceAll("$1$2");
		String parameter = find(known);
		if (parameter != null) {
			throw new ArmTemplateException("The parameter '" + parameter
					+ "' has no value: give it a default, or a value in a file of parameters.");
		}
		return known;
	}

	/**
	 * A value that is needed, changed in place.
	 * @throws ArmTemplateException if it depends on a parameter without a value
	 */
	static JsonNode valued(JsonNode value) {
		if (value.isString()) {
			return JsonNodeFactory.instance.stringNode(valued(value.stringValue()));
		}
		if (value instanceof ObjectNode object) {
			object.properties().forEach((member) -> member.setValue(valued(member.getValue())));
		}
		else if (value instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				array.set(i, valued(array.get(i)));
			}
		}
		return value;
	}

}
