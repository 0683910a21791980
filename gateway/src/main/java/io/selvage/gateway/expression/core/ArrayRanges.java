package io.selvage.gateway.expression.core;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code Array} that work on parts of arrays, sort by keys or search in
 * sorted arrays.
 */
final class ArrayRanges {

	private ArrayRanges() {
	}

	static void register(TypeBuilder array) {
		search(array);
		sort(array);
		array.call("static void Reverse<T>(T[] array)", (in) -> reverse(in, 0, length(in)))
			.call("static void Reverse<T>(T[] array, int index, int length)",
					(in) -> reverse(in, in.<Integer>argument(1), in.<Integer>argument(2)))
			.call("static void Fill<T>(T[] array, T value)", (in) -> fill(in, 0, length(in)))
			.call("static void Fill<T>(T[] array, T value, int startIndex, int count)",
					(in) -> fill(in, in.<Integer>argument(2), in.<Integer>argument(3)))
			.property("bool IsFixedSize", (Object value) -> true)
			.property("bool IsReadOnly", (Object value) -> false)
			.property("bool IsSynchronized", (Object value) -> false)
			.method("long GetLongLength(int dimension)",
					(Object value, Integer dimension) -> (long) Array.getLength(value));
	}

	private static void search(TypeBuilder array) {
		for (String signature : new String[] { "<T>(T[] array, T value", "(Array array, object value" }) {
			array
				.call("static int IndexOf" + signature + ", int startIndex)",
						(in) -> indexOf(in, in.<Integer>argument(2), length(in)))
				.call("static int IndexOf" + signature + ", int startIndex, int count)",
						(in) -> indexOf(in, in.<Integer>argument(2), end(in, 2)))
				.call("static int LastIndexOf" + signature + ", int startIndex)",
						(in) -> lastIndexOf(in, in.<Integer>argument(2), in.<Integer>argument(2) + 1))
				.call("static int LastIndexOf" + signature + ", int startIndex, int count)",
						(in) -> lastIndexOf(in, in.<Integer>argument(2), in.<Integer>argument(3)))
				.call("static int BinarySearch" + signature + ")", (in) -> binarySearch(in, 0, length(in), 1));
		}
		array
			.call("static int LastIndexOf(Array array, object value)",
					(in) -> lastIndexOf(in, length(in) - 1, length(in)))
			.call("static int BinarySearch<T>(T[] array, T value, IComparer<T> comparer)",
					(in) -> binarySearch(in, 0, length(in), 1))
			.call("static int BinarySearch<T>(T[] array, int index, int length, T value)",
					(in) -> binarySearch(in, in.<Integer>argument(1), end(in, 1), 3))
			.call("static int BinarySearch<T>(T[] array, int index, int length, T value, IComparer<T> comparer)",
					(in) -> binarySearch(in, in.<Integer>argument(1), end(in, 1), 3))
			.call("static int FindIndex<T>(T[] array, int startIndex, Predicate<T> match)",
					(in) -> find(in, in.<Integer>argument(1), length(in), in.argument(2)))
			.call("static int FindIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)",
					(in) -> find(in, in.<Integer>argument(1), end(in, 1), in.argument(3)))
			.call("static int FindLastIndex<T>(T[] array, Predicate<T> match)",
					(in) -> findLast(in, length(in) - 1, -1, in.argument(1)))
			.call("static int FindLastIndex<T>(T[] array, int startIndex, Predicate<T> match)",
					(in) -> findLast(in, in.<Integer>argument(1), -1, in.argument(2)))
			.call("static int FindLastIndex<T>(T[] array, int startIndex, int count, Predicate<T> match)",
					(in) -> findLast(in, in.<Integer>argument(1), in.<Integer>argument(1) - in.<Integer>argument(2),
							in.argument(3)));
	}

	private static void sort(TypeBuilder array) {
		array
			.call("static void Sort<T>(T[] array, IComparer<T> comparer)",
					(in) -> sort(in, null, 0, length(in), in.argument(1)))
			.call("static void Sort<T>(T[] array, int index, int length)",
					(in) -> sort(in, null, in.<Integer>argument(1), end(in, 1), null))
			.call("static void Sort<T>(T[] array, int index, int length, IComparer<T> comparer)",
					(in) -> sort(in, null, in.<Integer>argument(1), end(in, 1), in.argument(3)))
			.call("static void Sort(Array array, int index, int length)",
					(in) -> sort(in, null, in.<Integer>argument(1), end(in, 1), null))
			.call("static void Sort(Array keys, Array items)", (in) -> sort(in, in.argument(1), 0, length(in), null))
			.call("static void Sort<TKey, TValue>(TKey[] keys, TValue[] items)",
					(in) -> sort(in, in.argument(1), 0, length(in), null))
			.call("static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, IComparer<TKey> comparer)",
					(in) -> sort(in, in.argument(1), 0, length(in), in.argument(2)))
			.call("static void Sort<TKey, TValue>(TKey[] keys, TValue[] items, int index, int length)",
					(in) -> sort(in, in.argument(1), in.<Integer>argument(2), end(in, 2), null));
	}

