package io.selvage.gateway.expression.types;

/**
 * A boxed {@code uint}.
 *
 * @param bits the value, read as unsigned
 */
public record UInt32(int bits) {

	/**
	 * Returns the value.
	 * @return 0 to 2³²-1
	 */
	public long value() {
		return Integer.toUnsignedLong(this.bits);
	}

	@Override
	public String toString() {
		return Integer.toUnsignedString(this.bits);
	}

}
