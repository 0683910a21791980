package io.selvage.gateway.expression.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Formattable;
import io.selvage.gateway.expression.types.SByte;
import io.selvage.gateway.expression.types.UInt16;
import io.selvage.gateway.expression.types.UInt32;
import io.selvage.gateway.expression.types.UInt64;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * Formatting as {@code string.Format}, interpolation and {@code ToString(format)} do it,
 * in the invariant culture.
 */
public final class NetFormat {

	private static final int LARGEST_WIDTH = 1_000_000;

	private NetFormat() {
	}

	/**
	 * Fills the items of a composite format, for example {@code "{0,8:F2}"}.
	 * @param format the composite format
	 * @param arguments the values; null writes nothing
	 * @param evaluation whose budget applies
	 * @return the text
	 * @throws ClrException System.FormatException if the format is malformed or names an
	 * argument that is not there
	 */
	public static String format(@Nullable String format, @Nullable Object[] arguments, Evaluation evaluation) {
		if (format == null) {
			throw ClrException.argumentNull("format");
		}
		return new CompositeFormat(format, arguments, evaluation).write();
	}

	/**
	 * Writes one value.
	 * @param value the value; null is the empty text
	 * @param format its format, or null for the default
	 * @return the text
	 */
	public static String toString(@Nullable Object value, @Nullable String format) {
		if (value instanceof String text) {
			return text;
		}
		if (value == null) {
			return "";
		}
		if (value instanceof Formattable formattable) {
			return formattable.format(format);
		}
		if (value instanceof Number number) {
			return number(number, format);
		}
		if (value instanceof UUID id) {
			return GuidFormat.format(id, format);
		}
		if (value instanceof EnumValue constant) {
			return EnumFormat.format(constant, format);
		}
		return other(value, format);
	}

	private static String number(Number value, @Nullable String format) {
		if (value instanceof Integer number) {
			return (format == null || format.isEmpty()) ? number.toString()
					: NumberFormat.integer(BigInteger.valueOf(number), 32, format);
		}
		if (value instanceof Long number) {
			return (format == null || format.isEmpty()) ? number.toString()
					: NumberFormat.integer(BigInteger.valueOf(number), 64, format);
		}
		if (value instanceof Double number) {
			return NumberFormat.floating(number, false, format);
		}
		if (value instanceof BigDecimal number) {
			return NumberFormat.decimal(number, format);
		}
		if (value instanceof Float number) {
			return NumberFormat.floating(number, true, format);
		}
		if (value instanceof Short number) {
			return NumberFormat.integer(BigInteger.valueOf(number), 16, format);
		}
		if (value instanceof Byte number) {
			return NumberFormat.integer(BigInteger.valueOf(number & 0xff), 8, format);
		}
		if (value instanceof BigInteger number) {
			return NumberFormat.integer(number, 0, format);
		}
		return value.toString();
	}

	private static String other(Object value, @Nullable String format) {
		if (value instanceof Boolean flag) {
			return flag ? "True" : "False";
		}
		if (value instanceof SByte number) {
			return NumberFormat.integer(BigInteger.valueOf(number.value()), 8, format);
		}
		if (value instanceof UInt16 number) {
			return NumberFormat.integer(BigInteger.valueOf(number.value()), 16, format);
		}
		if (value instanceof UInt32 number) {
			return NumberFormat.integer(BigInteger.valueOf(number.value()), 32, format);
		}
		if (value instanceof UInt64 number) {
			return NumberFormat.integer(new BigInteger(Long.toUnsignedString(number.bits())), 64, format);
		}
		return Values.toText(value);
	}

	/**
	 * Writes a double so that reading gives the same value (format R).
	 * @param value the value
	 * @return the text
	 */
	public static String roundTrip(double value) {
		return NumberFormat.floating(value, false, "R");
	}

	/**
	 * Pads a text as the alignment of a format item does.
	 * @param text the text
	 * @param alignment the width; negative aligns left
	 * @return the padded text
	 */
	public static String align(String text, int alignment) {
		int width = Math.abs(alignment);
		if (width >= LARGEST_WIDTH) {
			throw ClrException.format("The alignment of a format item exceeds 1000000.");
		}
		if (text.length() >= width) {
			return text;
		}
		String blanks = " ".repeat(width - text.length());
		return (alignment < 0) ? text + blanks : blanks + text;
	}

}
