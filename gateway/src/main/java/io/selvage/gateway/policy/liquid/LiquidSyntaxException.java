package io.selvage.gateway.policy.liquid;

/**
 * A template is not valid.
 */
public final class LiquidSyntaxException extends Exception {

	private final int offset;

	/**
	 * Creates the exception.
	 * @param offset the place in the template, from 0
	 * @param message what is wrong
	 */
	public LiquidSyntaxException(int offset, String message) {
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
