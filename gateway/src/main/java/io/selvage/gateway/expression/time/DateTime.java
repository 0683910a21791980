package io.selvage.gateway.expression.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Formattable;
import org.jspecify.annotations.Nullable;

/**
 * A date and time of the proleptic Gregorian calendar (System.DateTime). Two of them are
 * equal when their clocks show the same, whatever their kind. Local time is UTC, as in
 * Azure.
 */
public final class DateTime implements Comparable<DateTime>, Formattable {

	public static final long MAX_TICKS = 3_155_378_975_999_999_999L;

	public static final DateTime MIN_VALUE = new DateTime(0, DateTimeKind.UNSPECIFIED);

	public static final DateTime MAX_VALUE = new DateTime(MAX_TICKS, DateTimeKind.UNSPECIFIED);

	/** Ticks of 1970-01-01. */
	static final long UNIX_EPOCH_TICKS = 621_355_968_000_000_000L;

	private static final long EPOCH_DAY = 719_162;

	private final long ticks;

	private final DateTimeKind kind;

	/**
	 * Creates a date.
	 * @param ticks units of 100 ns since 0001-01-01T00:00:00
	 * @param kind what the clock shows
	 */
	public DateTime(long ticks, DateTimeKind kind) {
		if (ticks < 0 || ticks > MAX_TICKS) {
			throw outOfRange("The ticks lie outside of the years 1 to 9999.");
		}
		this.ticks = ticks;
		this.kind = kind;
	}

	public static DateTime of(int year, int month, int day, DateTimeKind kind) {
		return of(year, month, day, 0, kind);
	}

