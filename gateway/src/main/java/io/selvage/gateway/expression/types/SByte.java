package io.selvage.gateway.expression.types;

/**
 * A boxed {@code sbyte}.
 *
 * @param value the value, -128 to 127
 */
public record SByte(byte value) {

	@Override
	public String toString() {
		return Integer.toString(this.value);
	}

}
