package io.selvage.gateway.policy;

/**
 * What statements need from the rest of the gateway.
 *
 * @param forwarder sends the request to the backend
 * @param caller makes the calls of {@code send-request}
 * @param errors makes the answer for a failure
 * @param integrations the systems around the gateway
 */
public record PolicyServices(Forwarder forwarder, HttpCaller caller, ErrorResponses errors, Integrations integrations) {

	/**
	 * Creates services without systems around the gateway.
	 * @param forwarder sends the request to the backend
	 * @param caller makes the calls of {@code send-request}
	 * @param errors makes the answer for a failure
	 */
	public PolicyServices(Forwarder forwarder, HttpCaller caller, ErrorResponses errors) {
		this(forwarder, caller, errors, Integrations.NONE);
	}

}