	/**
	 * Creates a date and time.
	 * @param year 1 to 9999
	 * @param month 1 to 12
	 * @param day 1 to the last of the month
	 * @param timeOfDay the time since midnight in ticks
	 * @param kind what the clock shows
	 * @return the date
	 */
	public static DateTime of(int year, int month, int day, long timeOfDay, DateTimeKind kind) {
		if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
				|| day > YearMonth.of(year, month).lengthOfMonth()) {
			throw outOfRange("Year, month and day do not name a day.");
		}
		return new DateTime(
				(LocalDate.of(year, month, day).toEpochDay() + EPOCH_DAY) * TimeSpan.TICKS_PER_DAY + timeOfDay, kind);
	}

	/**
	 * Returns the ticks of a time of day.
	 * @param hour 0 to 23
	 * @param minute 0 to 59
	 * @param second 0 to 59
	 * @param millisecond 0 to 999
	 * @return the ticks since midnight
	 */
	public static long timeOfDay(int hour, int minute, int second, int millisecond) {
		if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || millisecond < 0
				|| millisecond > 999) {
			throw outOfRange("Hour, minute, second and millisecond do not name a time of day.");
		}
		return ((hour * 60L + minute) * 60 + second) * TimeSpan.TICKS_PER_SECOND
				+ millisecond * TimeSpan.TICKS_PER_MILLISECOND;
	}

	public static DateTime of(Instant instant) {
		return new DateTime(UNIX_EPOCH_TICKS + Math
			.addExact(Math.multiplyExact(instant.getEpochSecond(), TimeSpan.TICKS_PER_SECOND), instant.getNano() / 100),
				DateTimeKind.UTC);
	}

	public static DateTime utcNow() {
		return of(Instant.now());
	}

	public static DateTime now() {
		return utcNow().withKind(DateTimeKind.LOCAL);
	}

	public static DateTime today() {
		return now().date();
	}

	public static DateTime parse(@Nullable String text) {
		return DateTimeParser.parse(text).toDateTime();
	}

	public static boolean isLeapYear(int year) {
		if (year < 1 || year > 9999) {
			throw outOfRange("The year lies outside of 1 to 9999.");
		}
		return Year.isLeap(year);
	}

	public static int daysInMonth(int year, int month) {
		if (year < 1 || year > 9999 || month < 1 || month > 12) {
			throw outOfRange("The month lies outside of 1 to 12 or the year outside of 1 to 9999.");
		}
		return YearMonth.of(year, month).lengthOfMonth();
	}

	public long ticks() {
		return this.ticks;
	}

	public DateTimeKind kind() {
		return this.kind;
	}

	public DateTime withKind(DateTimeKind other) {
		return new DateTime(this.ticks, other);
	}

	public Instant toInstant() {
		long since = this.ticks - UNIX_EPOCH_TICKS;
		return Instant.ofEpochSecond(Math.floorDiv(since, TimeSpan.TICKS_PER_SECOND),
				Math.floorMod(since, TimeSpan.TICKS_PER_SECOND) * 100);
	}

	LocalDateTime toLocal() {
		return LocalDateTime.ofInstant(toInstant(), ZoneOffset.UTC);
	}

	private LocalDate localDate() {
		return LocalDate.ofEpochDay(this.ticks / TimeSpan.TICKS_PER_DAY - EPOCH_DAY);
	}

	public int year() {
		return localDate().getYear();
	}

	public int month() {
		return localDate().getMonthValue();
	}

	public int day() {
		return localDate().getDayOfMonth();
	}

	public int dayOfYear() {
		return localDate().getDayOfYear();
	}

	public DayOfWeek dayOfWeek() {
		return DayOfWeek.values()[localDate().getDayOfWeek().getValue() % 7];
	}

	public TimeSpan timeOfDay() {
		return new TimeSpan(this.ticks % TimeSpan.TICKS_PER_DAY);
	}

	public int hour() {
		return timeOfDay().hours();
	}

	public int minute() {
		return timeOfDay().minutes();
	}

	public int second() {
		return timeOfDay().seconds();
	}

	public int millisecond() {
		return timeOfDay().milliseconds();
	}

	public DateTime date() {
		return new DateTime(this.ticks - this.ticks % TimeSpan.TICKS_PER_DAY, this.kind);
	}

	public DateTime addTicks(long value) {
		long sum = this.ticks + value;
		if (((this.ticks ^ sum) & (value ^ sum)) < 0) {
			throw outOfRange("The result lies outside of the years 1 to 9999.");
		}
		return new DateTime(sum, this.kind);
	}

	public DateTime add(TimeSpan value) {
		return addTicks(value.ticks());
	}

	public DateTime subtract(TimeSpan value) {
		return addTicks(value.negate().ticks());
	}

	public TimeSpan subtract(DateTime other) {
		return new TimeSpan(this.ticks - other.ticks);
	}

	/**
	 * Adds a number of units; as in .NET Framework, fractions are rounded to
	 * milliseconds.
	 * @param value how many
	 * @param millis the unit in milliseconds
	 * @return the later (or earlier) time
	 */
	public DateTime addUnits(double value, int millis) {
		double total = value * millis + ((value >= 0) ? 0.5 : -0.5);
		if (!(total > -315_537_897_600_000.0 && total < 315_537_897_600_000.0)) {
			throw outOfRange("The value added lies outside of what a date can hold.");
		}
		return addTicks((long) total * TimeSpan.TICKS_PER_MILLISECOND);
	}

	public DateTime addDays(double value) {
		return addUnits(value, 86_400_000);
	}

	public DateTime addHours(double value) {
		return addUnits(value, 3_600_000);
	}

	public DateTime addMinutes(double value) {
		return addUnits(value, 60_000);
	}

	public DateTime addSeconds(double value) {
		return addUnits(value, 1000);
	}

	public DateTime addMilliseconds(double value) {
		return addUnits(value, 1);
	}

	public DateTime addMonths(int months) {
		if (months < -120_000 || months > 120_000) {
			throw outOfRange("The months added lie outside of -120000 to 120000.");
		}
		LocalDate date = localDate().plusMonths(months);
		if (date.getYear() < 1 || date.getYear() > 9999) {
			throw outOfRange("The result lies outside of the years 1 to 9999.");
		}
		return of(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), timeOfDay().ticks(), this.kind);
	}

	public DateTime addYears(int years) {
		if (years < -10_000 || years > 10_000) {
			throw outOfRange("The years added lie outside of -10000 to 10000.");
		}
		return addMonths(years * 12);
	}

	public DateTime toUniversalTime() {
		return withKind(DateTimeKind.UTC);
	}

	public DateTime toLocalTime() {
		return withKind(DateTimeKind.LOCAL);
	}

	static ClrException outOfRange(String message) {
		return new ClrException("System.ArgumentOutOfRangeException", message);
	}

	@Override
	public int compareTo(DateTime other) {
		return Long.compare(this.ticks, other.ticks);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DateTime that && this.ticks == that.ticks;
	}

	@Override
	public int hashCode() {
		return (int) this.ticks ^ (int) (this.ticks >> 32);
	}

	@Override
	public String toString() {
		return format(null);
	}

	@Override
	public String format(@Nullable String format) {
		return DateTimeFormat.format(this, null, (format == null || format.isEmpty()) ? "G" : format);
	}

}
