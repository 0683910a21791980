package io.selvage.gateway.expression.arithmetic;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.selvage.gateway.expression.types.ClrException;

/**
 * Operators on boxed numbers whose types are already promoted. Integers wrap unless
 * checked; division by zero and {@code decimal} overflow always throw.
 */
public final class Arithmetic {

	private Arithmetic() {
	}

	/**
	 * Computes.
	 * @param operator any operator that is no comparison
	 * @param type the promoted type of the operands (for a shift: of the left one)
	 * @param left the left operand
	 * @param right the right operand; for a shift an Integer
	 * @param checked whether overflow throws
	 * @return the boxed result, of the same type
	 */
	public static Object compute(Operator operator, NumericType type, Object left, Object right, boolean checked) {
		return switch (type) {
			case DECIMAL -> decimal(operator, (BigDecimal) left, (BigDecimal) right);
			case DOUBLE -> floating(operator, (Double) left, (Double) right);
			case FLOAT -> (float) floating(operator, (Float) left, (Float) right);
			default -> integral(operator, type, left, right, checked);
		};
	}

	private static BigDecimal decimal(Operator operator, BigDecimal a, BigDecimal b) {
		return switch (operator) {
			case ADD -> Decimals.fit(a.add(b));
			case SUBTRACT -> Decimals.fit(a.subtract(b));
			case MULTIPLY -> Decimals.fit(a.multiply(b));
			case DIVIDE -> Decimals.divide(a, b);
			case REMAINDER -> {
				if (b.signum() == 0) {
					throw divideByZero();
				}
				yield a.remainder(b);
			}
			default -> throw new IllegalArgumentException(operator.symbol());
		};
	}

	private static double floating(Operator operator, double a, double b) {
		return switch (operator) {
			case ADD -> a + b;
			case SUBTRACT -> a - b;
			case MULTIPLY -> a * b;
			case DIVIDE -> a / b;
			case REMAINDER -> a % b;
			default -> throw new IllegalArgumentException(operator.symbol());
		};
	}

	private static Object integral(Operator operator, NumericType type, Object left, Object right, boolean checked) {
		long a = NumericConversion.toLongBits(left);
		long b = NumericConversion.toLongBits(right);
		if (checked && !operator.isShift() && !operator.isBitwise()) {
			return checked(operator, type, left, right);
		}
		boolean unsigned = type == NumericType.ULONG;
		long result = switch (operator) {
			case ADD -> a + b;
			case SUBTRACT -> a - b;
			case MULTIPLY -> a * b;
			case DIVIDE -> divide(a, b, type);
			case REMAINDER -> {
				if (b == 0) {
					throw divideByZero();
				}
				yield unsigned ? Long.remainderUnsigned(a, b) : remainder(a, b, type);
			}
			case SHIFT_LEFT -> a << (b & (type.bits() - 1));
			case SHIFT_RIGHT -> unsigned ? a >>> (b & 63) : a >> (b & (type.bits() - 1));
			case AND -> a & b;
			case OR -> a | b;
			case XOR -> a ^ b;
			default -> throw new IllegalArgumentException(operator.symbol());
		};
		return NumericConversion.box(result, type);
	}

	/** The processor divides, and refuses the smallest number by -1. */
	private static long remainder(long a, long b, NumericType type) {
		checkQuotient(a, b, type);
		return a % b;
	}

	private static void checkQuotient(long a, long b, NumericType type) {
		if (b == -1 && type.isSigned() && a == ((type == NumericType.INT) ? Integer.MIN_VALUE : Long.MIN_VALUE)) {
			throw overflow();
		}
	}

	private static long divide(long a, long b, NumericType type) {
		if (b == 0) {
			throw divideByZero();
		}
		checkQuotient(a, b, type);
		return (type == NumericType.ULONG) ? Long.divideUnsigned(a, b) : a / b;
	}

	private static Object checked(Operator operator, NumericType type, Object left, Object right) {
		BigInteger a = new BigInteger(text(left));
		BigInteger b = new BigInteger(text(right));
		if (b.signum() == 0 && (operator == Operator.DIVIDE || operator == Operator.REMAINDER)) {
			throw divideByZero();
		}
		BigInteger result = switch (operator) {
			case ADD -> a.add(b);
			case SUBTRACT -> a.subtract(b);
			case MULTIPLY -> a.multiply(b);
			case DIVIDE -> a.divide(b);
			case REMAINDER -> a.remainder(b);
			default -> throw new IllegalArgumentException(operator.symbol());
		};
		boolean fits = (type == NumericType.ULONG) ? result.signum() >= 0 && result.bitLength() <= 64
				: result.bitLength() < 64 && NumericConversion.fits(result.longValue(), false, type);
		if (!fits) {
			throw overflow();
		}
		return NumericConversion.box(result.longValue(), type);
	}

	private static String text(Object integer) {
		return (integer instanceof io.selvage.gateway.expression.types.UInt64 number) ? number.toString()
				: Long.toString(NumericConversion.toLongBits(integer));
	}

	/**
	 * Compares.
	 * @param operator a comparison
	 * @param type the promoted type of the operands
	 * @param left the left operand
	 * @param right the right operand
	 * @return the result; comparisons with NaN are false, but for {@code !=}
	 */
	public static boolean compare(Operator operator, NumericType type, Object left, Object right) {
		if (type == NumericType.DOUBLE || type == NumericType.FLOAT) {
			return compare(operator, ((Number) left).doubleValue(), ((Number) right).doubleValue());
		}
		int order;
		if (type == NumericType.DECIMAL) {
			order = ((BigDecimal) left).compareTo((BigDecimal) right);
		}
		else {
			long a = NumericConversion.toLongBits(left);
			long b = NumericConversion.toLongBits(right);
			order = (type == NumericType.ULONG) ? Long.compareUnsigned(a, b) : Long.compare(a, b);
		}
		return compare(operator, order, 0);
	}

	/**
	 * Compares two doubles.
	 * @param operator a comparison
	 * @param a left
	 * @param b right
	 * @return the result
	 */
	public static boolean compare(Operator operator, double a, double b) {
		return switch (operator) {
			case EQUAL -> a == b;
			case NOT_EQUAL -> a != b;
			case LESS -> a < b;
			case GREATER -> a > b;
			case LESS_OR_EQUAL -> a <= b;
			case GREATER_OR_EQUAL -> a >= b;
			default -> throw new IllegalArgumentException(operator.symbol());
		};
	}

	/**
	 * Negates.
	 * @param type the promoted type
	 * @param value the operand
	 * @param checked whether overflow throws
	 * @return the boxed result
	 */
	public static Object negate(NumericType type, Object value, boolean checked) {
		return switch (type) {
			case DECIMAL -> ((BigDecimal) value).negate();
			case DOUBLE -> -(Double) value;
			case FLOAT -> -(Float) value;
			default -> compute(Operator.SUBTRACT, type, NumericConversion.box(0, type), value, checked);
		};
	}

	/**
	 * Inverts all bits.
	 * @param type the promoted type
	 * @param value the operand
	 * @return the boxed result
	 */
	public static Object complement(NumericType type, Object value) {
		return NumericConversion.box(~NumericConversion.toLongBits(value), type);
	}

	public static ClrException divideByZero() {
		return new ClrException("System.DivideByZeroException", "Attempted to divide by zero.");
	}

	public static ClrException overflow() {
		return ClrException.overflow("Arithmetic operation resulted in an overflow.");
	}

}
