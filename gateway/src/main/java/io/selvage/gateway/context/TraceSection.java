package io.selvage.gateway.context;

/**
 * The sections of a trace, named as in Azure API Management.
 */
public enum TraceSection {

	/** Before the backend is called. */
	INBOUND("inbound"),
	/** The call of the backend. */
	BACKEND("backend"),
	/** After the backend answered. */
	OUTBOUND("outbound"),
	/** After an error. */
	ON_ERROR("on-error");

	private final String key;

	TraceSection(String key) {
		this.key = key;
	}

	/**
	 * Returns the name in JSON.
	 * @return for example {@code on-error}
	 */
	public String key() {
		return this.key;
	}

}
