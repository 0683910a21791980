package io.selvage.gateway.expression.collections;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import io.selvage.gateway.expression.core.Ordering;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code List<T>} that work on parts of lists or search in sorted ones.
 */
final class ListRanges {

	private ListRanges() {
	}

	static void register(TypeBuilder list) {
		list.call("int IndexOf(T item, int index)", (in) -> find(in, in.<Integer>argument(2), size(in), equal(in)))
			.call("int IndexOf(T item, int index, int count)",
					(in) -> find(in, in.<Integer>argument(2), in.<Integer>argument(2) + in.<Integer>argument(3),
							equal(in)))
			.call("int LastIndexOf(T item, int index)", (in) -> findLast(in, in.<Integer>argument(2), -1, equal(in)))
			.call("int LastIndexOf(T item, int index, int count)",
					(in) -> findLast(in, in.<Integer>argument(2), in.<Integer>argument(2) - in.<Integer>argument(3),
							equal(in)))
			.call("int FindIndex(int startIndex, Predicate<T> match)",
					(in) -> find(in, in.<Integer>argument(1), size(in), in.argument(2)))
			.call("int FindIndex(int startIndex, int count, Predicate<T> match)",
					(in) -> find(in, in.<Integer>argument(1), in.<Integer>argument(1) + in.<Integer>argument(2),
							in.argument(3)))
			.call("int FindLastIndex(Predicate<T> match)", (in) -> findLast(in, size(in) - 1, -1, in.argument(1)))
			.call("int FindLastIndex(int startIndex, Predicate<T> match)",
					(in) -> findLast(in, in.<Integer>argument(1), -1, in.argument(2)))
			.call("int FindLastIndex(int startIndex, int count, Predicate<T> match)",
					(in) -> findLast(in, in.<Integer>argument(1), in.<Integer>argument(1) - in.<Integer>argument(2),
							in.argument(3)))
			.call("void Reverse(int index, int count)", (in) -> {
				Collections.reverse(part(in, in.<Integer>argument(1), in.<Integer>argument(2)));
				return null;
			})
			.call("void Sort(int index, int count, IComparer<T> comparer)", (in) -> {
				part(in, in.<Integer>argument(1), in.<Integer>argument(2)).sort(order(in, 3));
				return null;
			})
			.call("int BinarySearch(T item)", (in) -> binarySearch(in, 0, size(in), 1))
			.call("int BinarySearch(T item, IComparer<T> comparer)", (in) -> binarySearch(in, 0, size(in), 1))
			.call("int BinarySearch(int index, int count, T item, IComparer<T> comparer)",
					(in) -> binarySearch(in, in.<Integer>argument(1), in.<Integer>argument(2), 3))
			.call("void CopyTo(int index, T[] array, int arrayIndex, int count)", (in) -> {
				List<?> part = part(in, in.<Integer>argument(1), in.<Integer>argument(4));
				InterfaceTypes.copyTo(part, in.argument(2), in.<Integer>argument(3));
				return null;
			})
			.action("void TrimExcess()", (List<?> values) -> {
			});
	}

	private static int size(Invocation in) {
		return in.<List<?>>argument(0).size();
	}

	private static Delegate equal(Invocation in) {
		Object item = in.arguments()[1];
		return (arguments) -> Values.areEqual(arguments[0], item);
	}

	private static int find(Invocation in, int from, int end, Delegate match) {
		List<?> values = in.argument(0);
		if (from < 0 || from > values.size() || end < from || end > values.size()) {
			throw InterfaceTypes.outOfRange();
		}
		for (int i = from; i < end; i++) {
			if (ListType.is(match, values.get(i))) {
				return i;
			}
		}
		return -1;
	}

	private static int findLast(Invocation in, int from, int end, Delegate match) {
		List<?> values = in.argument(0);
		if (values.isEmpty()) {
			return -1;
		}
		if (from < 0 || from >= values.size() || end < -1 || end > from) {
			throw InterfaceTypes.outOfRange();
		}
		for (int i = from; i > end; i--) {
			if (ListType.is(match, values.get(i))) {
				return i;
			}
		}
		return -1;
	}

	private static List<@Nullable Object> part(Invocation in, int index, int count) {
		List<@Nullable Object> values = in.argument(0);
		if (index < 0 || count < 0) {
			throw InterfaceTypes.outOfRange();
		}
		if (index > values.size() - count) {
			throw ClrException.argument("Offset and length were out of bounds for the list.");
		}
		return values.subList(index, index + count);
	}

	private static Comparator<@Nullable Object> order(Invocation in, int index) {
		Comparator<@Nullable Object> given = (in.arguments().length > index)
				? in.<@Nullable Comparator<@Nullable Object>>argument(index) : null;
		return (given != null) ? given : Ordering.natural();
	}

	private static int binarySearch(Invocation in, int index, int count, int item) {
		int found = Collections.binarySearch(part(in, index, count), in.arguments()[item], order(in, item + 1));
		return (found >= 0) ? index + found : found - index;
	}

}
