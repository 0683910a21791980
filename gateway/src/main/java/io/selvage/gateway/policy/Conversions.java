package io.selvage.gateway.policy;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * From what an expression returns to what an attribute needs.
 */
final class Conversions {

	private static final int LONGEST_NUMBER = 40;

	private Conversions() {
	}

	static @Nullable Boolean toBoolean(Object value) {
		if (value instanceof Boolean bool) {
			return bool;
		}
		if (value instanceof String text) {
			String stripped = text.strip();
			if (stripped.equalsIgnoreCase("true")) {
				return Boolean.TRUE;
			}
			return stripped.equalsIgnoreCase("false") ? Boolean.FALSE : null;
		}
		return null;
	}

	static @Nullable BigDecimal toNumber(Object value) {
		if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
			return BigDecimal.valueOf(((Number) value).longValue());
		}
		String text = value.toString().strip();
		if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
			return null;
		}
		try {
			return new BigDecimal(text);
		}
		catch (NumberFormatException notANumber) {
			return null;
		}
	}

	static @Nullable BigDecimal toNumber(Object value, long min, long max) {
		BigDecimal number = toNumber(value);
		boolean inRange = number != null && number.compareTo(BigDecimal.valueOf(min)) >= 0
				&& number.compareTo(BigDecimal.valueOf(max)) <= 0;
		return inRange ? number : null;
	}

}
