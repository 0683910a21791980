package io.selvage.gateway.policy.jwt;

/**
 * A token does not hold. Without a stack trace, because it is an outcome and no defect.
 */
public final class InvalidTokenException extends RuntimeException {

	private final String reason;

	/**
	 * Creates the exception.
	 * @param reason what {@code LastError.Reason} is, for example {@code TokenExpired}
	 * @param message what {@code LastError.Message} is
	 */
	public InvalidTokenException(String reason, String message) {
		super(message, null, false, false);
		this.reason = reason;
	}

	public String reason() {
		return this.reason;
	}

	public String text() {
		return String.valueOf(getMessage());
	}

}
