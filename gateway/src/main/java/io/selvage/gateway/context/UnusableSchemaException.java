package io.selvage.gateway.context;

/**
 * A schema that no body can be compared with.
 */
public final class UnusableSchemaException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String explanation;

	/**
	 * Creates the exception.
	 * @param explanation which schema, and what is wrong with it
	 */
	public UnusableSchemaException(String explanation) {
		super(explanation);
		this.explanation = explanation;
	}

	@Override
	public String getMessage() {
		return this.explanation;
	}

}
