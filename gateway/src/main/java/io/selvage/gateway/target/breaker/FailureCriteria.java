package io.selvage.gateway.target.breaker;

import java.util.List;
import java.util.Locale;

import io.selvage.catalog.entity.CircuitBreakerRule;
import io.selvage.catalog.entity.CircuitBreakerRule.StatusCodeRange;
import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendError;

/**
 * Which outcomes a circuit breaker rule counts as failures: a status in one of its
 * ranges, or an error whose reason it names. An attempt without an answer also counts if
 * the status it turns into (500 for a connection that failed) is in a range, because that
 * is the status policies and clients see. Reasons are those of
 * {@code context.LastError.Reason}, compared without case; the texts of the portal's
 * templates are understood as well.
 */
final class FailureCriteria {

	private static final String SERVER_ERRORS = "server errors";

	private final List<StatusCodeRange> statusCodes;

	private final List<String> reasons;

	private final boolean serverErrors;

	FailureCriteria(CircuitBreakerRule.FailureCondition condition) {
		this.statusCodes = condition.statusCodes();
		this.reasons = condition.errorReasons()
			.stream()
			.map((reason) -> reason.trim().toLowerCase(Locale.ROOT))
			.toList();
		this.serverErrors = this.reasons.contains(SERVER_ERRORS);
	}

	boolean isFailure(AttemptOutcome outcome) {
		if (outcome instanceof AttemptOutcome.Answered answered) {
			return isFailure(answered.answer().response().statusCode());
		}
		BackendError error = ((AttemptOutcome.Failed) outcome).failure().error();
		return !error.clientFault()
				&& (this.reasons.contains(error.reason().toLowerCase(Locale.ROOT)) || isFailure(error.status()));
	}

	private boolean isFailure(int status) {
		if (this.serverErrors && status >= 500) {
			return true;
		}
		for (StatusCodeRange range : this.statusCodes) {
			if (range.contains(status)) {
				return true;
			}
		}
		return false;
	}

}
