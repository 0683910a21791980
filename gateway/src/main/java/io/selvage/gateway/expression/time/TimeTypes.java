package io.selvage.gateway.expression.time;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * Dates, times and time zones for expressions.
 */
public final class TimeTypes implements TypeModule {

	static final EnumDefinition KIND = EnumDefinition.of("System.DateTimeKind", "Unspecified, Utc, Local");

	static final EnumDefinition DAY = EnumDefinition.of("System.DayOfWeek",
			"Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday");

	@Override
	public void register(TypeRegistry types) {
		types.enumeration(KIND);
		types.enumeration(DAY);
		types.exception("System.TimeZoneNotFoundException", "System.Exception");
		DateTimeMembers.register(types);
		DateTimeOffsetMembers.register(types);
		TimeSpanMembers.register(types);
		TimeZoneMembers.register(types);
	}

}
