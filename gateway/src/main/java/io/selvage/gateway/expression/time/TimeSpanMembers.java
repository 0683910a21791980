package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.TimeSpan.
 */
final class TimeSpanMembers {

	private TimeSpanMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder type = types.defineStruct("System.TimeSpan", TimeSpan.class, TimeSpan.ZERO);
		type.constructor("TimeSpan()", () -> TimeSpan.ZERO)
			.constructor("TimeSpan(long ticks)", (Long ticks) -> new TimeSpan(ticks))
			.constructor("TimeSpan(int hours, int minutes, int seconds)",
					(Integer hours, Integer minutes, Integer seconds) -> TimeSpan.of(0, hours, minutes, seconds, 0))
			.constructCall("TimeSpan(int days, int hours, int minutes, int seconds)",
					(in) -> TimeSpan.of(in.<Integer>argument(0), in.<Integer>argument(1), in.<Integer>argument(2),
							in.<Integer>argument(3), 0))
			.constructCall("TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds)",
					(in) -> TimeSpan.of(in.<Integer>argument(0), in.<Integer>argument(1), in.<Integer>argument(2),
							in.<Integer>argument(3), in.<Integer>argument(4)));
		type.property("static TimeSpan Zero", () -> TimeSpan.ZERO)
			.property("static TimeSpan MinValue", () -> TimeSpan.MIN_VALUE)
			.property("static TimeSpan MaxValue", () -> TimeSpan.MAX_VALUE)
			.constant("long TicksPerDay", TimeSpan.TICKS_PER_DAY)
			.constant("long TicksPerHour", TimeSpan.TICKS_PER_HOUR)
			.constant("long TicksPerMinute", TimeSpan.TICKS_PER_MINUTE)
			.constant("long TicksPerSecond", TimeSpan.TICKS_PER_SECOND)
			.constant("long TicksPerMillisecond", TimeSpan.TICKS_PER_MILLISECOND)
			.intProperty("int Days", (TimeSpan span) -> span.days())
			.intProperty("int Hours", (TimeSpan span) -> span.hours())
			.intProperty("int Minutes", (TimeSpan span) -> span.minutes())
			.intProperty("int Seconds", (TimeSpan span) -> span.seconds())
			.intProperty("int Milliseconds", (TimeSpan span) -> span.milliseconds())
			.property("long Ticks", (TimeSpan span) -> span.ticks())
			.property("double TotalDays", (TimeSpan span) -> span.totalDays())
			.property("double TotalHours", (TimeSpan span) -> span.totalHours())
			.property("double TotalMinutes", (TimeSpan span) -> span.totalMinutes())
			.property("double TotalSeconds", (TimeSpan span) -> span.totalSeconds())
			.property("double TotalMilliseconds", (TimeSpan span) -> span.totalMilliseconds());
		type.method("static TimeSpan FromDays(double value)", (Double value) -> TimeSpan.fromDays(value))
			.method("static TimeSpan FromHours(double value)", (Double value) -> TimeSpan.fromHours(value))
			.method("static TimeSpan FromMinutes(double value)", (Double value) -> TimeSpan.fromMinutes(value))
			.method("static TimeSpan FromSeconds(double value)", (Double value) -> TimeSpan.fromSeconds(value))
			.method("static TimeSpan FromMilliseconds(double value)",
					(Double value) -> TimeSpan.fromMilliseconds(value))
			.method("static TimeSpan FromTicks(long value)", (Long value) -> new TimeSpan(value))
			.method("static TimeSpan Parse(string s)", (@Nullable String text) -> TimeSpan.parse(text))
			.method("static bool TryParse(string s, out TimeSpan result)", TimeSpanMembers::tryParse)
			.method("string ToString()", (TimeSpan span) -> span.toString())
			.method("string ToString(string format)", (TimeSpan span, @Nullable String format) -> span.format(format));
		type.method("TimeSpan Multiply(double factor)", (TimeSpan span, Double factor) -> times(span, factor))
			.method("TimeSpan Divide(double divisor)", (TimeSpan span, Double divisor) -> divide(span, divisor))
			.method("double Divide(TimeSpan ts)",
					(TimeSpan span, TimeSpan other) -> (double) span.ticks() / other.ticks())
			.method("static TimeSpan operator *(TimeSpan timeSpan, double factor)",
					(TimeSpan span, Double factor) -> times(span, factor))
			.method("static TimeSpan operator *(double factor, TimeSpan timeSpan)",
					(Double factor, TimeSpan span) -> times(span, factor))
			.method("static TimeSpan operator /(TimeSpan timeSpan, double divisor)",
					(TimeSpan span, Double divisor) -> divide(span, divisor))
			.method("static double operator /(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> (double) span.ticks() / other.ticks())
			.method("int CompareTo(object value)", TimeSpanMembers::compareTo);
		operators(type);
	}

