package io.selvage.gateway.expression.types;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * What every .NET value can do, for values in their Java form.
 */
public final class Values {

	private Values() {
	}

	/**
	 * Returns what {@code ToString()} returns, with null as empty text as in
	 * concatenation.
	 * @param value any value
	 * @return the text
	 */
	public static String toText(@Nullable Object value) {
		if (value == null) {
			return "";
		}
		if (value instanceof String text) {
			return text;
		}
		if (value instanceof Boolean flag) {
			return flag ? "True" : "False";
		}
		if (value instanceof Byte number) {
			return Integer.toString(number & 0xff);
		}
		if (value instanceof Double number) {
			return Numbers.toText(number);
		}
		if (value instanceof Float number) {
			return Numbers.toText(number);
		}
		if (value instanceof BigDecimal number) {
			return number.toPlainString();
		}
		String name = RuntimeNames.of(value);
		return (name != null) ? name : value.toString();
	}

	/**
	 * Returns what {@code object.Equals(a, b)} returns: types must be equal too.
	 * @param a a value
	 * @param b another
	 * @return true if they are equal
	 */
	public static boolean areEqual(@Nullable Object a, @Nullable Object b) {
		if (a == b) {
			return true;
		}
		if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
			return x.compareTo(y) == 0;
		}
		if (a instanceof Double x && b instanceof Double y) {
			return x.doubleValue() == y.doubleValue() || (x.isNaN() && y.isNaN());
		}
		return a != null && a.equals(b);
	}

}
