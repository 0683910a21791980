package io.selvage.gateway.expression.core;

import java.math.BigDecimal;
import java.math.BigInteger;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.types.Body;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;

/**
 * The members of {@code decimal} beside those of every number.
 */
final class DecimalMembers {

	private DecimalMembers() {
	}

	static void register(TypeBuilder decimal) {
		decimal.constant("decimal Zero", BigDecimal.ZERO)
			.constant("decimal One", BigDecimal.ONE)
			.constant("decimal MinusOne", BigDecimal.ONE.negate())
			.constant("decimal MaxValue", new BigDecimal("79228162514264337593543950335"))
			.constant("decimal MinValue", new BigDecimal("-79228162514264337593543950335"))
			.method("static decimal Add(decimal d1, decimal d2)", compute(Operator.ADD))
			.method("static decimal Subtract(decimal d1, decimal d2)", compute(Operator.SUBTRACT))
			.method("static decimal Multiply(decimal d1, decimal d2)", compute(Operator.MULTIPLY))
			.method("static decimal Divide(decimal d1, decimal d2)", compute(Operator.DIVIDE))
			.method("static decimal Remainder(decimal d1, decimal d2)", compute(Operator.REMAINDER))
			.method("static decimal Negate(decimal d)", (BigDecimal value) -> value.negate())
			.method("static decimal Floor(decimal d)", (BigDecimal value) -> MathType.floor(value))
			.method("static decimal Ceiling(decimal d)", (BigDecimal value) -> MathType.ceiling(value))
			.method("static decimal Truncate(decimal d)", (BigDecimal value) -> MathType.truncate(value))
			.method("static decimal Round(decimal d)", (BigDecimal value) -> MathType.round(value, 0, false))
			.method("static decimal Round(decimal d, int decimals)",
					(BigDecimal value, Integer digits) -> MathType.round(value, digits, false))
			.method("static int Compare(decimal d1, decimal d2)", (BigDecimal a, BigDecimal b) -> a.compareTo(b))
			.method("static bool Equals(decimal d1, decimal d2)", (BigDecimal a, BigDecimal b) -> a.compareTo(b) == 0)
			.method("static decimal Round(decimal d, MidpointRounding mode)",
					(BigDecimal value, EnumValue mode) -> MathType.round(value, 0, mode))
			.method("static decimal Round(decimal d, int decimals, MidpointRounding mode)",
					(BigDecimal value, Integer digits, EnumValue mode) -> MathType.round(value, digits, mode))
			.method("static int ToInt32(decimal d)", convert(NumericType.INT))
			.method("static long ToInt64(decimal d)", convert(NumericType.LONG))
			.method("static double ToDouble(decimal d)", convert(NumericType.DOUBLE));
		conversions(decimal);
		bits(decimal);
	}

	private static void conversions(TypeBuilder decimal) {
		decimal.method("static byte ToByte(decimal value)", convert(NumericType.BYTE))
			.method("static sbyte ToSByte(decimal value)", convert(NumericType.SBYTE))
			.method("static short ToInt16(decimal value)", convert(NumericType.SHORT))
			.method("static ushort ToUInt16(decimal value)", convert(NumericType.USHORT))
			.method("static uint ToUInt32(decimal value)", convert(NumericType.UINT))
			.method("static ulong ToUInt64(decimal value)", convert(NumericType.ULONG))
			.method("static float ToSingle(decimal value)", convert(NumericType.FLOAT))
			.method("static decimal FromOACurrency(long cy)", (Long units) -> ofCurrency(units))
			.method("static long ToOACurrency(decimal value)",
					(BigDecimal value) -> MathType.round(value.movePointRight(4), 0, false).longValue());
		for (NumericType type : new NumericType[] { NumericType.INT, NumericType.UINT, NumericType.LONG,
				NumericType.ULONG, NumericType.FLOAT, NumericType.DOUBLE }) {
			decimal.constructor("Decimal(" + NumberTypes.keyword(type) + " value)",
					(Object value) -> NumericConversion.convert(value, NumericType.DECIMAL, true));
		}
	}

	private static BigDecimal ofCurrency(long units) {
		BigDecimal value = BigDecimal.valueOf(units, 4).stripTrailingZeros();
		return (value.scale() < 0) ? value.setScale(0) : value;
	}

	private static void bits(TypeBuilder decimal) {
		decimal.method("static int[] GetBits(decimal d)", (BigDecimal value) -> bitsOf(value))
			.constructor("Decimal(int[] bits)", (int[] bits) -> ofBits(bits))
			.constructCall("Decimal(int lo, int mid, int hi, bool isNegative, byte scale)", DecimalMembers::ofParts);
	}

	/** 96 bits of the digits, lowest first, then the scale and the sign. */
	private static int[] bitsOf(BigDecimal value) {
		BigInteger digits = value.unscaledValue().abs();
		int flags = (value.scale() << 16) | ((value.signum() < 0) ? Integer.MIN_VALUE : 0);
		return new int[] { digits.intValue(), digits.shiftRight(32).intValue(), digits.shiftRight(64).intValue(),
				flags };
	}

	private static BigDecimal ofBits(int[] bits) {
		if (bits.length != 4 || ((bits[3] >> 16) & 0xff) > 28) {
			throw ClrException.argument("Decimal constructor requires an array of four valid decimal bytes.");
		}
		return of(bits[0], bits[1], bits[2], bits[3] < 0, (bits[3] >> 16) & 0xff);
	}

	private static BigDecimal ofParts(Invocation in) {
		int scale = in.<Byte>argument(4) & 0xff;
		if (scale > 28) {
			throw ClrException.argumentOutOfRange("scale",
					"Decimal's scale value must be between 0 and 28, inclusive.");
		}
		return of(in.<Integer>argument(0), in.<Integer>argument(1), in.<Integer>argument(2), in.<Boolean>argument(3),
				scale);
	}

	private static BigDecimal of(int low, int middle, int high, boolean negative, int scale) {
		BigInteger digits = BigInteger.valueOf(high & 0xffffffffL)
			.shiftLeft(64)
			.or(BigInteger.valueOf(middle & 0xffffffffL).shiftLeft(32))
			.or(BigInteger.valueOf(low & 0xffffffffL));
		return new BigDecimal(negative ? digits.negate() : digits, scale);
	}

	private static Body.F2<BigDecimal, BigDecimal> compute(Operator operator) {
		return (a, b) -> Arithmetic.compute(operator, NumericType.DECIMAL, a, b, true);
	}

	private static Body.F1<BigDecimal> convert(NumericType type) {
		return (value) -> NumericConversion.convert(value, type, true);
	}

}
