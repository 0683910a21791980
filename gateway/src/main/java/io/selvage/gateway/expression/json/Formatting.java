package io.selvage.gateway.expression.json;

/**
 * How JSON text is laid out (Newtonsoft.Json.Formatting).
 */
public enum Formatting {

	/** In one line, without blanks. */
	NONE("None"),
	/** A line for every member and element, indented by two blanks a level. */
	INDENTED("Indented");

	private final String netName;

	Formatting(String netName) {
		this.netName = netName;
	}

	@Override
	public String toString() {
		return this.netName;
	}

}
