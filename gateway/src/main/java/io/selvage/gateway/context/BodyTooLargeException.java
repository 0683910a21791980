package io.selvage.gateway.context;

/**
 * A body had to be buffered for a policy and is larger than the limit.
 */
public final class BodyTooLargeException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param limit the limit in bytes
	 */
	public BodyTooLargeException(int limit) {
		super("The body is larger than the " + limit + " bytes that may be buffered for a policy.", null, false, false);
	}

}
