package io.selvage.gateway.policy.statement;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The tokens each key used in the period that runs. Periods are those of the calendar, in
 * UTC. Counted in this process.
 */
final class TokenAccounts {

	/** Keys may come from requests. */
	private static final int MOST_KEYS = 100_000;

	private final ConcurrentMap<Key, Account> accounts = Caffeine.newBuilder()
		.maximumSize(MOST_KEYS)
		.<Key, Account>build()
		.asMap();

	private record Key(Period period, String counter) {
	}

	/**
	 * A period of the calendar.
	 */
	enum Period {

		MINUTE, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY;

		Instant start(Instant now) {
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

		Instant end(Instant start) {
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

	}

	Account of(Period period, String counter) {
		return this.accounts.computeIfAbsent(new Key(period, counter), (key) -> new Account(period));
	}

	/**
	 * What one key used.
	 */
	static final class Account {

		private final Period period;

		private Instant start = Instant.MIN;

		private long used;

		private Account(Period period) {
			this.period = period;
		}

		/**
		 * Takes tokens if the limit is not reached yet and would not be passed.
		 * @return true if they were taken
		 */
		synchronized boolean take(long tokens, long limit, Instant now) {
			renew(now);
			if (this.used >= limit || this.used + tokens > limit) {
				return false;
			}
			this.used += tokens;
			return true;
		}

		/** Corrects what was taken; a request may end above the limit. */
		synchronized void add(long tokens, Instant now) {
			renew(now);
			this.used = Math.max(0, this.used + tokens);
		}

		synchronized long remaining(long limit, Instant now) {
			renew(now);
			return Math.max(0, limit - this.used);
		}

		Duration untilRenewal(Instant now) {
			return Duration.between(now, this.period.end(this.period.start(now)));
		}

		private void renew(Instant now) {
			Instant current = this.period.start(now);
			if (current.isAfter(this.start)) {
				this.start = current;
				this.used = 0;
			}
		}

	}

}
