package io.selvage.gateway.expression.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads {@link TimeSpan}: the standard formats c, g and G and custom formats.
 */
final class TimeSpanFormat {

	/** Sign, days, hours, minutes, seconds, fraction; or days alone. */
	private static final Pattern TEXT = Pattern
		.compile("(-)?(?:(\\d{1,8})|(?:(\\d{1,8})[.:])??(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?)");

	private TimeSpanFormat() {
	}

	static String format(long ticks, String format) {
		if (format.length() == 1) {
			return switch (format) {
				case "c", "t", "T" -> constant(ticks);
				case "g" -> general(ticks, false);
				case "G" -> general(ticks, true);
				default -> throw invalidFormat();
			};
		}
		return custom(Parts.of(ticks), format);
	}

	private static String constant(long ticks) {
		Parts parts = Parts.of(ticks);
		StringBuilder text = new StringBuilder(16);
		if (ticks < 0) {
			text.append('-');
		}
		if (parts.days != 0) {
			text.append(parts.days).append('.');
		}
		clock(text, parts, 2);
		if (parts.fraction != 0) {
			pad(text.append('.'), parts.fraction, 7);
		}
		return text.toString();
	}

	private static String general(long ticks, boolean full) {
		Parts parts = Parts.of(ticks);
		StringBuilder text = new StringBuilder(20);
		if (ticks < 0) {
			text.append('-');
		}
		if (full || parts.days != 0) {
			text.append(parts.days).append(':');
		}
		clock(text, parts, full ? 2 : 1);
		if (full || parts.fraction != 0) {
			text.append('.');
			int start = text.length();
			pad(text, parts.fraction, 7);
			while (!full && text.length() > start && text.charAt(text.length() - 1) == '0') {
				text.setLength(text.length() - 1);
			}
		}
		return text.toString();
	}

	private static void clock(StringBuilder text, Parts parts, int hourDigits) {
		pad(text, parts.hours, hourDigits);
		pad(text.append(':'), parts.minutes, 2);
		pad(text.append(':'), parts.seconds, 2);
	}

	private static String custom(Parts parts, String format) {
		StringBuilder text = new StringBuilder();
		int at = 0;
		while (at < format.length()) {
			char c = format.charAt(at);
			int run = FormatScanner.run(format, at);
			switch (c) {
				case 'h' -> pad(text, parts.hours, limit(run, 2));
				case 'm' -> pad(text, parts.minutes, limit(run, 2));
				case 's' -> pad(text, parts.seconds, limit(run, 2));
				case 'd' -> pad(text, parts.days, limit(run, 8));
				case 'f', 'F' -> FormatScanner.fraction(text, parts.fraction, limit(run, 7), c == 'F');
				case '\'', '"' -> {
					at = FormatScanner.quoted(format, at, text);
					run = 0;
				}
				case '%' -> {
					if (at + 1 >= format.length() || format.charAt(at + 1) == '%') {
						throw invalidFormat();
					}
					run = 1;
				}
				case '\\' -> {
					if (at + 1 >= format.length()) {
						throw invalidFormat();
					}
					text.append(format.charAt(at + 1));
					run = 2;
				}
				default -> throw invalidFormat();
			}
			at += run;
		}
		return text.toString();
	}

	private static int limit(int run, int most) {
		if (run > most) {
			throw invalidFormat();
		}
		return run;
	}

	static void pad(StringBuilder text, long value, int width) {
		String digits = Long.toString(value);
		text.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
	}

	static TimeSpan parse(@Nullable String input) {
		if (input == null) {
			throw new ClrException("System.ArgumentNullException", "The time span text is null.");
		}
		Matcher matcher = TEXT.matcher(input.strip());
		if (!matcher.matches()) {
			throw new ClrException("System.FormatException", "The text is not a time span.");
		}
		long days = number(matcher.group((matcher.group(2) != null) ? 2 : 3));
		long hours = number(matcher.group(4));
		long minutes = number(matcher.group(5));
		long seconds = number(matcher.group(6));
		if (hours > 23 || minutes > 59 || seconds > 59 || days > 10_675_199) {
			throw new ClrException("System.OverflowException", "A part of the time span is out of range.");
		}
		String fraction = matcher.group(7);
		long ticks = days * TimeSpan.TICKS_PER_DAY + hours * TimeSpan.TICKS_PER_HOUR
				+ minutes * TimeSpan.TICKS_PER_MINUTE + seconds * TimeSpan.TICKS_PER_SECOND
				+ ((fraction != null) ? number(fraction + "0".repeat(7 - fraction.length())) : 0);
		return new TimeSpan((matcher.group(1) != null) ? -ticks : ticks);
	}

	private static long number(@Nullable String digits) {
		return (digits != null) ? Long.parseLong(digits) : 0;
	}

	private static ClrException invalidFormat() {
		return new ClrException("System.FormatException", "The format is not one of a time span.");
	}

	private record Parts(long days, long hours, long minutes, long seconds, long fraction) {

		static Parts of(long ticks) {
			return new Parts(Math.abs(ticks / TimeSpan.TICKS_PER_DAY), Math.abs((ticks / TimeSpan.TICKS_PER_HOUR) % 24),
					Math.abs((ticks / TimeSpan.TICKS_PER_MINUTE) % 60),
					Math.abs((ticks / TimeSpan.TICKS_PER_SECOND) % 60), Math.abs(ticks % TimeSpan.TICKS_PER_SECOND));
		}

	}

}
