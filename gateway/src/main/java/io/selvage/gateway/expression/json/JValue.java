package io.selvage.gateway.expression.json;

import java.math.BigDecimal;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Formattable;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value without children (Newtonsoft.Json.Linq.JValue), and comments. The number
 * of a value that was read is a Long, BigInteger or Double; one that was made of a .NET
 * value keeps it.
 */
public sealed class JValue extends JToken implements Comparable<JValue>, Formattable permits JRaw {

	private JTokenType type;

	private @Nullable Object value;

	/**
	 * Creates a value.
	 * @param value a string, number, boolean, date, time span, GUID, URI, byte array,
	 * enumeration value or null
	 */
	public JValue(@Nullable Object value) {
		this(JsonContent.typeOf(value), value);
	}

	JValue(JTokenType type, @Nullable Object value) {
		this.type = type;
		this.value = value;
	}

	public static JValue nullValue() {
		return new JValue(JTokenType.NULL, null);
	}

	public static JValue undefined() {
		return new JValue(JTokenType.UNDEFINED, null);
	}

	public static JValue comment(@Nullable String text) {
		return new JValue(JTokenType.COMMENT, text);
	}

	@Override
	public JTokenType type() {
		return this.type;
	}

	public @Nullable Object value() {
		return this.value;
	}

	/**
	 * Sets the value, and the type with it.
	 * @param other the new value
	 */
	public void value(@Nullable Object other) {
		if (!(this instanceof JRaw)) {
			this.type = JsonContent.typeOf(other);
		}
		this.value = other;
	}

	@Override
	JToken clone(int depth) {
		return new JValue(this.type, this.value);
	}

	/** Writes the bare value, not JSON: a string has no quotes, null is empty. */
	@Override
	public String toString() {
		return format(null);
	}

	@Override
	public String format(@Nullable String format) {
		return (this.value != null) ? NetFormat.toString(this.value, format) : "";
	}

	@Override
	public int compareTo(@Nullable JValue other) {
		if (other == null) {
			return 1;
		}
		JTokenType comparedAs = (this.type == JTokenType.STRING && other.type != this.type) ? other.type : this.type;
		return JsonEquality.compare(comparedAs, this.value, other.value);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof JValue that && JsonEquality.valuesEqual(this, that);
	}

	@Override
	public int hashCode() {
		Object own = this.value;
		if (own instanceof Number number) {
			return this.type.hashCode() * 31 + Double
				.hashCode((own instanceof BigDecimal decimal) ? decimal.doubleValue() : number.doubleValue());
		}
		return (own instanceof byte[] bytes) ? java.util.Arrays.hashCode(bytes) : (own == null) ? 0 : own.hashCode();
	}

	static ClrException cannotConvert(JToken token, String target) {
		return ClrException.argument("Can not convert " + token.type() + " to " + target + ".");
	}

}
