package io.selvage.catalog.resource;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks canonical values against the bounds of their property, and words refusals as the
 * service does.
 */
final class BoundsCheck {

	private BoundsCheck() {
	}

	/** What is wrong with a value or a list, or null. */
	static @Nullable String refusal(Property property, JsonNode value) {
		Range range = property.bounds().range();
		if (value.isArray() || value.isObject()) {
			return range.contains(value.size()) ? null
					: "The field " + title(property) + " must have " + range.describe() + " elements.";
		}
		if (property.type() == ValueType.Scalar.ANY) {
			return null;
		}
		if (value.isNumber()) {
			return range.contains(value.doubleValue()) ? null : numberRefusal(property, range);
		}
		String text = value.asString();
		if (!range.contains(text.length())) {
			return lengthRefusal(property, range);
		}
		if (property.bounds().pattern() != null && !property.bounds().pattern().matcher(text).matches()) {
			return "The field " + title(property) + " must match the regular expression '"
					+ property.bounds().pattern().pattern() + "'.";
		}
		return null;
	}

	private static String numberRefusal(Property property, Range range) {
		return range.isOpenAbove() ? "The field " + title(property) + " must be at least " + range.min() + "."
				: "The field " + title(property) + " must be between " + range.min() + " and " + range.max() + ".";
	}

	private static String lengthRefusal(Property property, Range range) {
		if (range.isOpenBelow()) {
			return "The field " + title(property) + " must be a string with a maximum length of " + range.max() + ".";
		}
		if (range.isOpenAbove()) {
			return "The field " + title(property) + " must be a string with a minimum length of " + range.min() + ".";
		}
		return "The field " + title(property) + " must be a string with a minimum length of " + range.min()
				+ " and a maximum length of " + range.max() + ".";
	}

	static String missing(Property property) {
		return "The " + title(property) + " field is required.";
	}

	static String changed(Property property, JsonNode stored) {
		return "The field " + title(property) + " cannot be changed: it is '" + stored.asString("") + "' since the "
				+ "resource was created.";
	}

	static String wrongType(Property property, String expected) {
		return "The field " + title(property) + " must be " + expected + ".";
	}

	/** The listed spelling of a word, the word itself if others pass, or null. */
	static @Nullable String listed(Property property, String word) {
		for (String value : property.bounds().values()) {
			if (value.equalsIgnoreCase(word.strip())) {
				return value;
			}
		}
		return property.bounds().open() ? word : null;
	}

	static String notListed(Property property) {
		return "The field " + title(property) + " must be one of: " + String.join(", ", property.bounds().values())
				+ ".";
	}

	private static String title(Property property) {
		return property.name().substring(0, 1).toUpperCase(Locale.ROOT) + property.name().substring(1);
	}

}
