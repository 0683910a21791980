package io.selvage.gateway.runtime;

/**
 * An entity is valid but cannot be used as it stands, for example because its certificate
 * cannot be read. It fails the requests that need it, and nothing else; there is no
 * falling back to less.
 */
final class UnusableException extends RuntimeException {

	UnusableException(String reason) {
		super(reason, null, false, false);
	}

	String reason() {
		String message = getMessage();
		return (message != null) ? message : "";
	}

}
