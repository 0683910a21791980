package io.selvage.gateway.expression.core;

import java.util.Comparator;

import io.selvage.gateway.expression.arithmetic.NumericType;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.EnumValue;
import org.jspecify.annotations.Nullable;

/**
 * The order of values: what {@code Comparer<T>.Default} says, or a delegate.
 */
public final class Ordering {

	private Ordering() {
	}

	/**
	 * Returns the natural order: null first, text in the invariant culture.
	 * @return the order; throws InvalidOperationException for values without one
	 */
	public static Comparator<@Nullable Object> natural() {
		return Ordering::compare;
	}

	/**
	 * Returns the order a {@code Comparison<T>} defines.
	 * @param comparison the delegate
	 * @return the order
	 */
	public static Comparator<@Nullable Object> of(Delegate comparison) {
		return (a, b) -> {
			Object order = comparison.invoke(a, b);
			return (order instanceof Integer number) ? number : 0;
		};
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static int compare(@Nullable Object a, @Nullable Object b) {
		if (a == null || b == null) {
			return (a == null) ? ((b == null) ? 0 : -1) : 1;
		}
		if (a instanceof String x && b instanceof String y) {
			return StringComparisons.compare(x, y, StringComparisons.CULTURE);
		}
		NumericType type = NumericType.ofValue(a);
		if (type != null && type == NumericType.ofValue(b)) {
			return NumberTypes.compare(type, a, b);
		}
		if (a instanceof EnumValue x && b instanceof EnumValue y) {
			return Long.compare(x.value(), y.value());
		}
		if (a instanceof Comparable comparable && a.getClass() == b.getClass()) {
			return comparable.compareTo(b);
		}
		throw ClrException.invalidOperation("Failed to compare two elements in the array.");
	}

}
