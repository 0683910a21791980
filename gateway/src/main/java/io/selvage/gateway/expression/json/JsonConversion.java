package io.selvage.gateway.expression.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import io.selvage.gateway.expression.net.Uri;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * The explicit conversions of {@link JToken}, as in {@code (int)token}: each says which
 * kinds it takes. A null reference is an ArgumentNullException, another kind an
 * ArgumentException, a text that does not fit a FormatException, a number that does not
 * an OverflowException.
 */
public final class JsonConversion {

	private static final Set<JTokenType> NUMBERS = EnumSet.of(JTokenType.INTEGER, JTokenType.FLOAT, JTokenType.STRING,
			JTokenType.COMMENT, JTokenType.RAW, JTokenType.BOOLEAN);

	private static final Set<JTokenType> STRINGS = EnumSet.of(JTokenType.DATE, JTokenType.INTEGER, JTokenType.FLOAT,
			JTokenType.STRING, JTokenType.COMMENT, JTokenType.RAW, JTokenType.BOOLEAN, JTokenType.BYTES,
			JTokenType.GUID, JTokenType.TIMESPAN, JTokenType.URI);

	private static final Set<JTokenType> DATES = EnumSet.of(JTokenType.DATE, JTokenType.STRING, JTokenType.COMMENT,
			JTokenType.RAW);

	private static final Set<JTokenType> GUIDS = EnumSet.of(JTokenType.STRING, JTokenType.COMMENT, JTokenType.RAW,
			JTokenType.GUID, JTokenType.BYTES);

	private static final Set<JTokenType> SPANS = EnumSet.of(JTokenType.STRING, JTokenType.COMMENT, JTokenType.RAW,
			JTokenType.TIMESPAN);

	private static final Set<JTokenType> URIS = EnumSet.of(JTokenType.STRING, JTokenType.COMMENT, JTokenType.RAW,
			JTokenType.URI);

	private static final Set<JTokenType> BYTES = EnumSet.of(JTokenType.BYTES, JTokenType.STRING, JTokenType.COMMENT,
			JTokenType.RAW);

	private static final Set<JTokenType> CHARACTERS = EnumSet.of(JTokenType.INTEGER, JTokenType.FLOAT,
			JTokenType.STRING, JTokenType.COMMENT, JTokenType.RAW);

	private JsonConversion() {
	}

	/** Tells whether a nullable conversion gives null: no token, or JSON's null. */
	public static boolean isNull(@Nullable JToken token) {
		return token == null || token.type() == JTokenType.NULL || token.type() == JTokenType.UNDEFINED;
	}

	private static Object value(@Nullable JToken token, Set<JTokenType> kinds, String target) {
		if (token == null) {
			throw ClrException.argumentNull("value");
		}
		JToken source = (token instanceof JProperty property) ? property.value() : token;
		if (!(source instanceof JValue value) || !kinds.contains(value.type()) || value.value() == null) {
			throw JValue.cannotConvert(token, target);
		}
		return value.value();
	}

	public static @Nullable String toText(@Nullable JToken token) {
		if (isNull(token)) {
			return null;
		}
		Object value = value(token, STRINGS, "String");
		return (value instanceof byte[] bytes) ? Base64.getEncoder().encodeToString(bytes)
				: NetFormat.toString(value, null);
	}

	public static boolean toBoolean(@Nullable JToken token) {
		Object value = value(token, NUMBERS, "Boolean");
		if (value instanceof Boolean flag) {
			return flag;
		}
		if (value instanceof String text) {
			String trimmed = text.strip();
			if (trimmed.equalsIgnoreCase("true") || trimmed.equalsIgnoreCase("false")) {
				return trimmed.equalsIgnoreCase("true");
			}
			throw ClrException.format("String was not recognized as a valid Boolean.");
		}
		return JsonEquality.number(value).signum() != 0;
	}

	/**
	 * Converts to an integer type; fractions are rounded half to even.
	 * @param token the token
	 * @param min the smallest value of the type
	 * @param max the largest value of the type
	 * @param target the name of the type
	 * @return the value
	 */
	public static BigInteger toInteger(@Nullable JToken token, BigInteger min, BigInteger max, String target) {
		Object value = value(token, NUMBERS, target);
		BigInteger integer = (value instanceof String text) ? parseInteger(text)
				: JsonEquality.number(value).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
		if (integer.compareTo(min) < 0 || integer.compareTo(max) > 0) {
			throw ClrException.overflow("Value was either too large or too small for " + target + ".");
		}
		return integer;
	}

