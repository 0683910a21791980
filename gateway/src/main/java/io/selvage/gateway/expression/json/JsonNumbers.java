package io.selvage.gateway.expression.json;

import java.math.BigInteger;

/**
 * What a number in JSON text becomes: a Long, a BigInteger where that is too small, or a
 * Double if it has a fraction or an exponent.
 */
final class JsonNumbers {

	private static final int LONGEST_INTEGER = 380;

	private JsonNumbers() {
	}

	static Object parse(String number, JsonScanner scanner) {
		try {
			Object value = value(number);
			if (!(value instanceof Double floating) || !Double.isInfinite(floating)) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// refused below
		}
		throw scanner.error("Input string '" + number + "' is not a valid number.");
	}

	private static Object value(String number) {
		boolean negative = number.startsWith("-");
		String digits = negative ? number.substring(1) : number;
		if (digits.length() > 1 && digits.charAt(0) == '0' && Character.isLetterOrDigit(digits.charAt(1))
				&& digits.charAt(1) != 'e' && digits.charAt(1) != 'E') {
			boolean hex = digits.charAt(1) == 'x' || digits.charAt(1) == 'X';
			if (hex || digits.chars().allMatch((c) -> c >= '0' && c <= '7')) {
				long value = Long.parseUnsignedLong(hex ? digits.substring(2) : digits, hex ? 16 : 8);
				return negative ? -value : value;
			}
			throw new NumberFormatException(number);
		}
		if (digits.startsWith("+") || digits.startsWith("-")) {
			throw new NumberFormatException(number);
		}
		if (isPlain(digits)) {
			if (digits.length() > LONGEST_INTEGER) {
				throw new NumberFormatException(number);
			}
			return (digits.length() <= 18) ? Long.valueOf(number) : big(number);
		}
		char last = number.charAt(number.length() - 1);
		if ((last < '0' || last > '9') && last != '.') {
			throw new NumberFormatException(number);
		}
		return Double.valueOf(number);
	}

	private static boolean isPlain(String digits) {
		for (int i = 0; i < digits.length(); i++) {
			if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
				return false;
			}
		}
		return !digits.isEmpty();
	}

	private static Object big(String number) {
		BigInteger value = new BigInteger(number);
		if (value.bitLength() <= 63) {
			return value.longValue();
		}
		return value;
	}

}
