package io.selvage.gateway.expression.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers by .NET's standard and custom format strings in the invariant culture,
 * as .NET Framework does (a double shows 15 significant digits, a float 7).
 */
final class NumberFormat {

	private static final int LARGEST_PRECISION = 99;

	private NumberFormat() {
	}

	/**
	 * Writes an integer.
	 * @param value the value
	 * @param bits the width of its type, for hexadecimal digits of negative numbers; 0 if
	 * unlimited
	 * @param format the format, or null
	 * @return the text
	 */
	static String integer(BigInteger value, int bits, @Nullable String format) {
		if (format == null || format.isEmpty()) {
			return value.toString();
		}
		int precision = precision(format);
		if (precision == CUSTOM) {
			return CustomNumberFormat.format(NumberDigits.of(new BigDecimal(value)), format);
		}
		switch (format.charAt(0)) {
			case 'D', 'd' -> {
				return padded(value, precision);
			}
			case 'X', 'x' -> {
				return hexadecimal(value, bits, format.charAt(0) == 'x', precision);
			}
			case 'G', 'g' -> {
				if (precision <= 0) {
					return value.toString();
				}
				return general(NumberDigits.of(new BigDecimal(value)), precision, format.charAt(0));
			}
			case 'R', 'r' -> {
				if (bits == 0) {
					return value.toString();
				}
				throw invalid(format);
			}
			default -> {
				return standard(NumberDigits.of(new BigDecimal(value)), format.charAt(0), precision);
			}
		}
	}

	static String decimal(BigDecimal value, @Nullable String format) {
		NumberDigits digits = NumberDigits.of(value);
		if (format == null || format.isEmpty()) {
			return value.toPlainString();
		}
		int precision = precision(format);
		if (precision == CUSTOM) {
			return CustomNumberFormat.format(digits, format);
		}
		if (format.charAt(0) == 'G' || format.charAt(0) == 'g') {
			return (precision <= 0) ? value.toPlainString() : general(digits, precision, format.charAt(0));
		}
		return standard(digits, format.charAt(0), precision);
	}

	/**
	 * Writes a binary floating-point number.
	 * @param value the value
	 * @param single whether it is a float
	 * @param format the format, or null
	 * @return the text
	 */
	static String floating(double value, boolean single, @Nullable String format) {
		if (Double.isNaN(value)) {
			return "NaN";
		}
		if (Double.isInfinite(value)) {
			return (value > 0) ? "Infinity" : "-Infinity";
		}
		int shown = single ? 7 : 15;
		if (format == null || format.isEmpty()) {
			return general(NumberDigits.of(value, shown), shown, 'G');
		}
		int precision = precision(format);
		if (precision == CUSTOM) {
			return CustomNumberFormat.format(NumberDigits.of(value, shown), format);
		}
		char kind = format.charAt(0);
		switch (kind) {
			case 'R', 'r' -> {
				return roundTrip(value, single);
			}
			case 'G', 'g' -> {
				int most = (precision > shown) ? (single ? 9 : 17) : shown;
				return general(NumberDigits.of(value, most), (precision <= 0) ? shown : precision, kind);
			}
			case 'E', 'e' -> {
				int most = (precision >= shown) ? (single ? 9 : 17) : shown;
				return standard(NumberDigits.of(value, most), kind, precision);
			}
			default -> {
				return standard(NumberDigits.of(value, shown), kind, precision);
			}
		}
	}

	static String roundTrip(double value, boolean single) {
		int shown = single ? 7 : 15;
		NumberDigits digits = NumberDigits.of(value, shown);
		String text = general(digits, shown, 'G');
		double back = single ? Float.parseFloat(text) : Double.parseDouble(text);
		if (back == value) {
			return text;
		}
		int most = single ? 9 : 17;
		return general(NumberDigits.of(value, most), most, 'G');
	}

	/** Where a format has one letter and at most two digits it is a standard one. */
	private static int precision(String format) {
		char first = format.charAt(0);
		boolean letter = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
		if (!letter || format.length() > 3) {
			return CUSTOM;
		}
		int precision = (format.length() == 1) ? DEFAULT : 0;
		for (int i = 1; i < format.length(); i++) {
			char c = format.charAt(i);
			if (c < '0' || c > '9') {
				return CUSTOM;
			}
			precision = precision * 10 + (c - '0');
		}
		return precision;
	}

