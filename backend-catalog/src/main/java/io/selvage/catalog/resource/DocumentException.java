package io.selvage.catalog.resource;

/**
 * A document that could not be parsed. The message says what is wrong without quoting the
 * document, which may hold secrets.
 */
public class DocumentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient SourceLocation location;

	/**
	 * A document that could not be parsed.
	 * @param message what is wrong
	 * @param location where
	 */
	public DocumentException(String message, SourceLocation location) {
		super(message);
		this.location = location;
	}

	/**
	 * Where parsing ended.
	 * @return the position
	 */
	public SourceLocation location() {
		return this.location;
	}

}
