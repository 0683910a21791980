package io.selvage.gateway.listener;

/**
 * The request is not accepted; it reaches neither policies nor a backend.
 */
final class RefusedException extends RuntimeException {

	private final int status;

	RefusedException(int status, String message) {
		super(message, null, false, false);
		this.status = status;
	}

	int status() {
		return this.status;
	}

	String reason() {
		String message = getMessage();
		return (message != null) ? message : "";
	}

}
