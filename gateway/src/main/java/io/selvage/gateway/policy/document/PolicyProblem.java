package io.selvage.gateway.policy.document;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a policy document, and where.
 *
 * @param severity whether the document is refused
 * @param document the name of the document, for example a file
 * @param element the element it is about, for example {@code set-backend-service}
 * @param position the place in the text as its author wrote it
 * @param message what is wrong and what would be right
 * @param reason the kind of reason an error has; null for a warning
 */
public record PolicyProblem(Severity severity, String document, String element, TextPosition position, String message,
		@Nullable RefusalReason reason) {

	/**
	 * Returns the error code of the management API (Azure Resource Manager).
	 * @return always {@code ValidationError}
	 */
	public String code() {
		return "ValidationError";
	}

	/**
	 * Tells whether the document is refused.
	 * @return false for a warning
	 */
	public boolean isError() {
		return this.severity == Severity.ERROR;
	}

	/**
	 * Returns the message as the management API gives it.
	 * @return for example
	 * {@code Error in element 'choose' on line 15, column 4: Unterminated string literal}
	 */
	public String text() {
		return (isError() ? "Error" : "Warning") + " in element '" + this.element + "' on line " + this.position.line()
				+ ", column " + this.position.column() + ": " + this.message;
	}

	@Override
	public String toString() {
		return this.document + ": " + text();
	}

	/**
	 * How bad a problem is.
	 */
	public enum Severity {

		/** The document is refused. */
		ERROR,
		/** The document is accepted; its author should know. */
		WARNING

	}

}
