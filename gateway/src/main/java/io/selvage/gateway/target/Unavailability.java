package io.selvage.gateway.target;

import java.time.Duration;

import io.selvage.catalog.entity.CircuitBreakerRule;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.jspecify.annotations.Nullable;

/**
 * The failures of requests that were not sent because nobody is there to take them: 503
 * with {@code Retry-After}, as Azure API Management answers while circuits are open.
 */
public final class Unavailability {

	/** The reason in {@code context.LastError}. */
	public static final String REASON = "BackendUnavailable";

	private static final int OK = 200;

	private static final int SERVICE_UNAVAILABLE = 503;

	private Unavailability() {
	}

	/**
	 * The circuit of a backend is open.
	 * @param breaker its breaker
	 * @return the failure
	 */
	public static PolicyException ofBackend(BackendBreaker breaker) {
		CircuitBreakerRule rule = breaker.rule();
		Integer status = (rule != null) ? rule.failureStatus() : null;
		return failure("Backend '" + breaker.backendId() + "' is temporarily unavailable", status,
				breaker.state().remaining());
	}

	/**
	 * No member of a pool is available.
	 * @param poolId the resource name of the pool
	 * @param status the configured status, or null
	 * @param retryAfter when the first member comes back; zero if that is not known
	 * @return the failure
	 */
	public static PolicyException ofPool(String poolId, @Nullable Integer status, Duration retryAfter) {
		return failure("Backend pool '" + poolId + "' is temporarily unavailable", status, retryAfter);
	}

	private static PolicyException failure(String message, @Nullable Integer status, Duration retryAfter) {
		LastError error = new LastError(Endpoint.FORWARD_REQUEST, REASON, message, null, null, null, null);
		Duration told = (retryAfter.compareTo(Duration.ofSeconds(1)) < 0) ? Duration.ofSeconds(1) : retryAfter;
		return new PolicyException(error, answered(status), null).answering(message, told);
	}

	/**
	 * The contract allows informational statuses, but no client would take one for an
	 * answer: it would wait for another.
	 */
	private static int answered(@Nullable Integer status) {
		return (status != null && status >= OK) ? status : SERVICE_UNAVAILABLE;
	}

}