	private static final int CUSTOM = -2;

	private static final int DEFAULT = -1;

	private static String standard(NumberDigits digits, char kind, int precision) {
		int decimals = (precision < 0) ? 2 : Math.min(precision, LARGEST_PRECISION);
		switch (kind) {
			case 'F', 'f' -> {
				return signed(digits, decimals, false, "-", "");
			}
			case 'N', 'n' -> {
				return signed(digits, decimals, true, "-", "");
			}
			case 'P', 'p' -> {
				return signed(digits.shifted(2), decimals, true, "-", " %");
			}
			case 'C', 'c' -> {
				NumberDigits rounded = digits.round(digits.point() + decimals);
				String amount = "\u00A4" + fixed(rounded, decimals, true);
				return rounded.negative() ? "(" + amount + ")" : amount;
			}
			case 'E', 'e' -> {
				return scientific(digits, (precision < 0) ? 6 : precision, kind, 3);
			}
			default -> throw invalid(String.valueOf(kind));
		}
	}

	private static String signed(NumberDigits digits, int decimals, boolean groups, String minus, String suffix) {
		NumberDigits rounded = digits.round(digits.point() + decimals);
		return (rounded.negative() ? minus : "") + fixed(rounded, decimals, groups) + suffix;
	}

	private static String fixed(NumberDigits digits, int decimals, boolean groups) {
		StringBuilder text = new StringBuilder();
		for (int place = Math.max(digits.point(), 1) - 1; place >= 0; place--) {
			text.append(digits.at(place));
			if (groups && place > 0 && place % 3 == 0) {
				text.append(',');
			}
		}
		for (int i = 1; i <= decimals; i++) {
			if (i == 1) {
				text.append('.');
			}
			text.append(digits.at(-i));
		}
		return text.toString();
	}

	private static String scientific(NumberDigits digits, int decimals, char letter, int exponentDigits) {
		NumberDigits rounded = digits.round(decimals + 1);
		StringBuilder text = new StringBuilder();
		if (rounded.negative()) {
			text.append('-');
		}
		text.append(rounded.at(rounded.point() - 1));
		for (int i = 1; i <= decimals; i++) {
			if (i == 1) {
				text.append('.');
			}
			text.append(rounded.at(rounded.point() - 1 - i));
		}
		return exponent(text, rounded.isZero() ? 0 : rounded.point() - 1, letter, exponentDigits).toString();
	}

	static StringBuilder exponent(StringBuilder text, int exponent, char letter, int width) {
		text.append(letter).append((exponent < 0) ? '-' : '+');
		String digits = Integer.toString(Math.abs(exponent));
		return text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
	}

	private static String general(NumberDigits digits, int precision, char letter) {
		NumberDigits rounded = digits.round(precision).stripped();
		if (rounded.isZero()) {
			return "0";
		}
		int exponent = rounded.point() - 1;
		if (exponent >= precision || exponent < -4) {
			return scientific(rounded, rounded.digits().length() - 1, (letter == 'g') ? 'e' : 'E', 2);
		}
		String text = fixed(rounded, Math.max(0, rounded.digits().length() - rounded.point()), false);
		return rounded.negative() ? "-" + text : text;
	}

	private static String padded(BigInteger value, int width) {
		String digits = value.abs().toString();
		String zeros = "0".repeat(Math.max(0, width - digits.length()));
		return ((value.signum() < 0) ? "-" : "") + zeros + digits;
	}

	private static String hexadecimal(BigInteger value, int bits, boolean lower, int width) {
		BigInteger unsigned = (value.signum() < 0) ? value.add(BigInteger.ONE.shiftLeft((bits == 0) ? 128 : bits))
				: value;
		String digits = unsigned.toString(16);
		String text = "0".repeat(Math.max(0, width - digits.length())) + digits;
		return lower ? text : text.toUpperCase(Locale.ROOT);
	}

	private static ClrException invalid(String format) {
		return new ClrException("System.FormatException", "'" + format + "' is not a format of this number.");
	}

}
