package io.selvage.gateway.expression.types;

/**
 * An evaluation used up its budget. C# code cannot catch it.
 */
public final class LimitExceededException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message which budget, and its size
	 */
	public LimitExceededException(String message) {
		super(message, null, false, false);
	}

}
