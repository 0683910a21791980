package io.selvage.gateway.expression.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

import io.selvage.gateway.expression.arithmetic.NumericConversion;
import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code Convert}: numbers round half to even and are checked; null is zero.
 */
final class ConvertType implements TypeModule {

	private static final Map<NumericType, String> NAMES = Map.ofEntries(Map.entry(NumericType.SBYTE, "SByte"),
			Map.entry(NumericType.BYTE, "Byte"), Map.entry(NumericType.SHORT, "Int16"),
			Map.entry(NumericType.USHORT, "UInt16"), Map.entry(NumericType.INT, "Int32"),
			Map.entry(NumericType.UINT, "UInt32"), Map.entry(NumericType.LONG, "Int64"),
			Map.entry(NumericType.ULONG, "UInt64"), Map.entry(NumericType.FLOAT, "Single"),
			Map.entry(NumericType.DOUBLE, "Double"), Map.entry(NumericType.DECIMAL, "Decimal"));

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder convert = types.defineStatic("System.Convert");
		NumberTypes.ALL.forEach((type) -> numeric(convert, type));
		convert.method("static bool ToBoolean(object value)", (@Nullable Object value) -> toBoolean(value))
			.method("static bool ToBoolean(string value)",
					(@Nullable String value) -> value != null && ObjectTypes.parse(value))
			.method("static char ToChar(object value)", ConvertType::toChar)
			.method("static char ToChar(string value)", ConvertType::toChar)
			.method("static string ToString(object value)", (@Nullable Object value) -> NetFormat.toString(value, null))
			.method("static string ToString(string value)", (@Nullable String value) -> value)
			.method("static string ToString(int value, int toBase)",
					(Integer value, Integer radix) -> toRadix(value, radix, 0xffffffffL))
			.method("static string ToString(long value, int toBase)",
					(Long value, Integer radix) -> toRadix(value, radix, -1L))
			.method("static string ToString(byte value, int toBase)",
					(Byte value, Integer radix) -> toRadix(value & 0xff, radix, 0xffL))
			.method("static string ToString(short value, int toBase)",
					(Short value, Integer radix) -> toRadix(value, radix, 0xffffL));
		Base64Members.register(convert);
	}

	private static void numeric(TypeBuilder convert, NumericType type) {
		String name = NumberTypes.keyword(type);
		String method = "static " + name + " To" + NAMES.get(type);
		convert.method(method + "(object value)", (@Nullable Object value) -> toNumber(value, type))
			.method(method + "(string value)",
					(@Nullable String value) -> (value == null) ? zero(type) : NumberReader.parse(value, type));
		if (type.isIntegral()) {
			convert.method(method + "(string value, int fromBase)",
					(@Nullable String value, Integer radix) -> fromRadix(value, radix, type));
		}
	}

	private static Object zero(NumericType type) {
		return NumericConversion.convert(0, type, false);
	}

	private static Object toNumber(@Nullable Object value, NumericType type) {
		if (value == null) {
			return zero(type);
		}
		if (value instanceof String text) {
			return NumberReader.parse(text, type);
		}
		if (value instanceof Boolean flag) {
			return NumericConversion.convert(flag ? 1 : 0, type, true);
		}
		if (value instanceof io.selvage.gateway.expression.types.EnumValue member) {
			return NumericConversion.convert(member.value(), type, true);
		}
		NumericType source = NumericType.ofValue(value);
		if (source == null) {
			throw ClrException.invalidCast("Unable to cast object to type 'System.IConvertible'.");
		}
		return NumericConversion.convert(type.isIntegral() ? rounded(value) : value, type, true);
	}

	private static Object rounded(Object value) {
		if (value instanceof BigDecimal number) {
			return number.setScale(0, RoundingMode.HALF_EVEN);
		}
		if (value instanceof Double || value instanceof Float) {
			return Math.rint(((Number) value).doubleValue());
		}
		return value;
	}

	private static boolean toBoolean(@Nullable Object value) {
		if (value instanceof Boolean flag) {
			return flag;
		}
		if (value instanceof String text) {
			return ObjectTypes.parse(text);
		}
		if (value != null && NumericType.ofValue(value) == null) {
			throw ClrException.invalidCast("Unable to cast object to type 'System.IConvertible'.");
		}
		return value != null && NumericConversion.toDouble(value) != 0;
	}

	private static char toChar(@Nullable Object value) {
		if (value instanceof String text) {
			if (text.length() != 1) {
				throw ClrException.format("String must be exactly one character long.");
			}
			return text.charAt(0);
		}
		return (value == null) ? '\0' : (Character) NumericConversion.convert(value, NumericType.CHAR, true);
	}

	private static void checkRadix(int radix) {
		if (radix != 2 && radix != 8 && radix != 10 && radix != 16) {
			throw ClrException.argument("Invalid Base.");
		}
	}

	private static String toRadix(long value, int radix, long mask) {
		checkRadix(radix);
		return (radix == 10) ? Long.toString(value) : Long.toUnsignedString(value & mask, radix);
	}

	private static Object fromRadix(@Nullable String text, int radix, NumericType type) {
		checkRadix(radix);
		if (text == null) {
			return zero(type);
		}
		if (radix == 10) {
			return NumberReader.parse(text, type);
		}
		boolean prefixed = radix == 16 && (text.startsWith("0x") || text.startsWith("0X"));
		String digits = prefixed ? text.substring(2) : text;
		try {
			long bits = Long.parseUnsignedLong(digits, radix);
			if (type.bits() < 64 && (bits >>> type.bits()) != 0) {
				throw NumberTypes.outOfRange(type);
			}
			return NumericConversion.box(bits, type);
		}
		catch (NumberFormatException malformed) {
			throw ClrException.format("Could not find any recognizable digits.");
		}
	}

}
