package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.DateTime.
 */
final class DateTimeMembers {

	private DateTimeMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder type = types.defineStruct("System.DateTime", DateTime.class, DateTime.MIN_VALUE);
		constructors(type);
		type.property("static DateTime Now", DateTime::now)
			.property("static DateTime UtcNow", DateTime::utcNow)
			.property("static DateTime Today", DateTime::today)
			.property("static DateTime MinValue", () -> DateTime.MIN_VALUE)
			.property("static DateTime MaxValue", () -> DateTime.MAX_VALUE)
			.property("DateTime Date", (DateTime date) -> date.date())
			.intProperty("int Day", (DateTime date) -> date.day())
			.property("DayOfWeek DayOfWeek", (DateTime date) -> TimeTypes.DAY.value(date.dayOfWeek().ordinal()))
			.intProperty("int DayOfYear", (DateTime date) -> date.dayOfYear())
			.intProperty("int Hour", (DateTime date) -> date.hour())
			.property("DateTimeKind Kind", (DateTime date) -> TimeTypes.KIND.value(date.kind().ordinal()))
			.intProperty("int Millisecond", (DateTime date) -> date.millisecond())
			.intProperty("int Minute", (DateTime date) -> date.minute())
			.intProperty("int Month", (DateTime date) -> date.month())
			.intProperty("int Second", (DateTime date) -> date.second())
			.property("long Ticks", (DateTime date) -> date.ticks())
			.property("TimeSpan TimeOfDay", (DateTime date) -> date.timeOfDay())
			.intProperty("int Year", (DateTime date) -> date.year());
		arithmetic(type);
		type.method("static int DaysInMonth(int year, int month)",
				(Integer year, Integer month) -> DateTime.daysInMonth(year, month))
			.method("static bool IsLeapYear(int year)", (Integer year) -> DateTime.isLeapYear(year))
			.method("bool IsDaylightSavingTime()", (DateTime date) -> false)
			.method("DateTime ToUniversalTime()", (DateTime date) -> date.toUniversalTime())
			.method("DateTime ToLocalTime()", (DateTime date) -> date.toLocalTime())
			.method("static DateTime SpecifyKind(DateTime value, DateTimeKind kind)",
					(DateTime date, EnumValue kind) -> date.withKind(kind(kind)))
			.method("static DateTime Parse(string s)", (@Nullable String text) -> DateTime.parse(text))
			.method("static bool TryParse(string s, out DateTime result)", DateTimeMembers::tryParse)
			.method("static DateTime ParseExact(string s, string format, IFormatProvider provider)",
					(@Nullable String text, @Nullable String format,
							@Nullable Object provider) -> DateTimeExactParser.parse(text, format).toDateTime())
			.method("string ToString()", (DateTime date) -> date.toString())
			.method("string ToString(string format)", (DateTime date, @Nullable String format) -> date.format(format))
			.method("int CompareTo(DateTime value)", (DateTime date, DateTime other) -> date.compareTo(other))
			.method("bool Equals(DateTime value)", (DateTime date, DateTime other) -> date.equals(other))
			.method("static int Compare(DateTime t1, DateTime t2)",
					(DateTime date, DateTime other) -> date.compareTo(other))
			.method("static bool Equals(DateTime t1, DateTime t2)",
					(DateTime date, DateTime other) -> date.equals(other));
	}

	private static void constructors(TypeBuilder type) {
		type.constructor("DateTime()", () -> DateTime.MIN_VALUE)
			.constructor("DateTime(long ticks)", (Long ticks) -> new DateTime(ticks, DateTimeKind.UNSPECIFIED))
			.constructor("DateTime(long ticks, DateTimeKind kind)",
					(Long ticks, EnumValue kind) -> new DateTime(ticks, kind(kind)))
			.constructor("DateTime(int year, int month, int day)",
					(Integer year, Integer month, Integer day) -> DateTime.of(year, month, day,
							DateTimeKind.UNSPECIFIED))
			.constructCall("DateTime(int year, int month, int day, int hour, int minute, int second)",
					(in) -> of(in, 0, DateTimeKind.UNSPECIFIED))
			.constructCall(
					"DateTime(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)",
					(in) -> of(in, 0, kind(in.argument(6))))
			.constructCall("DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)",
					(in) -> of(in, in.<Integer>argument(6), DateTimeKind.UNSPECIFIED))
			.constructCall(
					"DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)",
					(in) -> of(in, in.<Integer>argument(6), kind(in.argument(7))));
	}

	private static void arithmetic(TypeBuilder type) {
		type.method("DateTime Add(TimeSpan value)", (DateTime date, TimeSpan span) -> date.add(span))
			.method("DateTime AddDays(double value)", (DateTime date, Double value) -> date.addDays(value))
			.method("DateTime AddHours(double value)", (DateTime date, Double value) -> date.addHours(value))
			.method("DateTime AddMilliseconds(double value)",
					(DateTime date, Double value) -> date.addMilliseconds(value))
			.method("DateTime AddMinutes(double value)", (DateTime date, Double value) -> date.addMinutes(value))
			.method("DateTime AddMonths(int months)", (DateTime date, Integer months) -> date.addMonths(months))
			.method("DateTime AddSeconds(double value)", (DateTime date, Double value) -> date.addSeconds(value))
			.method("DateTime AddTicks(long value)", (DateTime date, Long value) -> date.addTicks(value))
			.method("DateTime AddYears(int value)", (DateTime date, Integer years) -> date.addYears(years))
			.method("TimeSpan Subtract(DateTime value)", (DateTime date, DateTime other) -> date.subtract(other))
			.method("DateTime Subtract(TimeSpan value)", (DateTime date, TimeSpan span) -> date.subtract(span))
			.method("static DateTime operator +(DateTime d, TimeSpan t)",
					(DateTime date, TimeSpan span) -> date.add(span))
			.method("static DateTime operator -(DateTime d, TimeSpan t)",
					(DateTime date, TimeSpan span) -> date.subtract(span))
			.method("static TimeSpan operator -(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> date.subtract(other))
			.method("static bool operator ==(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> date.equals(other))
			.method("static bool operator !=(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> !date.equals(other))
			.method("static bool operator <(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> date.compareTo(other) < 0)
			.method("static bool operator <=(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> date.compareTo(other) <= 0)
			.method("static bool operator >(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> date.compareTo(other) > 0)
			.method("static bool operator >=(DateTime d1, DateTime d2)",
					(DateTime date, DateTime other) -> date.compareTo(other) >= 0);
	}

	static DateTimeKind kind(EnumValue kind) {
		if (kind.value() < 0 || kind.value() > 2) {
			throw ClrException.argument("Invalid DateTimeKind value.");
		}
		return DateTimeKind.values()[(int) kind.value()];
	}

	static DateTime of(Invocation in, int millisecond, DateTimeKind kind) {
		long time = DateTime.timeOfDay(in.<Integer>argument(3), in.<Integer>argument(4), in.<Integer>argument(5),
				millisecond);
		return DateTime.of(in.<Integer>argument(0), in.<Integer>argument(1), in.<Integer>argument(2), time, kind);
	}

	private static boolean tryParse(@Nullable String text, Out<DateTime> result) {
		ParsedDate parsed = DateTimeParser.tryParse(text);
		result.set((parsed != null) ? parsed.toDateTime() : DateTime.MIN_VALUE);
		return parsed != null;
	}

}
