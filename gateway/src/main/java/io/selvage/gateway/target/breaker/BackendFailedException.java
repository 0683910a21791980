package io.selvage.gateway.target.breaker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Tells Resilience4j that a call was a failure in the sense of the rule. Never thrown.
 */
final class BackendFailedException extends RuntimeException {

	private final transient @Nullable Duration retryAfter;

	BackendFailedException(@Nullable Duration retryAfter) {
		super("The call failed", null, false, false);
		this.retryAfter = retryAfter;
	}

	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
