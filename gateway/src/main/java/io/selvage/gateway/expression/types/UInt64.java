package io.selvage.gateway.expression.types;

/**
 * A boxed {@code ulong}.
 *
 * @param bits the value, read as unsigned
 */
public record UInt64(long bits) {

	@Override
	public String toString() {
		return Long.toUnsignedString(this.bits);
	}

}
