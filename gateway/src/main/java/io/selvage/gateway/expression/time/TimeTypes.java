package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and time zones for expressions.
 */
public final class TimeTypes implements TypeModule {

	static final EnumDefinition KIND = EnumDefinition.of("System.DateTimeKind", "Unspecified, Utc, Local");

	static final EnumDefinition DAY = EnumDefinition.of("System.DayOfWeek",
			"Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday");

	private static DateTime convert(@Nullable Object value) {
		if (value instanceof DateTime date) {
			return date;
		}
		if (value instanceof String text) {
			return DateTime.parse(text);
		}
		if (value == null) {
			return DateTime.MIN_VALUE;
		}
		throw ClrException.invalidCast("Invalid cast to 'DateTime'.");
	}

	@Override
	public void register(TypeRegistry types) {
		types.enumeration(KIND);
		types.enumeration(DAY);
		types.exception("System.TimeZoneNotFoundException", "System.Exception");
		DateTimeMembers.register(types);
		types.defineStatic("System.Convert")
			.method("static DateTime ToDateTime(string value)",
					(@Nullable String text) -> (text == null) ? DateTime.MIN_VALUE : DateTime.parse(text))
			.method("static DateTime ToDateTime(DateTime value)", (DateTime value) -> value)
			.method("static DateTime ToDateTime(object value)", TimeTypes::convert);
		DateTimeOffsetMembers.register(types);
		TimeSpanMembers.register(types);
		TimeZoneMembers.register(types);
	}

}
