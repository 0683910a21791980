package io.selvage.catalog.entity;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When a backend is taken out of service, and for how long.
 *
 * @param name the name of the rule
 * @param failure which answers and errors are failures, and how many are too many
 * @param tripDuration how long no request is sent
 * @param acceptRetryAfter whether a Retry-After header of the backend replaces the
 * duration
 * @param failureStatus the status of the answer meanwhile, 100 to 599; null: 503
 */
public record CircuitBreakerRule(String name, FailureCondition failure, Duration tripDuration, boolean acceptRetryAfter,
		@Nullable Integer failureStatus) {

	/**
	 * What counts as failure. Exactly one of count and percentage is given.
	 *
	 * @param count how many failures within the interval trip the breaker, from 1
	 * @param percentage which share of failures within the interval trips it, 1 to 100
	 * @param interval the interval
	 * @param statusCodes status codes that are failures
	 * @param errorReasons reasons of errors that are failures
	 */
	public record FailureCondition(@Nullable Integer count, @Nullable Integer percentage, Duration interval,
			List<StatusCodeRange> statusCodes, List<String> errorReasons) {
	}

	/**
	 * An inclusive range of status codes.
	 *
	 * @param min the lowest, from 200
	 * @param max the highest, up to 599
	 */
	public record StatusCodeRange(int min, int max) {

		/**
		 * Whether a status is in the range.
		 * @param status the status
		 * @return true if it is
		 */
		public boolean contains(int status) {
			return status >= this.min && status <= this.max;
		}

	}

}
