package io.selvage.gateway.expression.core;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

import io.selvage.gateway.expression.arithmetic.Decimals;
import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers from text as {@code Parse} does in the invariant culture: blanks around
 * are allowed, integers take a sign, the others group separators and a fraction,
 * floating-point numbers an exponent too.
 */
final class NumberReader {

	private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,400}");

	private static final Pattern REAL = Pattern
		.compile("[+-]?(?:[0-9][0-9,]{0,400}(?:\\.[0-9]{0,400})?|\\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,5})?");

	private NumberReader() {
	}

	static Object parse(@Nullable String text, NumericType type) {
		if (text == null) {
			throw ClrException.argumentNull("s");
		}
		Object value = read(text, type);
		if (value == null) {
			throw ClrException.format("The input string '" + text + "' was not in a correct format.");
		}
		return value;
	}

	static boolean tryParse(@Nullable String text, NumericType type, Out<Object> result) {
		Object value = null;
		try {
			value = (text == null) ? null : read(text, type);
		}
		catch (ClrException outOfRange) {
			value = null;
		}
		result.set((value != null) ? value : NumericConversion.convert(0, type, false));
		return value != null;
	}

	private static @Nullable Object read(String text, NumericType type) {
		String trimmed = text.strip();
		if (type.isIntegral()) {
			return integer(trimmed, type);
		}
		if (type != NumericType.DECIMAL) {
			Object special = special(trimmed, type);
			if (special != null) {
				return special;
			}
		}
		if (!REAL.matcher(trimmed).matches()
				|| (type == NumericType.DECIMAL && (trimmed.indexOf('e') >= 0 || trimmed.indexOf('E') >= 0))) {
			return null;
		}
		String digits = trimmed.replace(",", "");
		if (type == NumericType.DOUBLE) {
			return Double.valueOf(digits);
		}
		if (type == NumericType.FLOAT) {
			return Float.valueOf(digits);
		}
		BigDecimal number = new BigDecimal(digits);
		if (number.precision() - number.scale() > 30) {
			throw NumberTypes.outOfRange(type);
		}
		return Decimals.fit(number);
	}

	private static @Nullable Object integer(String text, NumericType type) {
		if (!INTEGER.matcher(text).matches()) {
			return null;
		}
		BigInteger value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
		boolean fits = (type == NumericType.ULONG) ? value.signum() >= 0 && value.bitLength() <= 64
				: value.bitLength() < 64 && NumericConversion.fits(value.longValue(), false, type);
		if (!fits) {
			throw NumberTypes.outOfRange(type);
		}
		return NumericConversion.box(value.longValue(), type);
	}

	private static @Nullable Object special(String text, NumericType type) {
		double value = switch (text) {
			case "NaN" -> Double.NaN;
			case "Infinity", "\u221e" -> Double.POSITIVE_INFINITY;
			case "-Infinity", "-\u221e" -> Double.NEGATIVE_INFINITY;
			default -> 0;
		};
		if (value == 0) {
			return null;
		}
		return (type == NumericType.FLOAT) ? (Object) (float) value : (Object) value;
	}

}
