package io.selvage.gateway.policy.statement;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The current one of the periods of a quota, which follow each other without a gap.
 *
 * @param number its number; negative before the first one
 * @param remaining until its end; null if it never ends
 */
record QuotaPeriod(long number, @Nullable Duration remaining) {

	/** What counters of a period without an end are kept for. */
	private static final Duration FOREVER = Duration.ofDays(36_500);

	/**
	 * Finds the period of a moment.
	 * @param first when the first period begins
	 * @param seconds the length of a period; 0 for one without an end
	 * @param now the moment
	 * @return the period
	 */
	static QuotaPeriod at(Instant first, long seconds, Instant now) {
		if (seconds == 0) {
			return new QuotaPeriod(0, null);
		}
		long number = Math.floorDiv(
				now.getEpochSecond() - first.getEpochSecond() - ((now.getNano() < first.getNano()) ? 1 : 0), seconds);
		return new QuotaPeriod(number, Duration.between(now, first.plusSeconds((number + 1) * seconds)));
	}

	Duration lifetime() {
		return (this.remaining != null) ? this.remaining : FOREVER;
	}

	/**
	 * Says when the quota is replenished, as .NET prints a time span.
	 * @return for example {@code Quota will be replenished in 21.06:09:16.}; empty if it
	 * never is
	 */
	String replenished() {
		if (this.remaining == null) {
			return "";
		}
		Duration left = Duration.ofSeconds(this.remaining.plusNanos(999_999_999).toSeconds());
		String days = (left.toDays() > 0) ? left.toDays() + "." : "";
		return " Quota will be replenished in " + days
				+ "%02d:%02d:%02d.".formatted(left.toHoursPart(), left.toMinutesPart(), left.toSecondsPart());
	}

}
