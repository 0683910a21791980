package io.selvage.catalog.store;

/**
 * The database cannot be reached or does not work. Requests are still served; changes
 * must wait.
 */
public final class StoreUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param cause what the database or its driver said
	 */
	public StoreUnavailableException(Throwable cause) {
		super("The catalog's database is not available.", cause);
	}

}
