package io.selvage.gateway.expression.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeOffset;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * Equality and order of tokens by Json.NET's rules.
 */
final class JsonEquality {

	private JsonEquality() {
	}

	static boolean equals(JToken one, JToken other, int depth) {
		JToken.checkDepth(depth);
		if (one instanceof JValue value && other instanceof JValue otherValue) {
			return valuesEqual(value, otherValue);
		}
		if (one.type() != other.type()) {
			return false;
		}
		if (one instanceof JObject object && other instanceof JObject otherObject) {
			return objects(object, otherObject, depth);
		}
		if (one instanceof JProperty property && other instanceof JProperty otherProperty) {
			return property.name().equals(otherProperty.name())
					&& equals(property.value(), otherProperty.value(), depth + 1);
		}
		if (one instanceof JConstructor constructor && other instanceof JConstructor otherConstructor
				&& !constructor.name().equals(otherConstructor.name())) {
			return false;
		}
		return items((JContainer) one, (JContainer) other, depth);
	}

	private static boolean objects(JObject one, JObject other, int depth) {
		if (one.count() != other.count()) {
			return false;
		}
		for (int i = 0; i < one.count(); i++) {
			JProperty property = one.item(i);
			JProperty counterpart = other.property(property.name());
			if (counterpart == null || !equals(property.value(), counterpart.value(), depth + 1)) {
				return false;
			}
		}
		return true;
	}

	private static boolean items(JContainer one, JContainer other, int depth) {
		if (one.count() != other.count()) {
			return false;
		}
		for (int i = 0; i < one.count(); i++) {
			if (!equals(one.item(i), other.item(i), depth + 1)) {
				return false;
			}
		}
		return true;
	}

	static boolean valuesEqual(JValue one, JValue other) {
		return one.type() == other.type() && compare(one.type(), one.value(), other.value()) == 0;
	}

	static int compare(JTokenType type, @Nullable Object one, @Nullable Object other) {
		if (one == other) {
			return 0;
		}
		if (other == null) {
			return 1;
		}
		if (one == null) {
			return -1;
		}
		return switch (type) {
			case INTEGER, FLOAT -> number(one).compareTo(number(other));
			case BOOLEAN -> Boolean.compare(truth(one), truth(other));
			case DATE -> dates(one, other);
			case BYTES -> (one instanceof byte[] bytes && other instanceof byte[] others)
					? Arrays.compareUnsigned(bytes, others) : 1;
			case GUID, URI, TIMESPAN, STRING, COMMENT, RAW -> text(one).compareTo(text(other));
			default -> throw ClrException.argument("Values of the kind " + type + " have no order.");
		};
	}

	private static String text(Object value) {
		return NetFormat.toString(value, null);
	}

	private static boolean truth(Object value) {
		return (value instanceof Boolean flag) ? flag : JsonConversion.toBoolean(new JValue(value));
	}

	private static int dates(Object one, Object other) {
		if (one instanceof DateTime date && other instanceof DateTime otherDate) {
			return date.compareTo(otherDate);
		}
		return offset(one).compareTo(offset(other));
	}

	private static DateTimeOffset offset(Object value) {
		if (value instanceof DateTimeOffset offset) {
			return offset;
		}
		return (value instanceof DateTime date) ? DateTimeOffset.of(date) : DateTimeOffset.parse(text(value));
	}

	/** Every number as an exact one; infinities and NaN at the ends. */
	static BigDecimal number(Object value) {
		if (value instanceof Double || value instanceof Float) {
			double number = ((Number) value).doubleValue();
			if (Double.isNaN(number)) {
				return new BigDecimal("-1E+400");
			}
			return Double.isInfinite(number) ? new BigDecimal((number > 0) ? "1E+399" : "-1E+399")
					: new BigDecimal(number);
		}
		if (value instanceof BigDecimal decimal) {
			return decimal;
		}
		if (value instanceof BigInteger integer) {
			return new BigDecimal(integer);
		}
		if (value instanceof EnumValue constant) {
			return BigDecimal.valueOf(constant.value());
		}
		if (value instanceof Boolean flag) {
			return flag ? BigDecimal.ONE : BigDecimal.ZERO;
		}
		return JsonConversion.parseNumber(text(value));
	}

}
