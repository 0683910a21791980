package io.selvage.gateway.policy;

import io.selvage.gateway.context.LastError;
import org.jspecify.annotations.Nullable;

/**
 * A statement or built-in step failed: control goes to on-error. Without a stack trace,
 * because it is an outcome and not a defect.
 */
public final class PolicyException extends RuntimeException {

	private final LastError error;

	private final int status;

	/**
	 * Creates the exception.
	 * @param error what {@code context.LastError} will be
	 * @param status the status of the answer if no policy makes another
	 * @param cause the cause, or null
	 */
	public PolicyException(LastError error, int status, @Nullable Throwable cause) {
		super(error.message(), cause, false, false);
		this.error = error;
		this.status = status;
	}

	public LastError error() {
		return this.error;
	}

	public int status() {
		return this.status;
	}

}
