package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.ClrException;

/**
 * What the custom formats of dates and of time spans have in common.
 */
final class FormatScanner {

	private FormatScanner() {
	}

	/** Returns how often the character at a position is repeated from there. */
	static int run(String format, int at) {
		int end = at + 1;
		while (end < format.length() && format.charAt(end) == format.charAt(at)) {
			end++;
		}
		return end - at;
	}

	/** Appends a quoted literal without its quotes and returns the position behind it. */
	static int quoted(String format, int at, StringBuilder text) {
		char quote = format.charAt(at);
		for (int i = at + 1; i < format.length(); i++) {
			char c = format.charAt(i);
			if (c == quote) {
				return i + 1;
			}
			if (c == '\\') {
				if (++i >= format.length()) {
					break;
				}
				c = format.charAt(i);
			}
			text.append(c);
		}
		throw new ClrException("System.FormatException", "A quote in the format is not closed.");
	}

	/** Appends the first digits of a seven-digit fraction of a second. */
	static void fraction(StringBuilder text, long ticks, int digits, boolean trim) {
		long value = ticks;
		for (int i = digits; i < 7; i++) {
			value /= 10;
		}
		int count = digits;
		if (trim) {
			while (count > 0 && value % 10 == 0) {
				value /= 10;
				count--;
			}
			if (count == 0) {
				return;
			}
		}
		TimeSpanFormat.pad(text, value, count);
	}

}
