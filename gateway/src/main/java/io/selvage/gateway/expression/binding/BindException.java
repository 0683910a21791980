package io.selvage.gateway.expression.binding;

/**
 * An expression means nothing: the error C# would report. Also used to try one reading of
 * a lambda and give it up.
 */
public final class BindException extends RuntimeException {

	private final String code;

	private final int position;

	BindException(String code, String message, int position) {
		super(message, null, false, false);
		this.code = code;
		this.position = position;
	}

	public String code() {
		return this.code;
	}

	public int position() {
		return this.position;
	}

	public String message() {
		return String.valueOf(getMessage());
	}

}
