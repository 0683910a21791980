package io.selvage.catalog.directory;

/**
 * Something in a Resource Manager template that can't be understood.
 */
final class ArmTemplateException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ArmTemplateException(String message) {
		super(message);
	}

}
