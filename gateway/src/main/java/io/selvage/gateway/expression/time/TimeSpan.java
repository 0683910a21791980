package io.selvage.gateway.expression.time;

import java.time.Duration;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Formattable;
import org.jspecify.annotations.Nullable;

/**
 * An interval (System.TimeSpan).
 *
 * @param ticks its length in units of 100 ns; may be negative
 */
public record TimeSpan(long ticks) implements Comparable<TimeSpan>, Formattable {

	public static final long TICKS_PER_MILLISECOND = 10_000L;

	public static final long TICKS_PER_SECOND = 10_000_000L;

	public static final long TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND;

	public static final long TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE;

	public static final long TICKS_PER_DAY = 24 * TICKS_PER_HOUR;

	public static final TimeSpan ZERO = new TimeSpan(0);

	public static final TimeSpan MIN_VALUE = new TimeSpan(Long.MIN_VALUE);

	public static final TimeSpan MAX_VALUE = new TimeSpan(Long.MAX_VALUE);

	/**
	 * Creates an interval of days, hours, minutes, seconds and milliseconds.
	 * @param days the days
	 * @param hours the hours
	 * @param minutes the minutes
	 * @param seconds the seconds
	 * @param milliseconds the milliseconds
	 * @return the sum of them
	 */
	public static TimeSpan of(int days, int hours, int minutes, int seconds, int milliseconds) {
		try {
			long millis = ((days * 3600L * 24 + hours * 3600L + minutes * 60L + seconds) * 1000L) + milliseconds;
			return new TimeSpan(Math.multiplyExact(millis, TICKS_PER_MILLISECOND));
		}
		catch (ArithmeticException ex) {
			throw new ClrException("System.ArgumentOutOfRangeException",
					"The time span does not fit into 64 bits of ticks.");
		}
	}

	public static TimeSpan of(Duration duration) {
		return new TimeSpan(duration.toNanos() / 100);
	}

	public static TimeSpan fromDays(double value) {
		return interval(value, 86_400_000);
	}

	public static TimeSpan fromHours(double value) {
		return interval(value, 3_600_000);
	}

	public static TimeSpan fromMinutes(double value) {
		return interval(value, 60_000);
	}

	public static TimeSpan fromSeconds(double value) {
		return interval(value, 1000);
	}

	public static TimeSpan fromMilliseconds(double value) {
		return interval(value, 1);
	}

	/** As in .NET Framework, fractions are rounded to whole milliseconds. */
	private static TimeSpan interval(double value, int millis) {
		if (Double.isNaN(value)) {
			throw new ClrException("System.ArgumentException", "A time span cannot be made of NaN.");
		}
		double total = value * millis + ((value >= 0) ? 0.5 : -0.5);
		if (total > Long.MAX_VALUE / TICKS_PER_MILLISECOND || total < Long.MIN_VALUE / TICKS_PER_MILLISECOND) {
			throw overflow();
		}
		return new TimeSpan((long) total * TICKS_PER_MILLISECOND);
	}

	public static TimeSpan parse(@Nullable String text) {
		return TimeSpanFormat.parse(text);
	}

	/**
	 * Reads an interval.
	 * @param text the text
	 * @return null if it is not one
	 */
	public static @Nullable TimeSpan tryParse(@Nullable String text) {
		try {
			return (text == null) ? null : TimeSpanFormat.parse(text);
		}
		catch (ClrException ex) {
			return null;
		}
	}

	public int days() {
		return (int) (this.ticks / TICKS_PER_DAY);
	}

	public int hours() {
		return (int) ((this.ticks / TICKS_PER_HOUR) % 24);
	}

	public int minutes() {
		return (int) ((this.ticks / TICKS_PER_MINUTE) % 60);
	}

	public int seconds() {
		return (int) ((this.ticks / TICKS_PER_SECOND) % 60);
	}

	public int milliseconds() {
		return (int) ((this.ticks / TICKS_PER_MILLISECOND) % 1000);
	}

	public double totalDays() {
		return this.ticks * (1.0 / TICKS_PER_DAY);
	}

	public double totalHours() {
		return this.ticks * (1.0 / TICKS_PER_HOUR);
	}

	public double totalMinutes() {
		return this.ticks * (1.0 / TICKS_PER_MINUTE);
	}

	public double totalSeconds() {
		return this.ticks * (1.0 / TICKS_PER_SECOND);
	}

	public double totalMilliseconds() {
		return this.ticks * (1.0 / TICKS_PER_MILLISECOND);
	}

	public TimeSpan add(TimeSpan other) {
		try {
			return new TimeSpan(Math.addExact(this.ticks, other.ticks));
		}
		catch (ArithmeticException ex) {
			throw overflow();
		}
	}

	public TimeSpan subtract(TimeSpan other) {
		try {
			return new TimeSpan(Math.subtractExact(this.ticks, other.ticks));
		}
		catch (ArithmeticException ex) {
			throw overflow();
		}
	}

	public TimeSpan negate() {
		if (this.ticks == Long.MIN_VALUE) {
			throw overflow();
		}
		return new TimeSpan(-this.ticks);
	}

	public TimeSpan duration() {
		return (this.ticks < 0) ? negate() : this;
	}

	private static ClrException overflow() {
		return new ClrException("System.OverflowException", "The time span does not fit into 64 bits of ticks.");
	}

	@Override
	public int compareTo(TimeSpan other) {
		return Long.compare(this.ticks, other.ticks);
	}

	@Override
	public int hashCode() {
		return (int) this.ticks ^ (int) (this.ticks >> 32);
	}

	@Override
	public String toString() {
		return TimeSpanFormat.format(this.ticks, "c");
	}

	@Override
	public String format(@Nullable String format) {
		return TimeSpanFormat.format(this.ticks, (format == null || format.isEmpty()) ? "c" : format);
	}

}
