package io.selvage.catalog.store;

/**
 * Others have written since the revision a change was made for: it must be made again.
 */
public final class StaleRevisionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param base the revision the change was made for
	 * @param current the revision the store has
	 */
	public StaleRevisionException(long base, long current) {
		super("The change was made for revision " + base + ", but the store has revision " + current + ".", null, false,
				false);
	}

}
