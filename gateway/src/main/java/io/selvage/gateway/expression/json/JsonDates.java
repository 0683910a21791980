package io.selvage.gateway.expression.json;

import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeKind;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes strings that Json.NET reads as dates: {@code 2020-05-19T07:29:54Z} with or
 * without fraction and offset, and {@code /Date(1589873394000)/}.
 */
final class JsonDates {

	private JsonDates() {
	}

	static @Nullable DateTime parse(String text) {
		try {
			if (text.length() >= 19 && text.length() <= 40 && text.charAt(10) == 'T' && digit(text.charAt(0))) {
				return iso(text);
			}
			if (text.startsWith("/Date(") && text.endsWith(")/")) {
				return ticks(text.substring(6, text.length() - 2));
			}
			return null;
		}
		catch (ClrException | NumberFormatException ex) {
			return null;
		}
	}

	private static boolean digit(char c) {
		return c >= '0' && c <= '9';
	}

	private static @Nullable DateTime iso(String text) {
		if (text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(13) != ':' || text.charAt(16) != ':') {
			return null;
		}
		int at = 19;
		long fraction = 0;
		if (at < text.length() && text.charAt(at) == '.') {
			int start = ++at;
			while (at < text.length() && digit(text.charAt(at))) {
				at++;
			}
			if (at == start || at - start > 7) {
				return null;
			}
			fraction = Long.parseLong((text.substring(start, at) + "0000000").substring(0, 7));
		}
		int hour = number(text, 11, 13);
		boolean midnight = hour == 24 && number(text, 14, 16) == 0 && number(text, 17, 19) == 0 && fraction == 0;
		long time = DateTime.timeOfDay(midnight ? 0 : hour, number(text, 14, 16), number(text, 17, 19), 0) + fraction;
		DateTime date = DateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), time,
				DateTimeKind.UNSPECIFIED);
		return zoned(midnight ? date.addDays(1) : date, text.substring(at));
	}

	private static int number(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			if (!digit(text.charAt(i))) {
				throw new NumberFormatException(text);
			}
		}
		return Integer.parseInt(text, start, end, 10);
	}

	private static @Nullable DateTime zoned(DateTime date, String zone) {
		if (zone.isEmpty()) {
			return date;
		}
		if (zone.equals("Z")) {
			return date.withKind(DateTimeKind.UTC);
		}
		Long offset = offset(zone);
		return (offset != null) ? date.addTicks(-offset).withKind(DateTimeKind.LOCAL) : null;
	}

	/** Reads +HH, +HHmm or +HH:mm. */
	private static @Nullable Long offset(String zone) {
		char sign = zone.charAt(0);
		String digits = zone.substring(1).replace(":", "");
		boolean colon = zone.length() == 6 && zone.charAt(3) == ':';
		if ((sign != '+' && sign != '-') || !(zone.length() == 3 || zone.length() == 5 || colon)) {
			return null;
		}
		int hours = number(digits, 0, 2);
		int minutes = (digits.length() == 4) ? number(digits, 2, 4) : 0;
		if (hours > 14 || minutes > 59 || (digits.length() != 2 && digits.length() != 4)) {
			return null;
		}
		long ticks = (hours * 60L + minutes) * TimeSpan.TICKS_PER_MINUTE;
		return (sign == '-') ? -ticks : ticks;
	}

	private static @Nullable DateTime ticks(String text) {
		int zone = Math.max(text.indexOf('+'), text.indexOf('-', 1));
		long millis = Long.parseLong((zone > 0) ? text.substring(0, zone) : text);
		DateTime date = DateTime.of(1970, 1, 1, DateTimeKind.UTC)
			.addTicks(Math.multiplyExact(millis, TimeSpan.TICKS_PER_MILLISECOND));
		if (zone > 0) {
			return (offset(text.substring(zone)) != null) ? date.withKind(DateTimeKind.LOCAL) : null;
		}
		return date;
	}

}
