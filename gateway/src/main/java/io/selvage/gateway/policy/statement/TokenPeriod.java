package io.selvage.gateway.policy.statement;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The periods token limits count in: those of the calendar, in UTC; weeks begin on
 * Monday.
 */
enum TokenPeriod {

	MINUTE, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY;

	private Instant start(Instant now) {
		ZonedDateTime day = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
		return switch (this) {
			case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
			case HOURLY -> now.truncatedTo(ChronoUnit.HOURS);
			case DAILY -> day.toInstant();
			case WEEKLY -> day.minusDays(day.getDayOfWeek().getValue() - 1L).toInstant();
			case MONTHLY -> day.withDayOfMonth(1).toInstant();
			case YEARLY -> day.withDayOfYear(1).toInstant();
		};
	}

	private Instant end(Instant start) {
		ZonedDateTime from = start.atZone(ZoneOffset.UTC);
		return switch (this) {
			case MINUTE -> from.plusMinutes(1).toInstant();
			case HOURLY -> from.plusHours(1).toInstant();
			case DAILY -> from.plusDays(1).toInstant();
			case WEEKLY -> from.plusDays(7).toInstant();
			case MONTHLY -> from.plusMonths(1).toInstant();
			case YEARLY -> from.plusYears(1).toInstant();
		};
	}

	/**
	 * Names the counter of a key in the period that runs.
	 */
	String counter(String key, Instant now) {
		return "tokens " + name() + " " + start(now).getEpochSecond() + " " + key;
	}

	/**
	 * Returns how long the period still runs.
	 */
	Duration remaining(Instant now) {
		return Duration.between(now, end(start(now)));
	}

}
