package io.selvage.gateway.expression.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a number by a custom format: digit placeholders, group separators, scaling,
 * percent, exponents, literals, and up to three sections for positive, negative and zero.
 */
final class CustomNumberFormat {

	private final String section;

	private int integerPlaces;

	private int firstZero = -1;

	private int lastZero = -1;

	private int decimalPlaces;

	private int scale;

	private boolean groups;

	private boolean scientific;

	private boolean point;

	private CustomNumberFormat(String section) {
		this.section = section;
		scan();
	}

	static String format(NumberDigits digits, String format) {
		List<String> sections = sections(format);
		boolean own = false;
		String chosen = sections.get(0);
		if (digits.isZero() && sections.size() > 2) {
			chosen = sections.get(2);
		}
		else if (digits.negative() && sections.size() > 1 && !sections.get(1).isEmpty()) {
			chosen = sections.get(1);
			own = true;
		}
		CustomNumberFormat custom = new CustomNumberFormat(chosen);
		NumberDigits rounded = custom.round(digits);
		if (rounded.isZero() && !digits.isZero()) {
			custom = new CustomNumberFormat(sections.get((sections.size() > 2) ? 2 : 0));
			rounded = custom.round(digits);
			own = true;
		}
		return custom.write(rounded, rounded.negative() && !own);
	}

	private static List<String> sections(String format) {
		List<String> sections = new ArrayList<>();
		StringBuilder current = new StringBuilder();
		for (int i = 0; i < format.length(); i++) {
			char c = format.charAt(i);
			if (c == ';') {
				sections.add(current.toString());
				current.setLength(0);
				continue;
			}
			int end = literalEnd(format, i);
			current.append(format, i, end);
			i = end - 1;
		}
		sections.add(current.toString());
		return sections;
	}

	/** Returns where a literal (escaped or quoted) or a single character ends. */
	private static int literalEnd(String format, int at) {
		char c = format.charAt(at);
		if (c == '\\') {
			return Math.min(at + 2, format.length());
		}
		if (c == '\'' || c == '"') {
			int close = format.indexOf(c, at + 1);
			return (close < 0) ? format.length() : close + 1;
		}
		return at + 1;
	}

	/** Learns what the section asks for before anything is written. */
	private void scan() {
		int digits = 0;
		int pendingCommas = 0;
		for (int i = 0; i < this.section.length(); i = next(i)) {
			char c = this.section.charAt(i);
			switch (c) {
				case '0', '#' -> {
					if (this.point) {
						this.decimalPlaces++;
					}
					else if (pendingCommas > 0) {
						this.groups = true;
						pendingCommas = 0;
					}
					if (c == '0') {
						if (this.firstZero < 0) {
							this.firstZero = digits;
						}
						this.lastZero = digits;
					}
					digits++;
					if (!this.point) {
						this.integerPlaces++;
					}
				}
				case '.' -> {
					if (!this.point) {
						this.point = true;
						this.scale -= 3 * pendingCommas;
						pendingCommas = 0;
					}
				}
				case ',' -> {
					if (digits > 0 && !this.point) {
						pendingCommas++;
					}
				}
				case '%' -> this.scale += 2;
				case '\u2030' -> this.scale += 3;
				case 'E', 'e' -> this.scientific |= exponentLength(i) > 0;
				default -> {
				}
			}
		}
		this.scale -= 3 * pendingCommas;
	}

	/** Returns the length of an exponent such as E+00 at a position, or 0. */
	private int exponentLength(int at) {
		int i = at + 1;
		if (i < this.section.length() && (this.section.charAt(i) == '+' || this.section.charAt(i) == '-')) {
			i++;
		}
		int zeros = i;
		while (i < this.section.length() && this.section.charAt(i) == '0') {
			i++;
		}
		return (i > zeros) ? i - at : 0;
	}

