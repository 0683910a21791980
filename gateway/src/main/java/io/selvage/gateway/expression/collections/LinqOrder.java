package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.selvage.gateway.expression.core.Ordering;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code OrderBy}, {@code ThenBy} and their relatives: stable sorts by computed keys.
 */
final class LinqOrder {

	private LinqOrder() {
	}

	static void register(TypeRegistry types, TypeBuilder linq) {
		types.defineInterface("System.Linq.IOrderedEnumerable<T>", Ordered.class)
			.implement("System.Collections.Generic.IEnumerable<T>");
		for (boolean descending : new boolean[] { false, true }) {
			String suffix = descending ? "Descending" : "";
			String arguments = "Func<T, K> keySelector";
			String order = "static System.Linq.IOrderedEnumerable<T> OrderBy" + suffix
					+ "<T, K>(this IEnumerable<T> source, " + arguments;
			String then = "static System.Linq.IOrderedEnumerable<T> ThenBy" + suffix
					+ "<T, K>(this System.Linq.IOrderedEnumerable<T> source, " + arguments;
			linq.call(order + ")", (in) -> order(in, Ordering.natural(), descending))
				.call(order + ", IComparer<K> comparer)", (in) -> order(in, in.argument(2), descending))
				.call(then + ")", (in) -> then(in, Ordering.natural(), descending))
				.call(then + ", IComparer<K> comparer)", (in) -> then(in, in.argument(2), descending));
		}
	}

	private static Object order(Invocation in, Comparator<@Nullable Object> comparer, boolean descending) {
		return new Ordered(LinqSources.source(in, 0), byKey(in, comparer, descending));
	}

	private static Object then(Invocation in, Comparator<@Nullable Object> comparer, boolean descending) {
		Ordered ordered = in.argument(0);
		return new Ordered(ordered.source(), ordered.order().thenComparing(byKey(in, comparer, descending)));
	}

	private static Comparator<@Nullable Object> byKey(Invocation in, Comparator<@Nullable Object> comparer,
			boolean descending) {
		Delegate key = in.argument(1);
		Comparator<@Nullable Object> order = (a, b) -> comparer.compare(key.invoke(a), key.invoke(b));
		return descending ? order.reversed() : order;
	}

	/**
	 * A sequence that is sorted when it is iterated.
	 *
	 * @param source the elements
	 * @param order the order
	 */
	record Ordered(Iterable<@Nullable Object> source, Comparator<@Nullable Object> order) implements LazySequence {

		@Override
		public java.util.Iterator<@Nullable Object> iterator() {
			List<@Nullable Object> sorted = new ArrayList<>();
			this.source.forEach(sorted::add);
			sorted.sort(this.order);
			return sorted.iterator();
		}

	}

}
