package io.selvage.gateway.forward;

import java.time.Duration;

import io.selvage.gateway.context.LastError;
import io.selvage.gateway.policy.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * An attempt without an answer.
 *
 * @param error the kind
 * @param detail what the transport said, for logs and traces; never shown to clients
 */
public record BackendFailure(BackendError error, String detail) {

	/**
	 * Classifies what a client call failed with.
	 * @param failure the failure
	 * @return its kind and text
	 */
	public static BackendFailure of(Throwable failure) {
		Throwable root = BackendError.unwrap(failure);
		String text = root.getMessage();
		return new BackendFailure(BackendError.of(failure),
				(text == null || text.isEmpty()) ? root.getClass().getSimpleName() : text);
	}

	/**
	 * Looks for the failure of a backend in an exception.
	 * @param thrown an exception
	 * @return the failure, or null if it is something else
	 */
	public static @Nullable BackendFailure in(Throwable thrown) {
		return (thrown instanceof BackendException known) ? known.failure() : null;
	}

	/**
	 * Turns the failure into what a stream of bytes can fail with; {@link #of} finds it
	 * again.
	 * @return an exception without a stack trace
	 */
	public RuntimeException asSignal() {
		return new BackendException(this);
	}

	/**
	 * Turns the failure into the error of a statement.
	 * @param source {@code forward-request} or {@code send-request}
	 * @return what leads to on-error; its cause carries the detail for the log
	 */
	public PolicyException toException(String source) {
		LastError last = new LastError(source, this.error.reason(), this.error.message(), null, null, null, null);
		PolicyException failure = new PolicyException(last, this.error.status(), new BackendException(this));
		return (this.error == BackendError.OVERLOAD) ? failure.answering(null, Duration.ofSeconds(1)) : failure;
	}

}
