package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.TimeZoneInfo.
 */
final class TimeZoneMembers {

	private TimeZoneMembers() {
	}

	static void register(TypeRegistry types) {
		legacy(types);
		types.define("System.TimeZoneInfo", TimeZone.class)
			.property("static TimeZoneInfo Utc", () -> TimeZone.UTC)
			.property("static TimeZoneInfo Local", () -> TimeZone.UTC)
			.property("string Id", (TimeZone zone) -> zone.id())
			.property("string DisplayName", (TimeZone zone) -> zone.displayName())
			.property("string StandardName", (TimeZone zone) -> zone.standardName())
			.property("string DaylightName", (TimeZone zone) -> zone.daylightName())
			.property("TimeSpan BaseUtcOffset", (TimeZone zone) -> zone.baseOffset())
			.property("bool SupportsDaylightSavingTime", (TimeZone zone) -> zone.supportsDaylightSaving())
			.method("static TimeZoneInfo FindSystemTimeZoneById(string id)", (@Nullable String id) -> TimeZone.find(id))
			.method("TimeSpan GetUtcOffset(DateTime dateTime)", (TimeZone zone, DateTime time) -> zone.offset(time))
			.method("TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset)",
					(TimeZone zone, DateTimeOffset time) -> zone.offset(time))
			.method("bool IsDaylightSavingTime(DateTime dateTime)",
					(TimeZone zone, DateTime time) -> zone.isDaylightSaving(time))
			.method("bool IsInvalidTime(DateTime dateTime)", (TimeZone zone, DateTime time) -> zone.isInvalid(time))
			.method("bool IsAmbiguousTime(DateTime dateTime)", (TimeZone zone, DateTime time) -> zone.isAmbiguous(time))
			.method("static DateTime ConvertTimeToUtc(DateTime dateTime)", (DateTime time) -> TimeZone.UTC.toUtc(time))
			.method("static DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)",
					(DateTime time, TimeZone zone) -> zone.toUtc(time))
			.method("static DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)",
					(DateTime time, TimeZone zone) -> zone.fromUtc(time))
			.method("static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)",
					(DateTime time, TimeZone zone) -> zone.fromUtc(TimeZone.UTC.toUtc(time)))
			.method("static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)",
					(DateTime time, TimeZone source, TimeZone target) -> target.fromUtc(source.toUtc(time)))
			.method("static DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)",
					(DateTimeOffset time, TimeZone zone) -> time.toOffset(zone.offset(time)))
			.method("static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)",
					(DateTime time, @Nullable String id) -> TimeZone.find(id).fromUtc(TimeZone.UTC.toUtc(time)))
			.method("static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)",
					(DateTime time, @Nullable String source, @Nullable String target) -> TimeZone.find(target)
						.fromUtc(TimeZone.find(source).toUtc(time)))
			.method("static DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId)",
					(DateTimeOffset time, @Nullable String id) -> time.toOffset(TimeZone.find(id).offset(time)))
			.method("bool IsDaylightSavingTime(DateTimeOffset dateTimeOffset)",
					(TimeZone zone, DateTimeOffset time) -> zone.isDaylightSaving(zone.fromUtc(time.utcDateTime())))
			.method("bool IsAmbiguousTime(DateTimeOffset dateTimeOffset)",
					(TimeZone zone, DateTimeOffset time) -> zone.isAmbiguous(zone.fromUtc(time.utcDateTime())))
			.method("bool Equals(TimeZoneInfo other)",
					(TimeZone zone, @Nullable TimeZone other) -> other != null && zone.id().equals(other.id())
							&& zone.zone().getRules().equals(other.zone().getRules()))
			.method("bool HasSameRules(TimeZoneInfo other)",
					(TimeZone zone, TimeZone other) -> zone.zone().getRules().equals(other.zone().getRules()));
	}

	private static void legacy(TypeRegistry types) {
		types.define("System.TimeZone", LegacyZone.class)
			.property("static TimeZone CurrentTimeZone", () -> new LegacyZone(TimeZone.UTC))
			.property("string StandardName", (LegacyZone legacy) -> legacy.zone().standardName())
			.property("string DaylightName", (LegacyZone legacy) -> legacy.zone().daylightName())
			.method("TimeSpan GetUtcOffset(DateTime time)",
					(LegacyZone legacy, DateTime time) -> legacy.zone().offset(time))
			.method("bool IsDaylightSavingTime(DateTime time)",
					(LegacyZone legacy, DateTime time) -> legacy.zone().isDaylightSaving(time))
			.method("DateTime ToUniversalTime(DateTime time)",
					(LegacyZone legacy, DateTime time) -> time.toUniversalTime())
			.method("DateTime ToLocalTime(DateTime time)", (LegacyZone legacy, DateTime time) -> time.toLocalTime());
	}

	/**
	 * System.TimeZone, of which there is only the local one.
	 *
	 * @param zone the zone
	 */
	record LegacyZone(TimeZone zone) {
	}

}
