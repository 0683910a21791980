package io.selvage.gateway.context;

/**
 * The body of a request turned out to be larger than clients may send.
 */
public final class RequestTooLargeException extends RuntimeException {

	/** The status the client gets (RFC 9110 section 15.5.14). */
	public static final int STATUS = 413;

	/**
	 * Creates the exception.
	 * @param limit the limit in bytes
	 */
	public RequestTooLargeException(long limit) {
		super(text(limit), null, false, false);
	}

	/**
	 * Says what is wrong.
	 * @param limit the limit in bytes
	 * @return a sentence
	 */
	public static String text(long limit) {
		return "The request body is larger than the " + limit + " bytes that are accepted.";
	}

}
