package io.selvage.gateway.expression.core;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code Array}. Its values are Java arrays.
 */
final class ArrayTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder array = types.define("System.Array", Object.class)
			.intProperty("int Length", (Object value) -> Array.getLength(value))
			.property("long LongLength", (Object value) -> (long) Array.getLength(value))
			.property("int Rank", (Object value) -> 1)
			.method("int GetLength(int dimension)", (Object value, Integer dimension) -> Array.getLength(value))
			.method("int GetUpperBound(int dimension)", (Object value, Integer dimension) -> Array.getLength(value) - 1)
			.method("int GetLowerBound(int dimension)", (Object value, Integer dimension) -> 0)
			.method("object GetValue(int index)", (Object value, Integer index) -> Array.get(value, index))
			.action("void SetValue(object value, int index)",
					(Object target, @Nullable Object value, Integer index) -> Array.set(target, index, value))
			.call("object Clone()", (in) -> {
				in.evaluation().produce(Array.getLength(in.<Object>argument(0)));
				return copy(in.argument(0));
			})
			.action("void CopyTo(Array array, int index)",
					(Object source, Object target, Integer index) -> copy(source, 0, target, index,
							Array.getLength(source)))
			.action("static void Copy(Array sourceArray, Array destinationArray, int length)",
					(Object source, Object target, Integer length) -> copy(source, 0, target, 0, length))
			.call("static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)",
					(in) -> {
						copy(in.argument(0), in.<Integer>argument(1), in.argument(2), in.<Integer>argument(3),
								in.<Integer>argument(4));
						return null;
					})
			.action("static void Clear(Array array, int index, int length)",
					(Object target, Integer index, Integer length) -> copy(
							Array.newInstance(target.getClass().getComponentType(), length), 0, target, index, length))
			.action("static void Reverse(Array array)", (Object target) -> reverse(target, 0, Array.getLength(target)))
			.action("static void Reverse(Array array, int index, int length)", ArrayTypes::reverse)
			.action("static void Sort(Array array)", (Object target) -> sort(target, Ordering.natural()))
			.action("static void Sort<T>(T[] array)", (Object target) -> sort(target, Ordering.natural()))
			.action("static void Sort<T>(T[] array, Comparison<T> comparison)",
					(Object target, Delegate comparison) -> sort(target, Ordering.of(comparison)))
			.call("static T[] Empty<T>()", (in) -> new ArrayType(in.typeArgument(0)).newArray(0))
			.call("static void Resize<T>(ref T[] array, int newSize)", ArrayTypes::resize)
			.method("static int IndexOf<T>(T[] array, T value)",
					(Object source, @Nullable Object value) -> indexOf(source, value))
			.method("static int IndexOf(Array array, object value)",
					(Object source, @Nullable Object value) -> indexOf(source, value))
			.method("static int LastIndexOf<T>(T[] array, T value)", ArrayTypes::lastIndexOf);
		predicates(array);
		ArrayRanges.register(array);
	}

	private static void predicates(TypeBuilder array) {
		array
			.method("static bool Exists<T>(T[] array, Predicate<T> match)",
					(Object source, Delegate match) -> findIndex(source, match) >= 0)
			.method("static bool TrueForAll<T>(T[] array, Predicate<T> match)", ArrayTypes::all)
			.method("static int FindIndex<T>(T[] array, Predicate<T> match)",
					(Object source, Delegate match) -> findIndex(source, match))
			.call("static T Find<T>(T[] array, Predicate<T> match)", (in) -> {
				int index = findIndex(in.<@Nullable Object>argument(0), in.argument(1));
				return (index < 0) ? ObjectTypes.defaultValue(in.typeArgument(0))
						: Array.get(in.<Object>argument(0), index);
			})
			.call("static T FindLast<T>(T[] array, Predicate<T> match)", (in) -> {
				List<@Nullable Object> found = matching(in.argument(0), in.argument(1));
				return found.isEmpty() ? ObjectTypes.defaultValue(in.typeArgument(0)) : found.get(found.size() - 1);
			})
			.call("static T[] FindAll<T>(T[] array, Predicate<T> match)",
					(in) -> toArray(in.typeArgument(0), matching(in.argument(0), in.argument(1))))
			.call("static TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)",
					ArrayTypes::convertAll)
			.action("static void ForEach<T>(T[] array, Action<T> action)",
					(Object source, Delegate action) -> Sequences.of(source).forEach(action::invoke));
	}

	/** Makes an array of a type of elements. */
	static Object toArray(ClrType element, List<@Nullable Object> values) {
		Object array = new ArrayType(element).newArray(values.size());
		for (int i = 0; i < values.size(); i++) {
			Array.set(array, i, values.get(i));
		}
		return array;
	}

	private static Object copy(Object source) {
		int length = Array.getLength(source);
		Object target = Array.newInstance(source.getClass().getComponentType(), length);
		System.arraycopy(source, 0, target, 0, length);
		return target;
	}

	private static void copy(@Nullable Object source, int from, @Nullable Object target, int to, int length) {
		if (source == null || target == null) {
			throw ClrException.argumentNull((source == null) ? "sourceArray" : "destinationArray");
		}
		if (length < 0 || from < 0 || to < 0) {
			throw ClrException.argumentOutOfRange("length", "Number was less than the array's lower bound.");
		}
		if (from + length > Array.getLength(source) || to + length > Array.getLength(target)) {
			throw ClrException.argument("Source or destination array was not long enough.");
		}
		System.arraycopy(source, from, target, to, length);
	}

	private static void reverse(Object array, int from, int length) {
		for (int i = from, j = from + length - 1; i < j; i++, j--) {
			Object value = Array.get(array, i);
			Array.set(array, i, Array.get(array, j));
			Array.set(array, j, value);
		}
	}

	private static void sort(Object array, Comparator<@Nullable Object> order) {
		List<@Nullable Object> values = new ArrayList<>();
		Sequences.of(array).forEach(values::add);
		values.sort(order);
		for (int i = 0; i < values.size(); i++) {
			Array.set(array, i, values.get(i));
		}
	}

	private static @Nullable Object resize(Invocation in) {
		Out<Object> reference = in.argument(0);
		int size = in.<Integer>argument(1);
		if (size < 0) {
			throw ClrException.argumentOutOfRange("newSize", "Non-negative number required.");
		}
		in.evaluation().produce(size);
		Object resized = new ArrayType(in.typeArgument(0)).newArray(size);
		Object old = reference.get();
		if (old != null) {
			System.arraycopy(old, 0, resized, 0, Math.min(size, Array.getLength(old)));
		}
		reference.set(resized);
		return null;
	}

	private static int indexOf(Object array, @Nullable Object value) {
		int index = 0;
		for (Object element : Sequences.of(array)) {
			if (Values.areEqual(element, value)) {
				return index;
			}
			index++;
		}
		return -1;
	}

	private static int lastIndexOf(Object array, @Nullable Object value) {
		for (int i = Array.getLength(array) - 1; i >= 0; i--) {
			if (Values.areEqual(Array.get(array, i), value)) {
				return i;
			}
		}
		return -1;
	}

	private static int findIndex(@Nullable Object array, Delegate match) {
		int index = 0;
		for (Object element : Sequences.of(array)) {
			if (Boolean.TRUE.equals(match.invoke(element))) {
				return index;
			}
			index++;
		}
		return -1;
	}

	private static boolean all(Object array, Delegate match) {
		for (Object element : Sequences.of(array)) {
			if (!Boolean.TRUE.equals(match.invoke(element))) {
				return false;
			}
		}
		return true;
	}

	private static List<@Nullable Object> matching(@Nullable Object array, Delegate match) {
		List<@Nullable Object> found = new ArrayList<>();
		for (Object element : Sequences.of(array)) {
			if (Boolean.TRUE.equals(match.invoke(element))) {
				found.add(element);
			}
		}
		return found;
	}

	private static Object convertAll(Invocation in) {
		Delegate converter = in.argument(1);
		List<@Nullable Object> converted = new ArrayList<>();
		for (Object element : Sequences.of(in.<@Nullable Object>argument(0))) {
			converted.add(converter.invoke(element));
		}
		return toArray(in.typeArgument(1), converted);
	}

}
