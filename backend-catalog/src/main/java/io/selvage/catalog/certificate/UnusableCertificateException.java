package io.selvage.catalog.certificate;

/**
 * A certificate of the catalog cannot be presented to anybody. The message says which one
 * and why, and holds no secret.
 */
public final class UnusableCertificateException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message which certificate, and why
	 */
	public UnusableCertificateException(String message) {
		super(message, null, false, false);
	}

}
