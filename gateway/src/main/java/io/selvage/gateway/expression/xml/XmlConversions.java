package io.selvage.gateway.expression.xml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

import io.selvage.gateway.expression.json.JValue;
import io.selvage.gateway.expression.json.JsonConversion;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * Declares the explicit conversions of elements and attributes (XmlConvert).
 */
final class XmlConversions {

	private XmlConversions() {
	}

	static void declare(TypeBuilder type, String source, Function<Object, String> value) {
		type.method("static explicit operator string(" + source + " value)",
				(@Nullable Object node) -> (node == null) ? null : value.apply(node));
		struct(type, source, "bool", value, XmlConversions::toBoolean);
		struct(type, source, "int", value, (text) -> JsonConversion.toInt(number(text)));
		struct(type, source, "uint", value, (text) -> new UInt32(integer(text, 32, "UInt32").intValue()));
		struct(type, source, "long", value, (text) -> JsonConversion.toLong(number(text)));
		struct(type, source, "ulong", value, (text) -> new UInt64(integer(text, 64, "UInt64").longValue()));
		struct(type, source, "double", value, XmlConversions::toDouble);
		struct(type, source, "float", value, (text) -> (float) toDouble(text));
		struct(type, source, "decimal", value, (text) -> JsonConversion.toDecimal(number(text)));
		struct(type, source, "DateTime", value, (text) -> DateTime.parse(text.strip()));
		struct(type, source, "DateTimeOffset", value, (text) -> DateTimeOffset.parse(text.strip()));
		struct(type, source, "TimeSpan", value, XmlConversions::toTimeSpan);
		struct(type, source, "Guid", value, XmlConversions::toGuid);
	}

	private static void struct(TypeBuilder type, String source, String target, Function<Object, String> value,
			Function<String, Object> convert) {
		type.method("static explicit operator " + target + "(" + source + " value)", (@Nullable Object node) -> {
			if (node == null) {
				throw ClrException.argumentNull("value");
			}
			return convert.apply(value.apply(node));
		});
		type.method("static explicit operator " + target + "?(" + source + " value)",
				(@Nullable Object node) -> (node == null) ? null : convert.apply(value.apply(node)));
	}

	private static JValue number(String text) {
		return new JValue(text.strip());
	}

	private static BigInteger integer(String text, int bits, String target) {
		return JsonConversion.toInteger(number(text), BigInteger.ZERO,
				BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE), target);
	}

	private static Object toBoolean(String text) {
		return switch (text.strip().toLowerCase(Locale.ROOT)) {
			case "true", "1" -> Boolean.TRUE;
			case "false", "0" -> Boolean.FALSE;
			default -> throw ClrException.format("The string '" + text + "' is not a valid Boolean value.");
		};
	}

	private static double toDouble(String text) {
		return switch (text.strip()) {
			case "INF" -> Double.POSITIVE_INFINITY;
			case "-INF" -> Double.NEGATIVE_INFINITY;
			default -> JsonConversion.toDouble(number(text));
		};
	}

	private static Object toGuid(String text) {
		try {
			return UUID.fromString(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw ClrException.format("The text is not a GUID.");
		}
	}

	private static Object toTimeSpan(String text) {
		try {
			return TimeSpan.of(java.time.Duration.parse(text.strip()));
		}
		catch (java.time.DateTimeException ex) {
			throw ClrException.format("The string '" + text + "' is not a valid TimeSpan value.");
		}
	}

}