	private static int length(Invocation in) {
		Object array = in.arguments()[0];
		if (array == null) {
			throw ClrException.argumentNull("array");
		}
		return Array.getLength(array);
	}

	/** The end of a range whose start is an argument, and its length the next. */
	private static int end(Invocation in, int start) {
		int from = in.<Integer>argument(start);
		int count = in.<Integer>argument(start + 1);
		check(from, count, length(in));
		return from + count;
	}

	private static void check(int from, int count, int length) {
		if (from < 0 || count < 0) {
			throw ClrException.argumentOutOfRange("index", "Non-negative number required.");
		}
		if (from > length - count) {
			throw ClrException.argument("Offset and length were out of bounds for the array.");
		}
	}

	private static int indexOf(Invocation in, int from, int end) {
		check(from, 0, length(in));
		Object array = in.argument(0);
		for (int i = from; i < end; i++) {
			if (Values.areEqual(Array.get(array, i), in.arguments()[1])) {
				return i;
			}
		}
		return -1;
	}

	private static int lastIndexOf(Invocation in, int from, int count) {
		Object array = in.argument(0);
		if (length(in) > 0 && (from >= length(in) || count > from + 1 || count < 0)) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		for (int i = from; i > from - count; i--) {
			if (Values.areEqual(Array.get(array, i), in.arguments()[1])) {
				return i;
			}
		}
		return -1;
	}

	private static int find(Invocation in, int from, int end, Delegate match) {
		check(from, 0, length(in));
		Object array = in.argument(0);
		for (int i = from; i < end; i++) {
			if (Boolean.TRUE.equals(match.invoke(Array.get(array, i)))) {
				return i;
			}
		}
		return -1;
	}

	private static int findLast(Invocation in, int from, int end, Delegate match) {
		Object array = in.argument(0);
		if (from >= length(in) || end < -1) {
			throw ClrException.argumentOutOfRange("startIndex", "Index was out of range.");
		}
		for (int i = from; i > end; i--) {
			if (Boolean.TRUE.equals(match.invoke(Array.get(array, i)))) {
				return i;
			}
		}
		return -1;
	}

	private static int binarySearch(Invocation in, int from, int end, int value) {
		boolean compared = in.arguments().length > value + 1;
		Comparator<@Nullable Object> order = compared ? in.<@Nullable Comparator<@Nullable Object>>argument(value + 1)
				: null;
		List<@Nullable Object> part = part(in.argument(0), from, end);
		int found = Collections.binarySearch(part, in.arguments()[value], (order != null) ? order : Ordering.natural());
		return (found >= 0) ? from + found : found - from;
	}

	private static List<@Nullable Object> part(Object array, int from, int end) {
		List<@Nullable Object> part = new ArrayList<>(end - from);
		for (int i = from; i < end; i++) {
			part.add(Array.get(array, i));
		}
		return part;
	}

	private static @Nullable Object sort(Invocation in, @Nullable Object items, int from, int end,
			@Nullable Comparator<@Nullable Object> comparer) {
		Object keys = in.argument(0);
		Comparator<@Nullable Object> order = (comparer != null) ? comparer : Ordering.natural();
		in.evaluation().step(end - from);
		List<@Nullable Object> sortedKeys = part(keys, from, end);
		if (items == null) {
			sortedKeys.sort(order);
			store(keys, from, sortedKeys);
			return null;
		}
		List<@Nullable Object> values = part(items, from, end);
		List<Integer> places = new ArrayList<>();
		for (int i = 0; i < sortedKeys.size(); i++) {
			places.add(i);
		}
		places.sort((a, b) -> order.compare(sortedKeys.get(a), sortedKeys.get(b)));
		store(keys, from, places.stream().map(sortedKeys::get).toList());
		store(items, from, places.stream().map(values::get).toList());
		return null;
	}

	private static void store(Object array, int from, List<?> values) {
		for (int i = 0; i < values.size(); i++) {
			Array.set(array, from + i, values.get(i));
		}
	}

	private static @Nullable Object reverse(Invocation in, int from, int count) {
		check(from, count, length(in));
		List<@Nullable Object> part = part(in.argument(0), from, from + count);
		Collections.reverse(part);
		store(in.argument(0), from, part);
		return null;
	}

	private static @Nullable Object fill(Invocation in, int from, int count) {
		check(from, count, length(in));
		for (int i = from; i < from + count; i++) {
			Array.set(in.argument(0), i, in.arguments()[1]);
		}
		return null;
	}

}
