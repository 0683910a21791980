package io.selvage.gateway.expression.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.Body;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * {@code Math}.
 */
final class MathType implements TypeModule {

	static final EnumDefinition ROUNDING = EnumDefinition.of("System.MidpointRounding",
			"ToEven, AwayFromZero, ToZero, ToNegativeInfinity, ToPositiveInfinity");

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder math = types.defineStatic("System.Math")
			.constant("double PI", Math.PI)
			.constant("double E", Math.E)
			.method("static double Pow(double x, double y)", (Double x, Double y) -> Math.pow(x, y))
			.method("static double Atan2(double y, double x)", (Double y, Double x) -> Math.atan2(y, x))
			.method("static double Log(double a, double newBase)",
					(Double a, Double base) -> Math.log(a) / Math.log(base))
			.method("static double IEEERemainder(double x, double y)", (Double x, Double y) -> Math.IEEEremainder(x, y))
			.method("static decimal Floor(decimal d)", (BigDecimal value) -> floor(value))
			.method("static decimal Ceiling(decimal d)", (BigDecimal value) -> ceiling(value))
			.method("static decimal Truncate(decimal d)", (BigDecimal value) -> truncate(value))
			.method("static double Truncate(double d)",
					(Double value) -> (value < 0) ? Math.ceil(value) : Math.floor(value))
			.method("static decimal Round(decimal d)", (BigDecimal value) -> round(value, 0, false))
			.method("static decimal Round(decimal d, int decimals)",
					(BigDecimal value, Integer digits) -> round(value, digits, false))
			.method("static decimal Round(decimal d, MidpointRounding mode)",
					(BigDecimal value, EnumValue mode) -> round(value, 0, mode))
			.method("static decimal Round(decimal d, int decimals, MidpointRounding mode)",
					(BigDecimal value, Integer digits, EnumValue mode) -> round(value, digits, mode))
			.method("static double Round(double a)", (Double value) -> Math.rint(value))
			.method("static double Round(double value, int digits)",
					(Double value, Integer digits) -> round(value, digits, ROUNDING.value(0)))
			.method("static double Round(double value, MidpointRounding mode)",
					(Double value, EnumValue mode) -> round(value, 0, mode))
			.method("static double Round(double value, int digits, MidpointRounding mode)",
					(Double value, Integer digits, EnumValue mode) -> round(value, digits, mode))
			.method("static int DivRem(int a, int b, out int result)",
					(Integer a, Integer b, Out<Integer> result) -> divRem(a, b, result))
			.method("static long DivRem(long a, long b, out long result)",
					(Long a, Long b, Out<Long> result) -> divRemLong(a, b, result))
			.method("static double Asinh(double d)",
					(Double x) -> Math.copySign(Math.log(Math.abs(x) + Math.sqrt(x * x + 1)), x))
			.method("static double Acosh(double d)", (Double x) -> Math.log(x + Math.sqrt(x * x - 1)))
			.method("static double Atanh(double d)", (Double x) -> 0.5 * Math.log((1 + x) / (1 - x)))
			.method("static long BigMul(int a, int b)", (Integer a, Integer b) -> (long) a * b);
		unary(math, "Floor", Math::floor);
		unary(math, "Ceiling", Math::ceil);
		unary(math, "Sqrt", Math::sqrt);
		unary(math, "Log", Math::log);
		unary(math, "Log10", Math::log10);
		unary(math, "Cbrt", Math::cbrt);
		unary(math, "Exp", Math::exp);
		unary(math, "Sin", Math::sin);
		unary(math, "Cos", Math::cos);
		unary(math, "Tan", Math::tan);
		unary(math, "Asin", Math::asin);
		unary(math, "Acos", Math::acos);
		unary(math, "Atan", Math::atan);
		unary(math, "Sinh", Math::sinh);
		unary(math, "Cosh", Math::cosh);
		unary(math, "Tanh", Math::tanh);
		NumberTypes.ALL.forEach((type) -> perType(math, type));
	}

	private static void unary(TypeBuilder math, String name, DoubleUnaryOperator function) {
		math.method("static double " + name + "(double d)", (Double value) -> function.applyAsDouble(value));
	}

	private static void perType(TypeBuilder math, NumericType type) {
		String name = NumberTypes.keyword(type);
		String pair = "(" + name + " val1, " + name + " val2)";
		math.method("static " + name + " Max" + pair, extreme(type, 1))
			.method("static " + name + " Min" + pair, extreme(type, -1));
		math.method("static " + name + " Clamp(" + name + " value, " + name + " min, " + name + " max)",
				(Object value, Object min, Object max) -> (NumberTypes.compare(type, value, min) < 0) ? min
						: (NumberTypes.compare(type, value, max) > 0) ? max : value);
		if (type.isSigned()) {
			Object zero = NumericConversion.convert(0, type, false);
			math.method("static " + name + " Abs(" + name + " value)",
					(Object value) -> (NumberTypes.compare(type, value, zero) < 0)
							? Arithmetic.negate(type, value, true) : value);
			math.method("static int Sign(" + name + " value)",
					(Object value) -> NumberTypes.compare(type, value, zero));
		}
	}

	private static Body.F2<Object, Object> extreme(NumericType type, int sign) {
		return (a, b) -> {
			if (a instanceof Double x && b instanceof Double y && (x.isNaN() || y.isNaN())) {
				return Double.NaN;
			}
			return (NumberTypes.compare(type, a, b) * sign >= 0) ? a : b;
		};
	}

	private static int divRem(int a, int b, Out<Integer> result) {
		if (b == 0) {
			throw Arithmetic.divideByZero();
		}
		result.set(a % b);
		return a / b;
	}

	private static long divRemLong(long a, long b, Out<Long> result) {
		if (b == 0) {
			throw Arithmetic.divideByZero();
		}
		result.set(a % b);
		return a / b;
	}

	static BigDecimal floor(BigDecimal value) {
		return value.setScale(0, RoundingMode.FLOOR);
	}

	static BigDecimal ceiling(BigDecimal value) {
		return value.setScale(0, RoundingMode.CEILING);
	}

	static BigDecimal truncate(BigDecimal value) {
		return value.setScale(0, RoundingMode.DOWN);
	}

	static BigDecimal round(BigDecimal value, int digits, boolean awayFromZero) {
		return round(value, digits, ROUNDING.value(awayFromZero ? 1 : 0));
	}

	static BigDecimal round(BigDecimal value, int digits, EnumValue mode) {
		if (digits < 0 || digits > 28) {
			throw ClrException.argumentOutOfRange("decimals",
					"Decimal can only round to between 0 and 28 digits of precision.");
		}
		return (value.scale() <= digits) ? value : value.setScale(digits, rounding(mode));
	}

	private static RoundingMode rounding(EnumValue mode) {
		return switch ((int) mode.value()) {
			case 1 -> RoundingMode.HALF_UP;
			case 2 -> RoundingMode.DOWN;
			case 3 -> RoundingMode.FLOOR;
			case 4 -> RoundingMode.CEILING;
			default -> RoundingMode.HALF_EVEN;
		};
	}

	private static double round(double value, int digits, EnumValue mode) {
		if (digits < 0 || digits > 15) {
			throw ClrException.argumentOutOfRange("digits", "Rounding digits must be between 0 and 15, inclusive.");
		}
		if (Double.isNaN(value) || Double.isInfinite(value) || Math.abs(value) >= 1e16) {
			return value;
		}
		double power = Math.pow(10, digits);
		double scaled = value * power;
		return new BigDecimal(scaled).setScale(0, rounding(mode)).doubleValue() / power;
	}

}
