package io.selvage.gateway.target;

/**
 * Who asks for a request to be sent again.
 */
public enum ResendReason {

	/**
	 * The condition an author wrote: he knows what he repeats, so neither the method nor
	 * the retry budget (unless configured otherwise) stand against it.
	 */
	POLICY,

	/**
	 * The gateway, because the attempt failed: only what is safe to repeat, and within
	 * the retry budget.
	 */
	GATEWAY

}
