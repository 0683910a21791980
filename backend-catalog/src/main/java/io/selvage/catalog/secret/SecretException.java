package io.selvage.catalog.secret;

/**
 * A secret cannot be encrypted, decrypted or fetched. The message names what is wrong and
 * never shows the secret.
 */
public final class SecretException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what is wrong and what would be right
	 */
	public SecretException(String message) {
		super(message);
	}

	/**
	 * Creates the exception.
	 * @param message what is wrong and what would be right
	 * @param cause the cause
	 */
	public SecretException(String message, Throwable cause) {
		super(message, cause);
	}

}
