package io.selvage.gateway.policy;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.retry.RetryBody;
import org.jspecify.annotations.Nullable;

/**
 * The body of a retry section that consists of statements: what they fail with is what
 * the condition sees, and any other failure ends the section.
 */
public interface PolicyRetryBody extends RetryBody {

	@Override
	default @Nullable LastError errorOf(Throwable failure) {
		return (failure instanceof PolicyException known) ? known.error() : null;
	}

	@Override
	default GatewayResponse responseOf(Throwable failure) {
		return (failure instanceof PolicyException known) ? known.provisionalResponse()
				: RetryBody.super.responseOf(failure);
	}

}
