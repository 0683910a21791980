package io.selvage.gateway.policy;

import io.selvage.gateway.policy.document.PolicyElement;

/**
 * What holds at global scope if nobody installed a document there: the backend is called,
 * nothing else happens.
 */
final class DefaultGlobalPolicy {

	static final PolicyElement FORWARD_REQUEST = PolicyElement.empty("forward-request", "default global policy");

	private DefaultGlobalPolicy() {
	}

}
