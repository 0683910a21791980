package io.selvage.gateway.target;

import java.util.Set;

import io.selvage.gateway.forward.BackendError;

/**
 * When the gateway itself may send a request again (RFC 9110 section 9.2.2): if no byte
 * of it left, or if its method is idempotent and the connection broke.
 */
public final class ResendRules {

	private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

	private ResendRules() {
	}

	/**
	 * Tells whether executing a request twice is as good as executing it once.
	 * @param method the method
	 * @return true for idempotent methods
	 */
	public static boolean idempotent(String method) {
		return IDEMPOTENT.contains(method);
	}

	/**
	 * Tells whether a connection that was thought to be open was not.
	 * @param attempt the attempt
	 * @return true if the same endpoint may answer on a new connection
	 */
	static boolean closedEarly(Attempt attempt) {
		BackendError error = attempt.error();
		return error == BackendError.CLOSED_BEFORE_SEND || error == BackendError.CLOSED_SENDING
				|| error == BackendError.CLOSED_BEFORE_RESPONSE;
	}

	/**
	 * Tells whether another endpoint may be better off.
	 * @param attempt the attempt
	 * @return true if the endpoint could not be reached, broke the connection or has no
	 * room; false for an answer and for a timeout, which has used up the client's time
	 */
	public static boolean failsOver(Attempt attempt) {
		BackendError error = attempt.error();
		return error != null && (error.unreachable() || error == BackendError.OVERLOAD || closedEarly(attempt));
	}

}