	private NumberDigits round(NumberDigits digits) {
		if (this.scientific) {
			return digits.round(this.integerPlaces + this.decimalPlaces).stripped();
		}
		NumberDigits scaled = digits.shifted(this.scale);
		return scaled.round(scaled.point() + this.decimalPlaces).stripped();
	}

	private String write(NumberDigits number, boolean minus) {
		int exponent = 0;
		NumberDigits digits = number;
		if (this.scientific && !number.isZero()) {
			exponent = number.point() - this.integerPlaces;
			digits = new NumberDigits(number.negative(), number.digits(), this.integerPlaces);
		}
		StringBuilder text = new StringBuilder();
		if (minus) {
			text.append('-');
		}
		int leading = digits.isZero() ? 0 : Math.max(digits.point(), 0);
		int written = 0;
		boolean fraction = false;
		for (int i = 0; i < this.section.length(); i = next(i)) {
			char c = this.section.charAt(i);
			switch (c) {
				case '0', '#' -> {
					if (fraction) {
						fractionDigit(text, digits, written);
					}
					else {
						integerDigits(text, digits, written, leading);
					}
					written++;
				}
				case '.' -> {
					if (!fraction) {
						fraction = true;
						boolean more = this.lastZero >= this.integerPlaces
								|| digits.digits().length() > Math.max(digits.point(), 0) || digits.point() < 0;
						if (this.decimalPlaces > 0 && more
								&& !(digits.isZero() && this.lastZero < this.integerPlaces)) {
							text.append('.');
						}
					}
				}
				case ',' -> {
				}
				case '\\', '\'', '"' -> literal(text, i);
				case 'E', 'e' -> {
					int length = exponentLength(i);
					if (length == 0) {
						text.append(c);
					}
					else {
						exponent(text, i, length, exponent);
					}
				}
				default -> text.append(c);
			}
		}
		return text.toString();
	}

	private int next(int at) {
		char c = this.section.charAt(at);
		int length = (c == 'E' || c == 'e') ? exponentLength(at) : 0;
		return (length > 0) ? at + length : literalEnd(this.section, at);
	}

	/**
	 * The first placeholder also takes all digits that have no placeholder of their own.
	 */
	private void integerDigits(StringBuilder text, NumberDigits digits, int index, int leading) {
		int place = this.integerPlaces - 1 - index;
		if (index == 0) {
			for (int extra = leading - 1; extra > place; extra--) {
				integerDigit(text, digits, extra);
			}
		}
		boolean significant = place < leading;
		boolean zero = this.firstZero >= 0 && this.firstZero <= index;
		if (significant || zero) {
			integerDigit(text, digits, place);
		}
	}

	private void integerDigit(StringBuilder text, NumberDigits digits, int place) {
		text.append(digits.at(place));
		if (this.groups && place > 0 && place % 3 == 0) {
			text.append(',');
		}
	}

	private void fractionDigit(StringBuilder text, NumberDigits digits, int index) {
		int place = index - this.integerPlaces + 1;
		boolean significant = !digits.isZero() && digits.point() + place <= digits.digits().length();
		if (significant || this.lastZero >= index) {
			text.append(digits.at(-place));
		}
	}

	private void literal(StringBuilder text, int at) {
		int end = literalEnd(this.section, at);
		char c = this.section.charAt(at);
		if (c == '\\') {
			text.append(this.section, at + 1, end);
		}
		else {
			boolean closed = end > at + 1 && this.section.charAt(end - 1) == c;
			text.append(this.section, at + 1, closed ? end - 1 : end);
		}
	}

	private void exponent(StringBuilder text, int at, int length, int exponent) {
		char sign = this.section.charAt(at + 1);
		int width = (sign == '0') ? length - 1 : length - 2;
		text.append(this.section.charAt(at));
		if (exponent < 0) {
			text.append('-');
		}
		else if (sign == '+') {
			text.append('+');
		}
		String digits = Integer.toString(Math.abs(exponent));
		text.append("0".repeat(Math.max(0, Math.min(width, 10) - digits.length()))).append(digits);
	}

}
