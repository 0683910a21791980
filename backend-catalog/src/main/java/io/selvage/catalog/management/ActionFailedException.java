package io.selvage.catalog.management;

/**
 * A {@link ResourceAction} could not do what it was asked for, and not because the
 * request was wrong.
 */
public final class ActionFailedException extends RuntimeException {

	private final int status;

	private final String code;

	/**
	 * Creates it.
	 * @param status the HTTP status of the answer
	 * @param code the code of the error body
	 * @param message what happened, for the caller
	 */
	public ActionFailedException(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	/**
	 * Returns the status of the answer.
	 * @return for example 502
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Returns the code of the error body.
	 * @return a word such as {@code NamingServiceFailed}
	 */
	public String code() {
		return this.code;
	}

}
