package io.selvage.gateway.policy;

/**
 * The scopes a policy document can be installed at, from broad to narrow.
 */
public enum PolicyScope {

	/** All APIs. */
	GLOBAL("global"),
	/** The APIs of a product, when called in its context. */
	PRODUCT("product"),
	/** One API. */
	API("api"),
	/** One operation. */
	OPERATION("operation");

	private final String label;

	PolicyScope(String label) {
		this.label = label;
	}

	/**
	 * Returns the name in {@code context.LastError.Scope}.
	 * @return for example {@code operation}
	 */
	public String label() {
		return this.label;
	}

}
