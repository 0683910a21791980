package io.selvage.gateway.expression.arithmetic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;

/**
 * Converts numbers between the types of C#, on boxed values.
 */
public final class NumericConversion {

	static final BigDecimal DECIMAL_MAX = new BigDecimal("79228162514264337593543950335");

	private NumericConversion() {
	}

	/**
	 * Converts a number.
	 * @param value a boxed number or character
	 * @param target the type to convert to
	 * @param checked whether a value that does not fit is an error; else it wraps
	 * @return the boxed result
	 * @throws ClrException OverflowException
	 */
	public static Object convert(Object value, NumericType target, boolean checked) {
		NumericType source = NumericType.ofValue(value);
		if (source == target) {
			return value;
		}
		if (source == null) {
			throw ClrException.invalidCast("Specified cast is not valid.");
		}
		return switch (target) {
			case DOUBLE -> toDouble(value);
			case FLOAT -> (value instanceof Double number) ? (Object) number.floatValue() : (Object) toFloat(value);
			case DECIMAL -> toDecimal(value);
			default -> toInteger(value, source, target, checked);
		};
	}

	/**
	 * Returns a number as {@code double}.
	 * @param value a boxed number or character
	 * @return the nearest double
	 */
	public static double toDouble(Object value) {
		if (value instanceof Double number) {
			return number;
		}
		if (value instanceof Float number) {
			return number;
		}
		if (value instanceof BigDecimal number) {
			return number.doubleValue();
		}
		if (value instanceof UInt64 number) {
			return new BigInteger(number.toString()).doubleValue();
		}
		return toLongBits(value);
	}

	private static float toFloat(Object value) {
		return (value instanceof BigDecimal number) ? number.floatValue() : (value instanceof UInt64 number)
				? new BigInteger(number.toString()).floatValue() : (float) toLongBits(value);
	}

	/**
	 * Returns a number as {@code decimal}.
	 * @param value a boxed number or character
	 * @return the value; of a double 15 and of a float 7 significant digits
	 */
	public static BigDecimal toDecimal(Object value) {
		if (value instanceof BigDecimal number) {
			return number;
		}
		if (value instanceof Double || value instanceof Float) {
			double number = ((Number) value).doubleValue();
			if (Double.isNaN(number) || Double.isInfinite(number)) {
				throw tooLarge();
			}
			java.math.MathContext digits = new java.math.MathContext((value instanceof Double) ? 15 : 7);
			BigDecimal rounded = new BigDecimal(value.toString()).round(digits);
			BigDecimal stripped = (rounded.signum() == 0) ? BigDecimal.ZERO : rounded.stripTrailingZeros();
			return Decimals.fit((stripped.scale() < 0) ? stripped.setScale(0) : stripped);
		}
		return (value instanceof UInt64 number) ? new BigDecimal(number.toString())
				: BigDecimal.valueOf(toLongBits(value));
	}

	private static ClrException tooLarge() {
		return ClrException.overflow("Value was either too large or too small for a Decimal.");
	}

	/**
	 * Returns the bits of an integer, extended by its sign or zeros.
	 * @param value a boxed integer, character or boolean
	 * @return 64 bits
	 */
	public static long toLongBits(Object value) {
		if (value instanceof Integer number) {
			return number;
		}
		if (value instanceof Long number) {
			return number;
		}
		if (value instanceof Byte number) {
			return number & 0xff;
		}
		if (value instanceof Character character) {
			return character;
		}
		if (value instanceof Short number) {
			return number;
		}
		if (value instanceof SByte number) {
			return number.value();
		}
		if (value instanceof UInt16 number) {
			return number.value();
		}
		if (value instanceof UInt32 number) {
			return number.value();
		}
		if (value instanceof UInt64 number) {
			return number.bits();
		}
		throw ClrException.invalidCast("Specified cast is not valid.");
	}

	private static Object toInteger(Object value, NumericType source, NumericType target, boolean checked) {
		if (source == NumericType.DECIMAL) {
			BigInteger whole = ((BigDecimal) value).setScale(0, RoundingMode.DOWN).toBigInteger();
			return fromBig(whole, target);
		}
		if (source == NumericType.DOUBLE || source == NumericType.FLOAT) {
			return fromDouble(((Number) value).doubleValue(), target, checked);
		}
		long bits = toLongBits(value);
		if (checked && !fits(bits, source == NumericType.ULONG, target)) {
			throw overflow(target);
		}
		return box(bits, target);
	}

	private static Object fromBig(BigInteger whole, NumericType target) {
		boolean fits = whole.bitLength() <= 64
				&& (whole.bitLength() < 64 ? fits(whole.longValue(), false, target) : target == NumericType.ULONG);
		if (!fits || (whole.signum() < 0 && !target.isSigned())) {
			throw overflow(target);
		}
		return box(whole.longValue(), target);
	}

	private static Object fromDouble(double number, NumericType target, boolean checked) {
		if (checked) {
			if (Double.isNaN(number) || Double.isInfinite(number)) {
				throw overflow(target);
			}
			return fromBig(new BigDecimal(number).setScale(0, RoundingMode.DOWN).toBigInteger(), target);
		}
		if (Double.isNaN(number) || Math.abs(number) >= 0x1p64) {
			return box((target.bits() == 64) ? Long.MIN_VALUE : (target.bits() == 32) ? Integer.MIN_VALUE : 0, target);
		}
		if (Math.abs(number) >= 0x1p63) {
			long low = new BigDecimal(number).toBigInteger().longValue();
			return box((target == NumericType.ULONG) ? low : Long.MIN_VALUE, target);
		}
		long whole = (long) number;
		if (target == NumericType.INT && whole != (int) whole) {
			return Integer.MIN_VALUE;
		}
		return box(whole, target);
	}

	/**
	 * Tells whether 64 bits are a value of an integer type.
	 * @param bits the bits
	 * @param unsigned whether they are to be read as unsigned
	 * @param target the type
	 * @return true if the value is in its range
	 */
	public static boolean fits(long bits, boolean unsigned, NumericType target) {
		if (target == NumericType.ULONG) {
			return unsigned || bits >= 0;
		}
		if (unsigned && bits < 0) {
			return false;
		}
		if (target == NumericType.LONG) {
			return true;
		}
		long max = target.isSigned() ? (1L << (target.bits() - 1)) - 1 : (1L << target.bits()) - 1;
		long min = target.isSigned() ? -max - 1 : 0;
		return bits >= min && bits <= max;
	}

	/**
	 * Boxes the low bits of a number.
	 * @param bits 64 bits
	 * @param target an integer type
	 * @return the boxed value
	 */
	public static Object box(long bits, NumericType target) {
		return switch (target) {
			case SBYTE -> new SByte((byte) bits);
			case BYTE -> (byte) bits;
			case SHORT -> (short) bits;
			case USHORT -> new UInt16((char) bits);
			case CHAR -> (char) bits;
			case INT -> (int) bits;
			case UINT -> new UInt32((int) bits);
			case LONG -> bits;
			case ULONG -> new UInt64(bits);
			default -> throw new IllegalArgumentException("not an integer type: " + target);
		};
	}

	static ClrException overflow(NumericType target) {
		return switch (target) {
			case INT -> ClrException.overflow("Value was either too large or too small for an Int32.");
			case LONG -> ClrException.overflow("Value was either too large or too small for an Int64.");
			default -> ClrException.overflow("Arithmetic operation resulted in an overflow.");
		};
	}

}
