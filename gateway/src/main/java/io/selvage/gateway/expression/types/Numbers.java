package io.selvage.gateway.expression.types;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floating-point numbers with 15 (float: 7) significant digits, written as the .NET
 * Framework does: exponent form below 1E-5 and from 1E+15 on.
 */
final class Numbers {

	private Numbers() {
	}

	static String toText(double value) {
		if (Double.isNaN(value) || Double.isInfinite(value)) {
			return special(value);
		}
		return layout(new BigDecimal(value).round(new MathContext(15)).toString(), 15);
	}

	static String toText(float value) {
		if (Float.isNaN(value) || Float.isInfinite(value)) {
			return special(value);
		}
		return layout(new BigDecimal(value).round(new MathContext(7)).toString(), 7);
	}

	private static String special(double value) {
		return Double.isNaN(value) ? "NaN" : (value > 0) ? "Infinity" : "-Infinity";
	}

	private static String layout(String rounded, int digits) {
		BigDecimal number = new BigDecimal(rounded).stripTrailingZeros();
		if (number.signum() == 0) {
			return rounded.startsWith("-") ? "-0" : "0";
		}
		int exponent = number.precision() - number.scale() - 1;
		if (exponent >= -5 && exponent < digits) {
			return number.toPlainString();
		}
		String unscaled = number.unscaledValue().abs().toString();
		String mantissa = (unscaled.length() == 1) ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
		String sign = (number.signum() < 0) ? "-" : "";
		String power = String.format(java.util.Locale.ROOT, "%02d", Math.abs(exponent));
		return sign + mantissa + "E" + ((exponent < 0) ? "-" : "+") + power;
	}

}
