package io.selvage.gateway.policy.document;

/**
 * Reading cannot go on.
 */
final class DocumentException extends RuntimeException {

	private final int origin;

	private final String element;

	/**
	 * Creates the exception.
	 * @param origin the offset in the author's text
	 * @param element the element it happened in
	 * @param message what is wrong
	 */
	DocumentException(int origin, String element, String message) {
		super(message, null, false, false);
		this.origin = origin;
		this.element = element;
	}

	int origin() {
		return this.origin;
	}

	String element() {
		return this.element;
	}

	String text() {
		return String.valueOf(getMessage());
	}

}