	private static void operators(TypeBuilder type) {
		type.method("TimeSpan Add(TimeSpan ts)", (TimeSpan span, TimeSpan other) -> span.add(other))
			.method("TimeSpan Subtract(TimeSpan ts)", (TimeSpan span, TimeSpan other) -> span.subtract(other))
			.method("TimeSpan Negate()", (TimeSpan span) -> span.negate())
			.method("TimeSpan Duration()", (TimeSpan span) -> span.duration())
			.method("int CompareTo(TimeSpan value)", (TimeSpan span, TimeSpan other) -> span.compareTo(other))
			.method("static int Compare(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.compareTo(other))
			.method("bool Equals(TimeSpan obj)", (TimeSpan span, TimeSpan other) -> span.equals(other))
			.method("static bool Equals(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.equals(other))
			.method("static TimeSpan operator +(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.add(other))
			.method("static TimeSpan operator -(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.subtract(other))
			.method("static TimeSpan operator -(TimeSpan t)", (TimeSpan span) -> span.negate())
			.method("static TimeSpan operator +(TimeSpan t)", (TimeSpan span) -> span)
			.method("static bool operator ==(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.equals(other))
			.method("static bool operator !=(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> !span.equals(other))
			.method("static bool operator <(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.compareTo(other) < 0)
			.method("static bool operator <=(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.compareTo(other) <= 0)
			.method("static bool operator >(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.compareTo(other) > 0)
			.method("static bool operator >=(TimeSpan t1, TimeSpan t2)",
					(TimeSpan span, TimeSpan other) -> span.compareTo(other) >= 0);
	}

	private static TimeSpan times(TimeSpan span, double factor) {
		if (Double.isNaN(factor)) {
			throw ClrException.argument("TimeSpan does not accept floating point Not-a-Number values.");
		}
		double ticks = Math.rint(span.ticks() * factor);
		if (Double.isNaN(ticks) || Math.abs(ticks) > Long.MAX_VALUE) {
			throw ClrException.overflow("TimeSpan overflowed because the duration is too long.");
		}
		return new TimeSpan((long) ticks);
	}

	private static TimeSpan divide(TimeSpan span, double divisor) {
		if (Double.isNaN(divisor)) {
			throw ClrException.argument("TimeSpan does not accept floating point Not-a-Number values.");
		}
		return times(new TimeSpan(1), span.ticks() / divisor);
	}

	private static int compareTo(TimeSpan span, @Nullable Object other) {
		if (other != null && !(other instanceof TimeSpan)) {
			throw ClrException.argument("Object must be of type TimeSpan.");
		}
		return (other instanceof TimeSpan value) ? span.compareTo(value) : 1;
	}

	private static boolean tryParse(@Nullable String text, Out<TimeSpan> result) {
		TimeSpan parsed = TimeSpan.tryParse(text);
		result.set((parsed != null) ? parsed : TimeSpan.ZERO);
		return parsed != null;
	}

}
