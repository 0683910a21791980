package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;

/**
 * Which message a statement is about.
 */
final class Message {

	private Message() {
	}

	static boolean isRequest(Section section) {
		return section == Section.INBOUND || section == Section.BACKEND;
	}

	/**
	 * Returns the response of the request; one is made if there is none yet.
	 */
	static GatewayResponse response(PolicyExecution execution) {
		GatewayResponse response = execution.context().response();
		if (response == null) {
			response = new GatewayResponse(200, "OK", new ListHeaders(), null);
			execution.context().response(response);
		}
		return response;
	}

}
