package io.selvage.conformance.contract;

import java.util.List;

import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Schema;
import io.selvage.catalog.resource.ValueType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer must say of a resource. Names are looked for in any case and without the
 * blanks around them, numbers and booleans may have been sent as texts, null means unset;
 * all else is compared exactly.
 */
final class Expectation {

	/** How far a long write has come: a write that is answered is done here. */
	private static final List<String> PROGRESS = List.of("provisioningState", "lastStatus");

	private final boolean sent;

	private Expectation(boolean sent) {
		this.sent = sent;
	}

	/**
	 * What was sent is in the answer, but for what is never shown or made by the service.
	 */
	static Expectation ofSent() {
		return new Expectation(true);
	}

	/**
	 * What was answered elsewhere is answered here; of what the service makes itself,
	 * such as a date, only that it is there and of which kind.
	 */
	static Expectation ofAnswered() {
		return new Expectation(false);
	}

	@Nullable String difference(ResourceType type, JsonNode actual, JsonNode expected) {
		return object(type.schema(), actual, expected, "properties");
	}

	private @Nullable String object(Schema schema, JsonNode actual, JsonNode expected, String where) {
		boolean secret = expected.path("secret").asBoolean(false);
		for (var member : expected.properties()) {
			Property property = schema.find(member.getKey());
			if (property != null && hidden(property, secret)) {
				continue;
			}
			String place = where + "." + member.getKey().strip();
			JsonNode value = find(actual, member.getKey());
			String difference = (property == null) ? plain(value, member.getValue(), place)
					: property(property, value, member.getValue(), place);
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	private boolean hidden(Property property, boolean secret) {
		return property.is(Property.Trait.WRITE_ONLY) || property.is(Property.Trait.SECRET)
				|| (property.is(Property.Trait.SECRET_IF_MARKED) && secret) || PROGRESS.contains(property.name())
				|| (this.sent && property.is(Property.Trait.READ_ONLY));
	}

	private @Nullable String property(Property property, JsonNode actual, JsonNode expected, String where) {
		if (property.is(Property.Trait.READ_ONLY) && !expected.isNull()) {
			return (actual.getNodeType() == expected.getNodeType()) ? null : where + " is " + actual;
		}
		return value(property, property.type(), actual, expected, where);
	}

	private @Nullable String value(Property property, ValueType type, JsonNode actual, JsonNode expected,
			String where) {
		if (expected.isObject() && type instanceof ValueType.Structure structure) {
			return object(structure.schema(), actual, expected, where);
		}
		if (expected.isArray() && type instanceof ValueType.ListOf list) {
			if (actual.size() != expected.size()) {
				return where + " has " + actual.size() + " elements instead of " + expected.size();
			}
			for (int i = 0; i < expected.size(); i++) {
				String difference = value(property, list.element(), actual.path(i), expected.path(i),
						where + "[" + i + "]");
				if (difference != null) {
					return difference;
				}
			}
			return null;
		}
		boolean spelledFreely = !property.bounds().values().isEmpty() || type == ValueType.Scalar.BOOLEAN;
		if (spelledFreely && expected.isString()) {
			return actual.asString("").equalsIgnoreCase(expected.stringValue()) ? null
					: where + " is " + actual + " instead of " + expected;
		}
		return plain(actual, expected, where);
	}

	/**
	 * Compares what no schema tells anything about.
	 */
	static @Nullable String plain(JsonNode actual, JsonNode expected, String where) {
		if (expected.isNull() || (expected.isString() && expected.stringValue().isEmpty())) {
			boolean unset = actual.isNull() || actual.isMissingNode() || actual.asString("").isEmpty();
			return unset ? null : where + " is " + actual + " instead of " + expected;
		}
		if (expected.isObject()) {
			for (var member : expected.properties()) {
				String difference = plain(find(actual, member.getKey()), member.getValue(),
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
				String difference = plain(actual.path(i), expected.path(i), where + "[" + i + "]");
				if (difference != null) {
					return difference;
				}
			}
			return null;
		}
		return actual.asString("").equals(expected.asString()) ? null
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
