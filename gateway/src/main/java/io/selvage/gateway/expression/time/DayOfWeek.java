package io.selvage.gateway.expression.time;

/**
 * A day of the week, Sunday first (System.DayOfWeek).
 */
public enum DayOfWeek {

	SUNDAY("Sunday"), MONDAY("Monday"), TUESDAY("Tuesday"), WEDNESDAY("Wednesday"), THURSDAY("Thursday"),
	FRIDAY("Friday"), SATURDAY("Saturday");

	private final String netName;

	DayOfWeek(String netName) {
		this.netName = netName;
	}

	@Override
	public String toString() {
		return this.netName;
	}

}
