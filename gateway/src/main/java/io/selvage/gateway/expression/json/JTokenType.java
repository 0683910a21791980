package io.selvage.gateway.expression.json;

/**
 * The kind of a token (Newtonsoft.Json.Linq.JTokenType), in the order of its numbers.
 */
public enum JTokenType {

	NONE("None"), OBJECT("Object"), ARRAY("Array"), CONSTRUCTOR("Constructor"), PROPERTY("Property"),
	COMMENT("Comment"), INTEGER("Integer"), FLOAT("Float"), STRING("String"), BOOLEAN("Boolean"), NULL("Null"),
	UNDEFINED("Undefined"), DATE("Date"), RAW("Raw"), BYTES("Bytes"), GUID("Guid"), URI("Uri"), TIMESPAN("TimeSpan");

	private final String netName;

	JTokenType(String netName) {
		this.netName = netName;
	}

	@Override
	public String toString() {
		return this.netName;
	}

}
