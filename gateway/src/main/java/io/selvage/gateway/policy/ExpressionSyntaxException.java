package io.selvage.gateway.policy;

/**
 * An expression is not valid C# or uses what expressions may not use.
 */
public final class ExpressionSyntaxException extends Exception {

	private final int offset;

	/**
	 * Creates the exception.
	 * @param offset the place in the text of the expression, from 0
	 * @param message what is wrong
	 */
	public ExpressionSyntaxException(int offset, String message) {
		super(message, null, false, false);
		this.offset = offset;
	}

	public int offset() {
		return this.offset;
	}

	/**
	 * Returns what is wrong.
	 * @return the message, never null
	 */
	public String text() {
		return String.valueOf(getMessage());
	}

}
