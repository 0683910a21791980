package io.selvage.gateway.expression.time;

import java.time.Instant;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Formattable;
import org.jspecify.annotations.Nullable;

/**
 * A point in time with the offset of the clock that showed it (System.DateTimeOffset).
 * Two of them are equal when they are the same point in time.
 */
public final class DateTimeOffset implements Comparable<DateTimeOffset>, Formattable {

	public static final DateTimeOffset MIN_VALUE = new DateTimeOffset(DateTime.MIN_VALUE, TimeSpan.ZERO);

	public static final DateTimeOffset MAX_VALUE = new DateTimeOffset(DateTime.MAX_VALUE, TimeSpan.ZERO);

	private final DateTime clock;

	private final TimeSpan offset;

	/**
	 * Creates a point in time.
	 * @param clock what the clock shows
	 * @param offset its offset from UTC: whole minutes, at most 14 hours either way
	 */
	public DateTimeOffset(DateTime clock, TimeSpan offset) {
		if (offset.ticks() % TimeSpan.TICKS_PER_MINUTE != 0) {
			throw new ClrException("System.ArgumentException", "The offset is not in whole minutes.");
		}
		if (Math.abs(offset.ticks()) > 14 * TimeSpan.TICKS_PER_HOUR) {
			throw DateTime.outOfRange("The offset exceeds 14 hours.");
		}
		if (clock.kind() != DateTimeKind.UNSPECIFIED && offset.ticks() != 0) {
			throw new ClrException("System.ArgumentException", "The offset of a UTC or local date must be zero here.");
		}
		this.clock = clock.withKind(DateTimeKind.UNSPECIFIED);
		this.offset = offset;
		new DateTime(utcTicks(), DateTimeKind.UTC);
	}

	public static DateTimeOffset of(DateTime clock) {
		return new DateTimeOffset(clock, TimeSpan.ZERO);
	}

	public static DateTimeOffset now() {
		return of(DateTime.utcNow());
	}

	public static DateTimeOffset fromUnixTimeSeconds(long seconds) {
		if (seconds < -62_135_596_800L || seconds > 253_402_300_799L) {
			throw DateTime.outOfRange("The seconds lie outside of the years 1 to 9999.");
		}
		return of(DateTime.of(Instant.ofEpochSecond(seconds)));
	}

	public static DateTimeOffset fromUnixTimeMilliseconds(long millis) {
		if (millis < -62_135_596_800_000L || millis > 253_402_300_799_999L) {
			throw DateTime.outOfRange("The milliseconds lie outside of the years 1 to 9999.");
		}
		return of(DateTime.of(Instant.ofEpochMilli(millis)));
	}

	public static DateTimeOffset parse(@Nullable String text) {
		return DateTimeParser.parse(text).toDateTimeOffset();
	}

	public DateTime dateTime() {
		return this.clock;
	}

	public DateTime utcDateTime() {
		return new DateTime(utcTicks(), DateTimeKind.UTC);
	}

	public DateTime localDateTime() {
		return new DateTime(utcTicks(), DateTimeKind.LOCAL);
	}

	public TimeSpan offset() {
		return this.offset;
	}

	public long utcTicks() {
		return this.clock.ticks() - this.offset.ticks();
	}

	public DateTimeOffset toOffset(TimeSpan other) {
		return new DateTimeOffset(new DateTime(utcTicks() + other.ticks(), DateTimeKind.UNSPECIFIED), other);
	}

	public DateTimeOffset withClock(DateTime other) {
		return new DateTimeOffset(other.withKind(DateTimeKind.UNSPECIFIED), this.offset);
	}

	public TimeSpan subtract(DateTimeOffset other) {
		return new TimeSpan(utcTicks() - other.utcTicks());
	}

	public long toUnixTimeSeconds() {
		return Math.floorDiv(utcTicks(), TimeSpan.TICKS_PER_SECOND)
				- DateTime.UNIX_EPOCH_TICKS / TimeSpan.TICKS_PER_SECOND;
	}

	public long toUnixTimeMilliseconds() {
		return Math.floorDiv(utcTicks(), TimeSpan.TICKS_PER_MILLISECOND)
				- DateTime.UNIX_EPOCH_TICKS / TimeSpan.TICKS_PER_MILLISECOND;
	}

	@Override
	public int compareTo(DateTimeOffset other) {
		return Long.compare(utcTicks(), other.utcTicks());
	}

	public boolean equalsExact(DateTimeOffset other) {
		return equals(other) && this.offset.equals(other.offset);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DateTimeOffset that && utcTicks() == that.utcTicks();
	}

	@Override
	public int hashCode() {
		return utcDateTime().hashCode();
	}

	@Override
	public String toString() {
		return format(null);
	}

	@Override
	public String format(@Nullable String format) {
		return DateTimeFormat.format(this.clock, this.offset,
				(format == null || format.isEmpty()) ? "MM/dd/yyyy HH:mm:ss zzz" : format);
	}

}