	public static int toInt(@Nullable JToken token) {
		return toInteger(token, BigInteger.valueOf(Integer.MIN_VALUE), BigInteger.valueOf(Integer.MAX_VALUE), "Int32")
			.intValue();
	}

	public static long toLong(@Nullable JToken token) {
		return toInteger(token, BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE), "Int64")
			.longValue();
	}

	public static double toDouble(@Nullable JToken token) {
		Object value = value(token, NUMBERS, "Double");
		if (value instanceof Double || value instanceof Float) {
			return ((Number) value).doubleValue();
		}
		if (value instanceof String text && text.strip().matches("NaN|-?Infinity")) {
			return Double.parseDouble(text.strip());
		}
		return JsonEquality.number(value).doubleValue();
	}

	public static BigDecimal toDecimal(@Nullable JToken token) {
		Object value = value(token, NUMBERS, "Decimal");
		if (value instanceof Double || value instanceof Float) {
			return new BigDecimal(NetFormat.toString(value, "G15")).stripTrailingZeros();
		}
		return JsonEquality.number(value);
	}

	private static BigInteger parseInteger(String text) {
		try {
			return new BigInteger(text.strip());
		}
		catch (NumberFormatException ex) {
			throw ClrException.format("Input string was not in a correct format.");
		}
	}

	static BigDecimal parseNumber(String text) {
		try {
			return new BigDecimal(text.strip().replace(",", ""));
		}
		catch (NumberFormatException ex) {
			throw ClrException.format("Input string was not in a correct format.");
		}
	}

	public static char toChar(@Nullable JToken token) {
		Object value = value(token, CHARACTERS, "Char");
		if (value instanceof Character c) {
			return c;
		}
		if (value instanceof String text) {
			if (text.length() != 1) {
				throw ClrException.format("String must be exactly one character long.");
			}
			return text.charAt(0);
		}
		if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
			throw ClrException.invalidCast("Invalid cast to 'Char'.");
		}
		return (char) toInteger(token, BigInteger.ZERO, BigInteger.valueOf(Character.MAX_VALUE), "Char").intValue();
	}

	public static DateTime toDateTime(@Nullable JToken token) {
		Object value = value(token, DATES, "DateTime");
		if (value instanceof DateTimeOffset offset) {
			return offset.dateTime();
		}
		return (value instanceof DateTime date) ? date : DateTime.parse(value.toString());
	}

	public static DateTimeOffset toDateTimeOffset(@Nullable JToken token) {
		Object value = value(token, DATES, "DateTimeOffset");
		if (value instanceof DateTimeOffset offset) {
			return offset;
		}
		return (value instanceof DateTime date) ? DateTimeOffset.of(date) : DateTimeOffset.parse(value.toString());
	}

	public static UUID toGuid(@Nullable JToken token) {
		Object value = value(token, GUIDS, "Guid");
		if (value instanceof UUID id) {
			return id;
		}
		try {
			String text = NetFormat.toString(value, null).strip().replaceAll("[{}()]", "");
			return UUID.fromString((text.length() == 32)
					? text.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5") : text);
		}
		catch (IllegalArgumentException ex) {
			throw ClrException.format("The text is not a GUID.");
		}
	}

	public static TimeSpan toTimeSpan(@Nullable JToken token) {
		Object value = value(token, SPANS, "TimeSpan");
		return (value instanceof TimeSpan span) ? span : TimeSpan.parse(value.toString());
	}

	public static Uri toUri(@Nullable JToken token) {
		Object value = value(token, URIS, "Uri");
		return (value instanceof Uri uri) ? uri : Uri.parse(value.toString(), Uri.Kind.ABSOLUTE);
	}

	public static byte[] toBytes(@Nullable JToken token) {
		Object value = value(token, BYTES, "byte array");
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		try {
			return Base64.getDecoder().decode(value.toString());
		}
		catch (IllegalArgumentException ex) {
			throw ClrException.format("The text is not base64.");
		}
	}

}
