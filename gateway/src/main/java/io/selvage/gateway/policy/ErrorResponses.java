package io.selvage.gateway.policy;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;

/**
 * Makes the answer a client gets for a failure. It is made before on-error runs, so that
 * its statements see the status that is about to be sent, and change what they want to.
 */
@FunctionalInterface
public interface ErrorResponses {

	/**
	 * Makes the answer.
	 * @param failure what happened
	 * @param context the request
	 * @return a response nobody else holds
	 */
	GatewayResponse answer(PolicyException failure, PolicyContext context);

}
