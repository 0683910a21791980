package io.selvage.gateway.expression.syntax;

/**
 * The text is no C#. Thrown at the first error; the parser also uses it to give up one
 * reading of an ambiguous text and try another.
 */
public final class SyntaxException extends RuntimeException {

	private final String code;

	private final int position;

	private final String missing;

	/**
	 * Creates the exception.
	 * @param code the number C# gives the error, for example {@code CS1026}
	 * @param message what is wrong
	 * @param position the offset in the text
	 */
	public SyntaxException(String code, String message, int position) {
		this(code, message, position, "");
	}

	/**
	 * Creates the exception for something that is missing.
	 * @param code the number
	 * @param message what is wrong
	 * @param position the offset in the text
	 * @param missing the text that is missing there
	 */
	public SyntaxException(String code, String message, int position, String missing) {
		super(message, null, false, false);
		this.code = code;
		this.position = position;
		this.missing = missing;
	}

	public String code() {
		return this.code;
	}

	public int position() {
		return this.position;
	}

	/**
	 * Returns what would have to be inserted.
	 * @return for example {@code )}; empty if nothing is known to be missing
	 */
	public String missing() {
		return this.missing;
	}

	public String message() {
		return String.valueOf(getMessage());
	}

}
