package io.selvage.gateway.backend;

/**
 * A backend entity cannot be turned into something to call. The message says why and
 * holds no secret.
 */
final class UnusableBackendException extends RuntimeException {

	UnusableBackendException(String message) {
		super(message, null, false, false);
	}

}
