package io.selvage.gateway.target.breaker;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Retry-After} field (RFC 9110 section 10.2.3): seconds, or a date.
 */
final class RetryAfter {

	/** No backend can put itself out of service for longer. */
	private static final Duration LONGEST = Duration.ofDays(1);

	private RetryAfter() {
	}

	static @Nullable Duration parse(@Nullable String value, Instant now) {
		if (value == null || value.isBlank()) {
			return null;
		}
		String text = value.trim();
		Duration wait = (text.chars().allMatch((c) -> c >= '0' && c <= '9')) ? seconds(text) : until(text, now);
		if (wait == null || wait.isNegative() || wait.isZero()) {
			return null;
		}
		return (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
	}

	private static Duration seconds(String digits) {
		return (digits.length() > 9) ? LONGEST : Duration.ofSeconds(Long.parseLong(digits));
	}

	private static @Nullable Duration until(String date, Instant now) {
		try {
			return Duration.between(now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
		}
		catch (DateTimeException malformed) {
			return null;
		}
	}

}
