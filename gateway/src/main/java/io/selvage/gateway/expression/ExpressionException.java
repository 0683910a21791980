package io.selvage.gateway.expression;

import org.jspecify.annotations.Nullable;

/**
 * The evaluation of an expression failed: what C# would have thrown, or a budget that was
 * exceeded. It has no stack trace of ours: the failure is the author's, not the
 * gateway's.
 */
public final class ExpressionException extends RuntimeException {

	private final String type;

	/**
	 * Creates the exception.
	 * @param type the full .NET name of what C# would have thrown, for example
	 * {@code System.NullReferenceException}, or {@code ExpressionLimitExceeded}
	 * @param message the message of that exception
	 * @param cause the cause, or null
	 */
	public ExpressionException(String type, String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
		this.type = type;
	}

	/**
	 * Returns the .NET exception.
	 * @return the full type name
	 */
	public String type() {
		return this.type;
	}

}
