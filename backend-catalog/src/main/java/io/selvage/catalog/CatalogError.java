package io.selvage.catalog;

/**
 * The errors of the contract: code and HTTP status.
 */
public enum CatalogError {

	/** The request is not valid. */
	VALIDATION("ValidationError", 400),
	/** No such resource. */
	NOT_FOUND("ResourceNotFound", 404),
	/** The resource can't be changed, for example because it comes from a file. */
	CONFLICT("Conflict", 409),
	/** Another change came first. */
	CONCURRENT_CHANGE("PessimisticConcurrencyConflict", 409),
	/** The entity tag is stale. */
	PRECONDITION_FAILED("PreConditionFailed", 412),
	/** The request is larger than its limit. */
	TOO_LARGE("RequestEntityTooLarge", 413);

	private final String code;

	private final int status;

	CatalogError(String code, int status) {
		this.code = code;
		this.status = status;
	}

	/**
	 * The code of the error body.
	 * @return for example {@code ValidationError}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The HTTP status of the answer.
	 * @return 400 to 499
	 */
	public int status() {
		return this.status;
	}

}
