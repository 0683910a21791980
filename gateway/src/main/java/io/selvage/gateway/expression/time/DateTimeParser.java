package io.selvage.gateway.expression.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date in any of the shapes the invariant culture accepts: ISO 8601, RFC 1123,
 * month/day/year, year-month-day, month names, with or without time, AM/PM and offset. It
 * takes the text apart into words and numbers and then judges what they can mean.
 */
final class DateTimeParser {

	private final String text;

	private int at;

	private final List<String> numbers = new ArrayList<>(3);

	private int month;

	private int dayOfWeek = -1;

	private long time = -1;

	private int half = -1;

	private @Nullable Long offset;

	private boolean zulu;

	private DateTimeParser(String text) {
		this.text = text;
	}

	static ParsedDate parse(@Nullable String text) {
		if (text == null) {
			throw new ClrException("System.ArgumentNullException", "The date text is null.");
		}
		return new DateTimeParser(text.strip()).parse();
	}

	/**
	 * Reads a date.
	 * @param text the text
	 * @return null if it is not one
	 */
	static @Nullable ParsedDate tryParse(@Nullable String text) {
		try {
			return (text == null) ? null : parse(text);
		}
		catch (ClrException ex) {
			return null;
		}
	}

	private ParsedDate parse() {
		if (this.text.isEmpty()) {
			throw invalid();
		}
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (isDigit(c)) {
				number();
			}
			else if (Character.isLetter(c)) {
				word();
			}
			else if (isOffset(c)) {
				this.offset = offset();
			}
			else if (c == ' ' || c == ',' || c == '/' || c == '-' || c == '.' || c == '\t') {
				this.at++;
			}
			else {
				throw invalid();
			}
		}
		return resolve();
	}

	private boolean isOffset(char c) {
		return this.offset == null
				&& ((c == '-' && this.time >= 0) || (c == '+' && (this.time >= 0 || this.numbers.size() == 3)));
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private String digits() {
		int start = this.at;
		while (this.at < this.text.length() && isDigit(this.text.charAt(this.at))) {
			this.at++;
		}
		return this.text.substring(start, this.at);
	}

	private void number() {
		String digits = digits();
		if (peek() == ':') {
			clock(digits);
			return;
		}
		int mark = this.at;
		skipBlanks();
		if (this.time < 0 && (matches("AM") || matches("PM"))) {
			this.time = toTicks(value(digits, 23), 0, 0, 0);
			return;
		}
		this.at = mark;
		if (digits.length() > 4 || this.numbers.size() == 3) {
			throw invalid();
		}
		this.numbers.add(digits);
	}

	private void clock(String hour) {
		if (this.time >= 0) {
			throw invalid();
		}
		this.at++;
		int minute = value(digits(), 59);
		int second = 0;
		long fraction = 0;
		if (peek() == ':') {
			this.at++;
			second = value(digits(), 59);
			if (peek() == '.' || peek() == ',') {
				this.at++;
				fraction = fraction(digits());
			}
		}
		this.time = toTicks(value(hour, 23), minute, second, fraction);
	}

	private static long toTicks(int hour, int minute, int second, long fraction) {
		return ((hour * 60L + minute) * 60 + second) * TimeSpan.TICKS_PER_SECOND + fraction;
	}

	/** Digits behind the seventh are rounded. */
	private long fraction(String digits) {
		if (digits.isEmpty()) {
			throw invalid();
		}
		String padded = (digits + "0000000").substring(0, 7);
		long ticks = Long.parseLong(padded);
		return (digits.length() > 7 && digits.charAt(7) >= '5') ? ticks + 1 : ticks;
	}

	private int value(String digits, int most) {
		if (digits.isEmpty() || digits.length() > 2 || Integer.parseInt(digits) > most) {
			throw invalid();
		}
		return Integer.parseInt(digits);
	}

	private void word() {
		int start = this.at;
		while (this.at < this.text.length() && Character.isLetter(this.text.charAt(this.at))) {
			this.at++;
		}
		String word = this.text.substring(start, this.at).toUpperCase(Locale.ROOT);
		switch (word) {
			case "T" -> {
				if (!isDigit(peek())) {
					throw invalid();
				}
			}
			case "Z" -> utc();
			case "GMT" -> {
				utc();
				if (peek() == '+' || peek() == '-') {
					throw invalid();
				}
			}
			case "AM", "A" -> half(0);
			case "PM", "P" -> half(12);
			default -> name(word);
		}
	}

	private void utc() {
		if (this.offset != null) {
			throw invalid();
		}
		this.offset = 0L;
		this.zulu = true;
	}

	private void half(int hours) {
		if (this.half >= 0 || this.time < 0) {
			throw invalid();
		}
		this.half = hours;
	}

	private void name(String word) {
		int named = index(DateTimeFormat.MONTHS, word);
		if (named >= 0 && this.month == 0) {
			this.month = named + 1;
			return;
		}
		int day = index(DateTimeFormat.DAYS, word);
		if (day < 0 || this.dayOfWeek >= 0) {
			throw invalid();
		}
		this.dayOfWeek = day;
	}

	private static int index(List<String> names, String word) {
		for (int i = 0; i < names.size(); i++) {
			String name = names.get(i);
			if (name.equalsIgnoreCase(word) || name.substring(0, 3).equalsIgnoreCase(word)) {
				return i;
			}
		}
		return -1;
	}

	private long offset() {
		boolean negative = this.text.charAt(this.at++) == '-';
		String hours = digits();
		String minutes;
		if (peek() == ':') {
			this.at++;
			minutes = digits();
		}
		else {
			minutes = (hours.length() > 2) ? hours.substring(hours.length() - 2) : "0";
			hours = (hours.length() > 2) ? hours.substring(0, hours.length() - 2) : hours;
		}
		long total = value(hours, 14) * 60L + value(minutes, 59);
		return (negative ? -total : total) * TimeSpan.TICKS_PER_MINUTE;
	}

	private ParsedDate resolve() {
		DateTime day = day();
		if (this.dayOfWeek >= 0 && day.dayOfWeek().ordinal() != this.dayOfWeek) {
			throw new ClrException("System.FormatException", "The day of the week does not fit the date.");
		}
		long ticks = Math.max(this.time, 0);
		if (this.half >= 0) {
			long hour = ticks / TimeSpan.TICKS_PER_HOUR;
			if (hour > 12 && this.half == 0) {
				throw invalid();
			}
			ticks += ((hour % 12 + this.half) - hour) * TimeSpan.TICKS_PER_HOUR;
		}
		return new ParsedDate(day.ticks() + ticks, this.offset, this.zulu);
	}

	private DateTime day() {
		List<String> given = this.numbers;
		DateTime today = DateTime.today();
		if (this.month > 0) {
			return switch (given.size()) {
				case 0 -> day(today.year(), this.month, 1);
				case 1 -> (given.get(0).length() > 2) ? day(number(0), this.month, 1)
						: day(today.year(), this.month, number(0));
				case 2 -> (given.get(0).length() > 2) ? day(number(0), this.month, number(1))
						: day(year(1), this.month, number(0));
				default -> throw invalid();
			};
		}
		return switch (given.size()) {
			case 0 -> {
				if (this.time < 0) {
					throw invalid();
				}
				yield today;
			}
			case 2 -> {
				if (given.get(0).length() > 2) {
					yield day(number(0), number(1), 1);
				}
				yield (given.get(1).length() > 2) ? day(number(1), number(0), 1)
						: day(today.year(), number(0), number(1));
			}
			case 3 ->
				(given.get(0).length() > 2) ? day(number(0), number(1), number(2)) : day(year(2), number(0), number(1));
			default -> throw invalid();
		};
	}

	private int number(int index) {
		return Integer.parseInt(this.numbers.get(index));
	}

	/** Two digits mean 1930 to 2029. */
	private int year(int index) {
		int year = number(index);
		if (this.numbers.get(index).length() > 2) {
			return year;
		}
		return (year <= 29) ? 2000 + year : 1900 + year;
	}

	private DateTime day(int year, int monthOfYear, int dayOfMonth) {
		try {
			return DateTime.of(year, monthOfYear, dayOfMonth, DateTimeKind.UNSPECIFIED);
		}
		catch (ClrException ex) {
			throw new ClrException("System.FormatException", "The text names a day that does not exist.");
		}
	}

	private char peek() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : '\0';
	}

	private void skipBlanks() {
		while (peek() == ' ') {
			this.at++;
		}
	}

	private boolean matches(String word) {
		return this.text.regionMatches(true, this.at, word, 0, word.length());
	}

	private static ClrException invalid() {
		return new ClrException("System.FormatException", "The text is not a date that can be recognized.");
	}

}
