package io.selvage.gateway.error;

import java.time.Duration;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.ErrorResponses;
import io.selvage.gateway.policy.PolicyException;

/**
 * Makes the answers of Azure API Management for failures that no policy handles: what the
 * client did wrong is named, what went wrong inside is not.
 */
public final class ApimErrorResponses implements ErrorResponses {

	private static final int UNAUTHORIZED = 401;

	private final FailureLog log;

	/**
	 * Creates it.
	 * @param log where failures are noted
	 */
	public ApimErrorResponses(FailureLog log) {
		this.log = log;
	}

	@Override
	public GatewayResponse answer(PolicyException failure, PolicyContext context) {
		int status = failure.status();
		this.log.failed(failure, context);
		String told = failure.clientMessage();
		String message = (told != null) ? told : failure.error().message();
		GatewayResponse response = (status >= 500 && told == null) ? ErrorBody.response(status, failure.reasonPhrase(),
				(status == 500) ? ErrorBody.INTERNAL : message, context.requestId())
				: ErrorBody.response(status, failure.reasonPhrase(), message, null);
		if (status == UNAUTHORIZED && failure.error().source().equals("authorization")) {
			response.headers().set("WWW-Authenticate", challenge(context));
		}
		Duration retryAfter = failure.retryAfter();
		if (retryAfter != null) {
			long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
			response.headers().set("Retry-After", Long.toString(seconds));
		}
		return response;
	}

	/** Names the header the key is missing from, as Azure API Management does. */
	private static String challenge(PolicyContext context) {
		return "AzureApiManagementKey realm=\"" + context.request().originalUrl().origin() + "/" + context.api().path()
				+ "\",name=\"" + context.api().subscriptionKeyHeader() + "\",type=\"header\"";
	}

}
