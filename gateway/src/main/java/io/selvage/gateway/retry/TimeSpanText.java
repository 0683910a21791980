package io.selvage.gateway.retry;

/**
 * Writes a duration as .NET's constant {@code TimeSpan} format does:
 * {@code [d.]hh:mm:ss[.fffffff]}.
 */
final class TimeSpanText {

	private static final long MILLIS_PER_DAY = 86_400_000L;

	private TimeSpanText() {
	}

	static String of(long millis) {
		if (millis == 0) {
			return "00:00:00";
		}
		long days = millis / MILLIS_PER_DAY;
		long seconds = millis / 1000;
		String text = String.format("%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
		String whole = (days == 0) ? text : days + "." + text;
		long fraction = millis % 1000;
		return (fraction == 0) ? whole : whole + String.format(".%03d0000", fraction);
	}

}
