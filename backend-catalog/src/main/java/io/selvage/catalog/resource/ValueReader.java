package io.selvage.catalog.resource;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Turns single values into their canonical form. The service binds bodies leniently
 * (texts become numbers and flags, and the reverse), so this does.
 */
final class ValueReader {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private ValueReader() {
	}

	/** The canonical value, or null if the value can't be one of this type. */
	static @Nullable JsonNode read(ValueType.Scalar type, JsonNode value) {
		return switch (type) {
			case STRING -> value.isValueNode() ? NODES.stringNode(value.asString()) : null;
			case INTEGER -> integer(value);
			case NUMBER -> number(value);
			case BOOLEAN -> flag(value);
			case DURATION -> duration(value);
			case DATETIME -> dateTime(value);
			case ANY -> value.deepCopy();
		};
	}

	/** What a value of this type must be, for error messages. */
	static String describe(ValueType.Scalar type) {
		return switch (type) {
			case STRING -> "a string";
			case INTEGER -> "an integer";
			case NUMBER -> "a number";
			case BOOLEAN -> "a boolean (true or false)";
			case DURATION -> "an ISO 8601 duration such as PT1M";
			case DATETIME -> "an ISO 8601 date and time such as 2024-05-01T00:00:00Z";
			case ANY -> "a value";
		};
	}

	private static @Nullable JsonNode number(JsonNode value) {
		BigDecimal decimal = decimal(value);
		if (decimal == null) {
			return null;
		}
		JsonNode whole = integer(value);
		return (whole != null) ? whole : NODES.numberNode(decimal.doubleValue());
	}

	private static @Nullable JsonNode integer(JsonNode value) {
		BigDecimal decimal = decimal(value);
		if (decimal == null || decimal.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
			return null;
		}
		BigDecimal whole = decimal.stripTrailingZeros();
		return (whole.scale() <= 0) ? NODES.numberNode(whole.intValueExact()) : null;
	}

	private static @Nullable BigDecimal decimal(JsonNode value) {
		if (value.isNumber()) {
			return value.decimalValue();
		}
		String text = value.isString() ? value.stringValue().strip() : "";
		if (text.isEmpty() || text.length() > 30) {
			return null;
		}
		try {
			BigDecimal decimal = new BigDecimal(text);
			return (Math.abs(decimal.scale()) > 30) ? null : decimal;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable JsonNode flag(JsonNode value) {
		if (value.isBoolean()) {
			return value;
		}
		return switch (value.isString() ? value.stringValue().strip().toLowerCase(Locale.ROOT) : "") {
			case "true" -> NODES.booleanNode(true);
			case "false" -> NODES.booleanNode(false);
			default -> null;
		};
	}

	private static @Nullable JsonNode duration(JsonNode value) {
		String text = value.isString() ? value.stringValue().strip() : "";
		try {
			// A .NET time span such as 00:01:30 means the same.
			String iso = text.contains(":") ? Duration.between(LocalTime.MIN, LocalTime.parse(text)).toString()
					: text.toUpperCase(Locale.ROOT);
			Duration duration = Duration.parse(iso);
			return duration.isNegative() ? null : NODES.stringNode(iso);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable JsonNode dateTime(JsonNode value) {
		String text = value.isString() ? value.stringValue().strip() : "";
		try {
			DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text);
			return NODES.stringNode(text);
		}
		catch (DateTimeException ex) {
			return localDateTime(text);
		}
	}

	/** Times without an offset are meant as UTC. */
	private static @Nullable JsonNode localDateTime(String text) {
		try {
			OffsetDateTime time = LocalDateTime.parse(text.contains("T") ? text : text + "T00:00:00")
				.atOffset(ZoneOffset.UTC);
			return NODES.stringNode(time.toString());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
