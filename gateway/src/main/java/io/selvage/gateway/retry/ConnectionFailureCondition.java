package io.selvage.gateway.retry;

import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.PolicyContext;

/**
 * The condition of a Service Fabric call whose policy names none.
 */
final class ConnectionFailureCondition implements RetryCondition {

	private static final String REASON = "BackendConnectionFailure";

	@Override
	public boolean test(PolicyContext context) {
		LastError error = context.lastError();
		return error != null && REASON.equals(error.reason());
	}

	@Override
	public String text() {
		return "context.LastError?.Reason == \"" + REASON + "\"";
	}

}
