package io.selvage.gateway.expression.crypto;

import java.security.GeneralSecurityException;

import io.selvage.gateway.expression.types.ClrException;

/**
 * The exception of this namespace.
 */
final class Cryptography {

	private static final String EXCEPTION = "System.Security.Cryptography.CryptographicException";

	private Cryptography() {
	}

	/** The message of the provider is not shown: it may tell about keys. */
	static ClrException failure(GeneralSecurityException ex) {
		return failure("The cryptographic operation failed (" + ex.getClass().getSimpleName() + ").");
	}

	static ClrException failure(String message) {
		return new ClrException(EXCEPTION, message);
	}

}
