package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.DateTimeOffset.
 */
final class DateTimeOffsetMembers {

	private DateTimeOffsetMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder type = types.defineStruct("System.DateTimeOffset", DateTimeOffset.class, DateTimeOffset.MIN_VALUE);
		constructors(type);
		type.property("static DateTimeOffset Now", DateTimeOffset::now)
			.property("static DateTimeOffset UtcNow", DateTimeOffset::now)
			.property("static DateTimeOffset MinValue", () -> DateTimeOffset.MIN_VALUE)
			.property("static DateTimeOffset MaxValue", () -> DateTimeOffset.MAX_VALUE)
			.property("DateTime Date", (DateTimeOffset date) -> date.dateTime().date())
			.property("DateTime DateTime", (DateTimeOffset date) -> date.dateTime())
			.property("DateTime LocalDateTime", (DateTimeOffset date) -> date.localDateTime())
			.property("DateTime UtcDateTime", (DateTimeOffset date) -> date.utcDateTime())
			.property("TimeSpan Offset", (DateTimeOffset date) -> date.offset())
			.intProperty("int Day", (DateTimeOffset date) -> date.dateTime().day())
			.property("DayOfWeek DayOfWeek",
					(DateTimeOffset date) -> TimeTypes.DAY.value(date.dateTime().dayOfWeek().ordinal()))
			.intProperty("int DayOfYear", (DateTimeOffset date) -> date.dateTime().dayOfYear())
			.intProperty("int Hour", (DateTimeOffset date) -> date.dateTime().hour())
			.intProperty("int Millisecond", (DateTimeOffset date) -> date.dateTime().millisecond())
			.intProperty("int Minute", (DateTimeOffset date) -> date.dateTime().minute())
			.intProperty("int Month", (DateTimeOffset date) -> date.dateTime().month())
			.intProperty("int Second", (DateTimeOffset date) -> date.dateTime().second())
			.intProperty("int Year", (DateTimeOffset date) -> date.dateTime().year())
			.property("long Ticks", (DateTimeOffset date) -> date.dateTime().ticks())
			.property("long UtcTicks", (DateTimeOffset date) -> date.utcTicks())
			.property("TimeSpan TimeOfDay", (DateTimeOffset date) -> date.dateTime().timeOfDay());
		conversions(type);
		arithmetic(type);
		comparisons(type);
	}

	private static void constructors(TypeBuilder type) {
		type.constructor("DateTimeOffset()", () -> DateTimeOffset.MIN_VALUE)
			.constructor("DateTimeOffset(DateTime dateTime)", (DateTime clock) -> DateTimeOffset.of(clock))
			.constructor("DateTimeOffset(DateTime dateTime, TimeSpan offset)",
					(DateTime clock, TimeSpan offset) -> new DateTimeOffset(clock, offset))
			.constructor("DateTimeOffset(long ticks, TimeSpan offset)",
					(Long ticks, TimeSpan offset) -> new DateTimeOffset(new DateTime(ticks, DateTimeKind.UNSPECIFIED),
							offset))
			.constructCall(
					"DateTimeOffset(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)",
					(in) -> new DateTimeOffset(DateTimeMembers.of(in, 0, DateTimeKind.UNSPECIFIED), in.argument(6)))
			.constructCall(
					"DateTimeOffset(int year, int month, int day, int hour, int minute, int second, int millisecond, TimeSpan offset)",
					(in) -> new DateTimeOffset(
							DateTimeMembers.of(in, in.<Integer>argument(6), DateTimeKind.UNSPECIFIED), in.argument(7)));
	}

	private static void conversions(TypeBuilder type) {
		type.method("static DateTimeOffset FromUnixTimeSeconds(long seconds)",
				(Long seconds) -> DateTimeOffset.fromUnixTimeSeconds(seconds))
			.method("static DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)",
					(Long millis) -> DateTimeOffset.fromUnixTimeMilliseconds(millis))
			.method("static DateTimeOffset FromFileTime(long fileTime)",
					(Long ticks) -> DateTimeOffset.of(new DateTime(ticks + 504_911_232_000_000_000L, DateTimeKind.UTC)))
			.method("long ToUnixTimeSeconds()", (DateTimeOffset date) -> date.toUnixTimeSeconds())
			.method("long ToUnixTimeMilliseconds()", (DateTimeOffset date) -> date.toUnixTimeMilliseconds())
			.method("long ToFileTime()", (DateTimeOffset date) -> date.utcTicks() - 504_911_232_000_000_000L)
			.method("DateTimeOffset ToUniversalTime()", (DateTimeOffset date) -> date.toOffset(TimeSpan.ZERO))
			.method("DateTimeOffset ToLocalTime()", (DateTimeOffset date) -> date.toOffset(TimeSpan.ZERO))
			.method("DateTimeOffset ToOffset(TimeSpan offset)",
					(DateTimeOffset date, TimeSpan offset) -> date.toOffset(offset))
			.method("static DateTimeOffset Parse(string input)", (@Nullable String text) -> DateTimeOffset.parse(text))
			.method("static bool TryParse(string input, out DateTimeOffset result)", DateTimeOffsetMembers::tryParse)
			.method("static DateTimeOffset ParseExact(string input, string format, IFormatProvider formatProvider)",
					(@Nullable String text, @Nullable String format,
							@Nullable Object provider) -> DateTimeExactParser.parse(text, format).toDateTimeOffset())
			.property("static DateTimeOffset UnixEpoch", () -> DateTimeOffset.parse("1970-01-01T00:00:00Z"))
			.method("string ToString()", (DateTimeOffset date) -> date.toString())
			.method("string ToString(string format)",
					(DateTimeOffset date, @Nullable String format) -> date.format(format))
			.method("static implicit operator DateTimeOffset(DateTime dateTime)",
					(DateTime clock) -> DateTimeOffset.of(clock));
	}

	private static void arithmetic(TypeBuilder type) {
		type.method("DateTimeOffset Add(TimeSpan timeSpan)", DateTimeOffsetMembers::add)
			.method("DateTimeOffset AddDays(double days)",
					(DateTimeOffset date, Double value) -> date.withClock(date.dateTime().addDays(value)))
			.method("DateTimeOffset AddHours(double hours)",
					(DateTimeOffset date, Double value) -> date.withClock(date.dateTime().addHours(value)))
			.method("DateTimeOffset AddMilliseconds(double milliseconds)",
					(DateTimeOffset date, Double value) -> date.withClock(date.dateTime().addMilliseconds(value)))
			.method("DateTimeOffset AddMinutes(double minutes)",
					(DateTimeOffset date, Double value) -> date.withClock(date.dateTime().addMinutes(value)))
			.method("DateTimeOffset AddMonths(int months)",
					(DateTimeOffset date, Integer value) -> date.withClock(date.dateTime().addMonths(value)))
			.method("DateTimeOffset AddSeconds(double seconds)",
					(DateTimeOffset date, Double value) -> date.withClock(date.dateTime().addSeconds(value)))
			.method("DateTimeOffset AddTicks(long ticks)",
					(DateTimeOffset date, Long value) -> date.withClock(date.dateTime().addTicks(value)))
			.method("DateTimeOffset AddYears(int years)",
					(DateTimeOffset date, Integer value) -> date.withClock(date.dateTime().addYears(value)))
			.method("TimeSpan Subtract(DateTimeOffset value)",
					(DateTimeOffset date, DateTimeOffset other) -> date.subtract(other))
			.method("DateTimeOffset Subtract(TimeSpan value)", DateTimeOffsetMembers::subtract)
			.method("static DateTimeOffset operator +(DateTimeOffset d, TimeSpan t)", DateTimeOffsetMembers::add)
			.method("static DateTimeOffset operator -(DateTimeOffset d, TimeSpan t)", DateTimeOffsetMembers::subtract)
			.method("static TimeSpan operator -(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> date.subtract(other));
	}

	private static void comparisons(TypeBuilder type) {
		type.method("int CompareTo(DateTimeOffset other)",
				(DateTimeOffset date, DateTimeOffset other) -> date.compareTo(other))
			.method("static int Compare(DateTimeOffset first, DateTimeOffset second)",
					(DateTimeOffset date, DateTimeOffset other) -> date.compareTo(other))
			.method("bool Equals(DateTimeOffset other)",
					(DateTimeOffset date, DateTimeOffset other) -> date.equals(other))
			.method("static bool Equals(DateTimeOffset first, DateTimeOffset second)",
					(DateTimeOffset date, DateTimeOffset other) -> date.equals(other))
			.method("bool EqualsExact(DateTimeOffset other)",
					(DateTimeOffset date, DateTimeOffset other) -> date.equalsExact(other))
			.method("static bool operator ==(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> date.equals(other))
			.method("static bool operator !=(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> !date.equals(other))
			.method("static bool operator <(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> date.compareTo(other) < 0)
			.method("static bool operator <=(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> date.compareTo(other) <= 0)
			.method("static bool operator >(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> date.compareTo(other) > 0)
			.method("static bool operator >=(DateTimeOffset left, DateTimeOffset right)",
					(DateTimeOffset date, DateTimeOffset other) -> date.compareTo(other) >= 0);
	}

	private static DateTimeOffset add(DateTimeOffset date, TimeSpan span) {
		return date.withClock(date.dateTime().add(span));
	}

	private static DateTimeOffset subtract(DateTimeOffset date, TimeSpan span) {
		return date.withClock(date.dateTime().subtract(span));
	}

	private static boolean tryParse(@Nullable String text, Out<DateTimeOffset> result) {
		try {
			result.set(DateTimeOffset.MIN_VALUE);
			if (text == null) {
				return false;
			}
			result.set(DateTimeOffset.parse(text));
			return true;
		}
		catch (ClrException ex) {
			return false;
		}
	}

}
