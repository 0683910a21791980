package io.selvage.gateway.expression.time;

import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date that must have the shape of one format (ParseExact).
 */
final class DateTimeExactParser {

	private final String text;

	private final String format;

	private int at;

	private int year = -1;

	private int month = 1;

	private int day = 1;

	private int hour;

	private int minute;

	private int second;

	private long fraction;

	private int half = -1;

	private boolean dated;

	private @Nullable Long offset;

	private boolean zulu;

	private DateTimeExactParser(String text, String format) {
		this.text = text;
		this.format = format;
	}

	static ParsedDate parse(@Nullable String text, @Nullable String format) {
		if (text == null || format == null) {
			throw new ClrException("System.ArgumentNullException", "The date text or its format is null.");
		}
		String pattern = (format.length() == 1) ? standard(format.charAt(0)) : format;
		return new DateTimeExactParser(text, pattern).parse();
	}

	private static String standard(char letter) {
		return switch (letter) {
			case 'o', 'O' -> "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";
			case 'r', 'R' -> "ddd, dd MMM yyyy HH:mm:ss 'GMT'K";
			case 'u' -> "yyyy-MM-dd HH:mm:ssK";
			default -> DateTimeFormat.pattern(letter);
		};
	}

	private ParsedDate parse() {
		int i = 0;
		while (i < this.format.length()) {
			char c = this.format.charAt(i);
			int run = FormatScanner.run(this.format, i);
			switch (c) {
				case 'y' -> {
					this.year = digits((run <= 2) ? 1 : run, (run <= 2) ? 2 : Math.max(run, 4));
					this.year += (run > 2) ? 0 : (this.year <= 29) ? 2000 : 1900;
					this.dated = true;
				}
				case 'M' -> {
					this.month = (run <= 2) ? digits(run, 2) : name(DateTimeFormat.MONTHS, run) + 1;
					this.dated = true;
				}
				case 'd' -> {
					if (run <= 2) {
						this.day = digits(run, 2);
						this.dated = true;
					}
					else {
						name(DateTimeFormat.DAYS, run);
					}
				}
				case 'H', 'h' -> this.hour = digits(Math.min(run, 2), 2);
				case 'm' -> this.minute = digits(Math.min(run, 2), 2);
				case 's' -> this.second = digits(Math.min(run, 2), 2);
				case 'f', 'F' -> fraction(run, c == 'F');
				case 't' -> half(run);
				case 'z' -> this.offset = offset(run > 2);
				case 'K' -> {
					run = 1;
					kind();
				}
				case '\'', '"' -> {
					StringBuilder literal = new StringBuilder();
					i = FormatScanner.quoted(this.format, i, literal);
					literal(literal.toString());
					run = 0;
				}
				case '%' -> run = 1;
				case '\\' -> {
					literal(this.format.substring(i + 1, Math.min(i + 2, this.format.length())));
					run = 2;
				}
				default -> {
					if (c == '.' && this.at >= this.text.length() && this.format.startsWith("F", i + 1)) {
						run = FormatScanner.run(this.format, i + 1) + 1;
					}
					else {
						literal(String.valueOf(c));
						run = 1;
					}
				}
			}
			i += run;
		}
		if (this.at != this.text.length()) {
			throw invalid();
		}
		return resolve();
	}

	private ParsedDate resolve() {
		if (this.half >= 0) {
			this.hour = this.hour % 12 + this.half;
		}
		try {
			DateTime today = DateTime.today();
			DateTime date = this.dated ? DateTime.of((this.year >= 0) ? this.year : today.year(), this.month, this.day,
					DateTimeKind.UNSPECIFIED) : today;
			long clock = DateTime.timeOfDay(this.hour, this.minute, this.second, 0) + this.fraction;
			return new ParsedDate(date.ticks() + clock, this.offset, this.zulu);
		}
		catch (ClrException ex) {
			throw invalid();
		}
	}

	private int digits(int least, int most) {
		int start = this.at;
		while (this.at < this.text.length() && this.at - start < most && Character.isDigit(this.text.charAt(this.at))) {
			this.at++;
		}
		if (this.at - start < least || this.at == start) {
			throw invalid();
		}
		return Integer.parseInt(this.text.substring(start, this.at));
	}

	private void fraction(int run, boolean optional) {
		int start = this.at;
		while (this.at < this.text.length() && this.at - start < run && Character.isDigit(this.text.charAt(this.at))) {
			this.at++;
		}
		if (!optional && this.at - start < run) {
			throw invalid();
		}
		this.fraction = Long.parseLong((this.text.substring(start, this.at) + "0000000").substring(0, 7));
	}

	private int name(List<String> names, int run) {
		for (int i = 0; i < names.size(); i++) {
			String name = (run == 3) ? names.get(i).substring(0, 3) : names.get(i);
			if (this.text.regionMatches(true, this.at, name, 0, name.length())) {
				this.at += name.length();
				return i;
			}
		}
		throw invalid();
	}

	private void half(int run) {
		boolean morning = this.text.regionMatches(true, this.at, "A", 0, 1);
		literal((morning ? "AM" : "PM").substring(0, Math.min(run, 2)));
		this.half = morning ? 0 : 12;
	}

	private void kind() {
		if (this.at >= this.text.length()) {
			return;
		}
		if (this.text.charAt(this.at) == 'Z') {
			this.at++;
			this.offset = 0L;
			this.zulu = true;
		}
		else {
			this.offset = offset(true);
		}
	}

	private long offset(boolean minutes) {
		if (this.at < this.text.length() && this.text.charAt(this.at) == 'Z') {
			this.at++;
			this.zulu = true;
			return 0;
		}
		boolean negative = this.at < this.text.length() && this.text.charAt(this.at) == '-';
		literal(negative ? "-" : "+");
		long total = digits(1, 2) * 60L;
		if (minutes) {
			literal(":");
			total += digits(2, 2);
		}
		return (negative ? -total : total) * TimeSpan.TICKS_PER_MINUTE;
	}

	private void literal(String expected) {
		if (!this.text.regionMatches(true, this.at, expected, 0, expected.length())) {
			throw invalid();
		}
		this.at += expected.length();
	}

	private static ClrException invalid() {
		return new ClrException("System.FormatException", "The text does not have the shape of the format.");
	}

}
