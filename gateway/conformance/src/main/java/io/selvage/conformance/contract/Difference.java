package io.selvage.conformance.contract;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for what was said in what is answered: names in any case, numbers and booleans
 * also as texts, null for unset.
 */
final class Difference {

	private Difference() {
	}

	static @Nullable String missing(JsonNode actual, JsonNode expected, String where) {
		if (expected.isNull()) {
			return (actual.isNull() || actual.isMissingNode() || actual.isEmpty()) ? null : where + " is not null";
		}
		if (expected.isObject()) {
			for (var member : expected.properties()) {
				String difference = missing(find(actual, member.getKey()), member.getValue(),
						where + "." + member.getKey().strip());
				if (difference != null) {
					return difference;
				}
			}
			return null;
		}
		if (expected.isArray()) {
			if (actual.size() != expected.size()) {
				return where + " has " + actual.size() + " elements instead of " + expected.size();
			}
			for (int i = 0; i < expected.size(); i++) {
				String difference = missing(actual.path(i), expected.path(i), where + "[" + i + "]");
				if (difference != null) {
					return difference;
				}
			}
			return null;
		}
		return actual.asString("").equalsIgnoreCase(expected.asString()) ? null
				: where + " is " + actual + " instead of " + expected;
	}

	private static JsonNode find(JsonNode object, String name) {
		for (String candidate : object.propertyNames()) {
			if (candidate.equalsIgnoreCase(name.strip())) {
				return object.get(candidate);
			}
		}
		return object.path(name);
	}

}
