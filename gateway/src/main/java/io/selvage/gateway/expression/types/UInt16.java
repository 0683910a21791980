package io.selvage.gateway.expression.types;

/**
 * A boxed {@code ushort}.
 *
 * @param value the value, 0 to 65535
 */
public record UInt16(char value) {

	@Override
	public String toString() {
		return Integer.toString(this.value);
	}

}
