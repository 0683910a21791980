package io.selvage.catalog.management;

/**
 * The body of a call is not JSON.
 */
final class MalformedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MalformedBodyException(String message) {
		super(message, null, false, false);
	}

}
