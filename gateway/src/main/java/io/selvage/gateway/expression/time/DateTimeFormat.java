package io.selvage.gateway.expression.time;

import java.time.LocalDateTime;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Writes dates by the standard and custom formats of the invariant culture.
 */
final class DateTimeFormat {

	static final List<String> MONTHS = List.of("January", "February", "March", "April", "May", "June", "July", "August",
			"September", "October", "November", "December");

	static final List<String> DAYS = List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
			"Saturday");

	private DateTimeFormat() {
	}

	/**
	 * Writes a date.
	 * @param clock what the clock shows
	 * @param offset its offset, or null for a {@link DateTime}
	 * @param format a standard format (one letter) or a custom one
	 * @return the text
	 */
	static String format(DateTime clock, @Nullable TimeSpan offset, String format) {
		if (format.length() != 1) {
			return custom(clock, offset, format);
		}
		char standard = format.charAt(0);
		if (offset != null && (standard == 'r' || standard == 'R' || standard == 'u')) {
			return custom(new DateTime(clock.ticks() - offset.ticks(), DateTimeKind.UTC), null, pattern(standard));
		}
		if (standard == 'U') {
			if (offset != null) {
				throw invalid("A DateTimeOffset has no format U.");
			}
			return custom(clock.toUniversalTime(), null, pattern('F'));
		}
		if (offset != null && (standard == 'o' || standard == 'O')) {
			return custom(clock, offset, "yyyy-MM-ddTHH:mm:ss.fffffffzzz");
		}
		return custom(clock, offset, pattern(standard));
	}

	static String pattern(char standard) {
		return switch (standard) {
			case 'd' -> "MM/dd/yyyy";
			case 'D' -> "dddd, dd MMMM yyyy";
			case 'f' -> "dddd, dd MMMM yyyy HH:mm";
			case 'F', 'U' -> "dddd, dd MMMM yyyy HH:mm:ss";
			case 'g' -> "MM/dd/yyyy HH:mm";
			case 'G' -> "MM/dd/yyyy HH:mm:ss";
			case 'm', 'M' -> "MMMM dd";
			case 'o', 'O' -> "yyyy-MM-ddTHH:mm:ss.fffffffK";
			case 'r', 'R' -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
			case 's' -> "yyyy-MM-ddTHH:mm:ss";
			case 't' -> "HH:mm";
			case 'T' -> "HH:mm:ss";
			case 'u' -> "yyyy-MM-dd HH:mm:ss'Z'";
			case 'y', 'Y' -> "yyyy MMMM";
			default -> throw invalid("'" + standard + "' is not a standard date format.");
		};
	}

	private static String custom(DateTime clock, @Nullable TimeSpan offset, String format) {
		LocalDateTime time = clock.toLocal();
		StringBuilder text = new StringBuilder(format.length() + 12);
		int at = 0;
		while (at < format.length()) {
			char c = format.charAt(at);
			int run = FormatScanner.run(format, at);
			switch (c) {
				case 'y' -> year(text, time.getYear(), run);
				case 'M' -> name(text, time.getMonthValue(), run, MONTHS.get(time.getMonthValue() - 1));
				case 'd' -> name(text, time.getDayOfMonth(), run, DAYS.get(clock.dayOfWeek().ordinal()));
				case 'H' -> TimeSpanFormat.pad(text, time.getHour(), Math.min(run, 2));
				case 'h' -> TimeSpanFormat.pad(text, (time.getHour() + 11) % 12 + 1, Math.min(run, 2));
				case 'm' -> TimeSpanFormat.pad(text, time.getMinute(), Math.min(run, 2));
				case 's' -> TimeSpanFormat.pad(text, time.getSecond(), Math.min(run, 2));
				case 'f', 'F' -> {
					if (run > 7) {
						throw invalid("A date has at most seven digits of a second's fraction.");
					}
					int before = text.length();
					FormatScanner.fraction(text, time.getNano() / 100, run, c == 'F');
					if (text.length() == before && before > 0 && text.charAt(before - 1) == '.') {
						text.setLength(before - 1);
					}
				}
				case 't' -> text.append((time.getHour() < 12) ? "AM" : "PM", 0, Math.min(run, 2));
				case 'g' -> text.append("A.D.");
				case 'z' -> zone(text, offset, run);
				case 'K' -> {
					run = 1;
					if (offset != null) {
						zone(text, offset, 3);
					}
					else if (clock.kind() == DateTimeKind.UTC) {
						text.append('Z');
					}
					else if (clock.kind() == DateTimeKind.LOCAL) {
						text.append("+00:00");
					}
				}
				case '\'', '"' -> {
					at = FormatScanner.quoted(format, at, text);
					run = 0;
				}
				case '%' -> {
					if (at + 1 >= format.length() || format.charAt(at + 1) == '%') {
						throw invalid("'%' must be followed by a format letter.");
					}
					text.append(custom(clock, offset, " " + format.charAt(at + 1)).substring(1));
					run = 2;
				}
				case '\\' -> {
					if (at + 1 >= format.length()) {
						throw invalid("A backslash ends the format.");
					}
					text.append(format.charAt(at + 1));
					run = 2;
				}
				default -> {
					text.append(c);
					run = 1;
				}
			}
			at += run;
		}
		return text.toString();
	}

	private static void year(StringBuilder text, int year, int run) {
		TimeSpanFormat.pad(text, (run <= 2) ? year % 100 : year, run);
	}

	private static void name(StringBuilder text, int number, int run, String name) {
		if (run <= 2) {
			TimeSpanFormat.pad(text, number, run);
		}
		else {
			text.append((run == 3) ? name.substring(0, 3) : name);
		}
	}

	private static void zone(StringBuilder text, @Nullable TimeSpan offset, int run) {
		long minutes = (offset != null) ? offset.ticks() / TimeSpan.TICKS_PER_MINUTE : 0;
		text.append((minutes < 0) ? '-' : '+');
		TimeSpanFormat.pad(text, Math.abs(minutes) / 60, Math.min(run, 2));
		if (run > 2) {
			TimeSpanFormat.pad(text.append(':'), Math.abs(minutes) % 60, 2);
		}
	}

	static ClrException invalid(String message) {
		return new ClrException("System.FormatException", message);
	}

}
