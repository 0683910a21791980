package io.selvage.gateway.target;

import io.selvage.gateway.forward.AttemptOutcome;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a request, after it ended: what traces, metrics and breakers read.
 *
 * @param number which attempt of its request, from 1
 * @param endpoint where it went
 * @param outcome an answer or a failure
 * @param nanos from sending to the head of the answer or the failure, in nanoseconds
 */
public record Attempt(int number, Endpoint endpoint, AttemptOutcome outcome, long nanos) {

	/**
	 * Returns what went wrong.
	 * @return the error, or null if the backend answered
	 */
	public @Nullable BackendError error() {
		return (this.outcome instanceof AttemptOutcome.Failed failed) ? failed.failure().error() : null;
	}

	/**
	 * Tells whether the backend may have executed the request.
	 * @return true unless no byte of the request left
	 */
	public boolean mayHaveExecuted() {
		BackendError error = error();
		return error == null || error.mayHaveExecuted();
	}

	/**
	 * Tells whether nobody is at the endpoint.
	 * @return true if no connection was made, or an open one turned out to be dead
	 */
	public boolean unreachable() {
		BackendError error = error();
		return error != null && error.unreachable();
	}

	/**
	 * Tells whether the client broke its own request off, which says nothing about the
	 * endpoint.
	 * @return true if the body of the request failed
	 */
	public boolean clientFault() {
		BackendError error = error();
		return error != null && error.clientFault();
	}

	/**
	 * Tells whether the endpoint could not be reached.
	 * @return true if no connection was made
	 */
	public boolean connectFailure() {
		BackendError error = error();
		return error != null && error.connectFailure();
	}

}
