package io.selvage.gateway.policy.store;

/**
 * Counters that are shared cannot be reached, and requests must not pass uncounted.
 * Without a stack trace, because it is an outcome and not a defect.
 */
public final class StoreUnavailableException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what cannot be reached, without addresses
	 * @param cause why
	 */
	public StoreUnavailableException(String message, Throwable cause) {
		super(message, cause, false, false);
	}

}
