package io.selvage.gateway.expression.core;

import java.math.BigDecimal;
import java.util.List;

import io.selvage.gateway.expression.arithmetic.Arithmetic;
import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.arithmetic.Operator;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Keywords;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import org.jspecify.annotations.Nullable;

/**
 * The numeric types.
 */
final class NumberTypes implements TypeModule {

	/** All numeric types but char. */
	static final List<NumericType> ALL = List.of(NumericType.SBYTE, NumericType.BYTE, NumericType.SHORT,
			NumericType.USHORT, NumericType.INT, NumericType.UINT, NumericType.LONG, NumericType.ULONG,
			NumericType.FLOAT, NumericType.DOUBLE, NumericType.DECIMAL);

	@Override
	public void register(TypeRegistry types) {
		integer(types, NumericType.SBYTE, SByte.class);
		integer(types, NumericType.BYTE, Byte.class);
		integer(types, NumericType.SHORT, Short.class);
		integer(types, NumericType.USHORT, UInt16.class);
		integer(types, NumericType.INT, Integer.class);
		integer(types, NumericType.UINT, UInt32.class);
		integer(types, NumericType.LONG, Long.class);
		integer(types, NumericType.ULONG, UInt64.class);
		floating(types, NumericType.FLOAT, Float.class, 0f).constant("float MaxValue", Float.MAX_VALUE)
			.constant("float MinValue", -Float.MAX_VALUE)
			.constant("float Epsilon", Float.MIN_VALUE)
			.constant("float NaN", Float.NaN)
			.constant("float PositiveInfinity", Float.POSITIVE_INFINITY)
			.constant("float NegativeInfinity", Float.NEGATIVE_INFINITY)
			.method("static bool IsNaN(float f)", (Float value) -> value.isNaN())
			.method("static bool IsInfinity(float f)", (Float value) -> value.isInfinite())
			.method("static bool IsPositiveInfinity(float f)", (Float value) -> value == Float.POSITIVE_INFINITY)
			.method("static bool IsNegativeInfinity(float f)", (Float value) -> value == Float.NEGATIVE_INFINITY)
			.method("static bool IsFinite(float f)", (Float value) -> Float.isFinite(value))
			.method("static bool IsNegative(float f)", (Float value) -> Float.floatToRawIntBits(value) < 0)
			.method("static bool IsNormal(float f)",
					(Float value) -> Float.isFinite(value) && Math.abs(value) >= Float.MIN_NORMAL)
			.method("static bool IsSubnormal(float f)",
					(Float value) -> value != 0 && Math.abs(value) < Float.MIN_NORMAL);
		floating(types, NumericType.DOUBLE, Double.class, 0d).constant("double MaxValue", Double.MAX_VALUE)
			.constant("double MinValue", -Double.MAX_VALUE)
			.constant("double Epsilon", Double.MIN_VALUE)
			.constant("double NaN", Double.NaN)
			.constant("double PositiveInfinity", Double.POSITIVE_INFINITY)
			.constant("double NegativeInfinity", Double.NEGATIVE_INFINITY)
			.method("static bool IsNaN(double d)", (Double value) -> value.isNaN())
			.method("static bool IsInfinity(double d)", (Double value) -> value.isInfinite())
			.method("static bool IsPositiveInfinity(double d)", (Double value) -> value == Double.POSITIVE_INFINITY)
			.method("static bool IsNegativeInfinity(double d)", (Double value) -> value == Double.NEGATIVE_INFINITY)
			.method("static bool IsFinite(double d)", (Double value) -> Double.isFinite(value))
			.method("static bool IsNegative(double d)", (Double value) -> Double.doubleToRawLongBits(value) < 0)
			.method("static bool IsNormal(double d)",
					(Double value) -> Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL)
			.method("static bool IsSubnormal(double d)",
					(Double value) -> value != 0 && Math.abs(value) < Double.MIN_NORMAL);
		DecimalMembers.register(floating(types, NumericType.DECIMAL, BigDecimal.class, BigDecimal.ZERO));
	}

	static String keyword(NumericType type) {
		return java.util.Objects.requireNonNull(Keywords.of(type.fullName()));
	}

	private static void integer(TypeRegistry types, NumericType type, Class<?> javaClass) {
		String name = keyword(type);
		long max = (type == NumericType.ULONG) ? -1L
				: type.isSigned() ? ((1L << (type.bits() - 1)) - 1) : ((1L << type.bits()) - 1);
		long min = type.isSigned() ? -max - 1 : 0;
		common(types.defineStruct(type.fullName(), javaClass, NumericConversion.box(0, type)), type)
			.constant(name + " MaxValue", NumericConversion.box(max, type))
			.constant(name + " MinValue", NumericConversion.box(min, type));
	}

	private static TypeBuilder floating(TypeRegistry types, NumericType type, Class<?> javaClass, Object zero) {
		return common(types.defineStruct(type.fullName(), javaClass, zero), type);
	}

	private static TypeBuilder common(TypeBuilder builder, NumericType type) {
		String name = keyword(type);
		return builder.base("System.ValueType")
			.method("string ToString(string format)",
					(Object value, @Nullable String format) -> NetFormat.toString(value, format))
			.method("int CompareTo(" + name + " value)", (Object a, Object b) -> compare(type, a, b))
			.method("int CompareTo(object value)", (Object a, @Nullable Object b) -> compareTo(type, a, b))
			.method("bool Equals(" + name + " obj)",
					(Object a, Object b) -> Arithmetic.compare(Operator.EQUAL, type, a, b) || (isNaN(a) && isNaN(b)))
			.method("static " + name + " Parse(string s)", (@Nullable String text) -> NumberReader.parse(text, type))
			.method("static bool TryParse(string s, out " + name + " result)",
					(@Nullable String text, Out<Object> result) -> NumberReader.tryParse(text, type, result));
	}

	private static boolean isNaN(Object value) {
		return (value instanceof Double number && number.isNaN()) || (value instanceof Float small && small.isNaN());
	}

	private static int compareTo(NumericType type, Object a, @Nullable Object b) {
		if (b == null) {
			return 1;
		}
		if (NumericType.ofValue(b) != type) {
			throw ClrException
				.argument("Object must be of type " + type.fullName().substring("System.".length()) + ".");
		}
		return compare(type, a, b);
	}

	static int compare(NumericType type, Object a, Object b) {
		return Arithmetic.compare(Operator.LESS, type, a, b) ? -1
				: Arithmetic.compare(Operator.GREATER, type, a, b) ? 1 : 0;
	}

	static ClrException outOfRange(NumericType type) {
		String name = type.fullName().substring("System.".length());
		String article = "Int16 Int32 Int64".contains(name) ? "an " : "a ";
		return switch (type) {
			case BYTE -> ClrException.overflow("Value was either too large or too small for an unsigned byte.");
			case SBYTE -> ClrException.overflow("Value was either too large or too small for a signed byte.");
			default -> ClrException.overflow("Value was either too large or too small for " + article + name + ".");
		};
	}

}
