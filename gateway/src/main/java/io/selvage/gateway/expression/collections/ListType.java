package io.selvage.gateway.expression.collections;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.selvage.gateway.expression.core.Ordering;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code List<T>}. Its values are Java lists.
 */
final class ListType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder list = types.define("System.Collections.Generic.List<T>", List.class)
			.implement("System.Collections.Generic.IList<T>")
			.implement("System.Collections.Generic.IReadOnlyList<T>")
			.constructor("List()", () -> new ArrayList<>())
			.constructor("List(int capacity)", (Integer capacity) -> new ArrayList<>())
			.constructor("List(IEnumerable<T> collection)", (@Nullable Object source) -> copy(source))
			.intProperty("int Count", (List<?> values) -> values.size())
			.property("int Capacity", (List<?> values) -> values.size())
			.indexer("T this[int index]",
					(List<@Nullable Object> values, Integer index) -> InterfaceTypes.elementAt(values, index),
					(List<@Nullable Object> values, Integer index, @Nullable Object value) -> {
						if (index < 0 || index >= values.size()) {
							throw InterfaceTypes.outOfRange();
						}
						values.set(index, value);
					})
			.action("void Add(T item)", (List<@Nullable Object> values, @Nullable Object item) -> values.add(item))
			.call("void AddRange(IEnumerable<T> collection)",
					(in) -> insertRange(in, in.<List<?>>argument(0).size(), 1))
			.call("void InsertRange(int index, IEnumerable<T> collection)",
					(in) -> insertRange(in, in.<Integer>argument(1), 2))
			.action("void Insert(int index, T item)", ListType::insert)
			.action("void Clear()", (List<?> values) -> values.clear())
			.method("bool Remove(T item)", (List<?> values, @Nullable Object item) -> remove(values, item))
			.action("void RemoveAt(int index)", (List<?> values, Integer index) -> removeAt(values, index))
			.action("void RemoveRange(int index, int count)",
					(List<?> values, Integer index, Integer count) -> range(values, index, count).clear())
			.method("int RemoveAll(Predicate<T> match)", ListType::removeAll)
			.action("void Reverse()", (List<?> values) -> java.util.Collections.reverse(values))
			.action("void Sort()", (List<@Nullable Object> values) -> values.sort(Ordering.natural()))
			.action("void Sort(Comparison<T> comparison)",
					(List<@Nullable Object> values, Delegate comparison) -> values.sort(Ordering.of(comparison)))
			.action("void Sort(IComparer<T> comparer)",
					(List<@Nullable Object> values, Comparator<@Nullable Object> order) -> values.sort(order))
			.call("T[] ToArray()", (in) -> LinqSources.array(in, in.argument(0)))
			.method("List<T> GetRange(int index, int count)",
					(List<?> values, Integer index, Integer count) -> new ArrayList<>(range(values, index, count)))
			.action("void CopyTo(T[] array)", (List<?> values, Object array) -> copyTo(values, array, 0))
			.action("void CopyTo(T[] array, int arrayIndex)", ListType::copyTo)
			.method("IReadOnlyList<T> AsReadOnly()",
					(List<?> values) -> java.util.Collections.unmodifiableList(values));
		search(list);
		ListRanges.register(list);
	}

	private static void search(TypeBuilder list) {
		list.method("bool Contains(T item)",
				(List<?> values, @Nullable Object item) -> InterfaceTypes.indexOf(values, item) >= 0)
			.method("int IndexOf(T item)",
					(List<?> values, @Nullable Object item) -> InterfaceTypes.indexOf(values, item))
			.method("int LastIndexOf(T item)", (List<?> values, @Nullable Object item) -> values.lastIndexOf(item))
			.method("bool Exists(Predicate<T> match)",
					(List<?> values, Delegate match) -> findIndex(values, match) >= 0)
			.method("bool TrueForAll(Predicate<T> match)",
					(List<?> values, Delegate match) -> values.stream().allMatch((value) -> is(match, value)))
			.method("int FindIndex(Predicate<T> match)", (List<?> values, Delegate match) -> findIndex(values, match))
			.method("List<T> FindAll(Predicate<T> match)", ListType::findAll)
			.call("T Find(Predicate<T> match)", (in) -> {
				List<?> values = in.argument(0);
				int index = findIndex(values, in.argument(1));
				return (index < 0) ? LinqSources.defaultValue(in.typeArgument(0)) : values.get(index);
			})
			.call("T FindLast(Predicate<T> match)", (in) -> {
				List<?> found = findAll(in.argument(0), in.argument(1));
				return found.isEmpty() ? LinqSources.defaultValue(in.typeArgument(0)) : found.get(found.size() - 1);
			})
			.method("List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)", ListType::convertAll)
			.action("void ForEach(Action<T> action)",
					(List<?> values, Delegate action) -> values.forEach(action::invoke));
	}

	static boolean is(Delegate predicate, @Nullable Object value) {
		return Boolean.TRUE.equals(predicate.invoke(value));
	}

	static List<@Nullable Object> copy(@Nullable Object source) {
		List<@Nullable Object> values = new ArrayList<>();
		Sequences.of(source).forEach(values::add);
		return values;
	}

	private static @Nullable Object insertRange(Invocation in, int index, int source) {
		List<@Nullable Object> values = in.argument(0);
		if (index < 0 || index > values.size()) {
			throw InterfaceTypes.outOfRange();
		}
		List<@Nullable Object> added = new ArrayList<>();
		for (Object value : Sequences.of(in.<@Nullable Object>argument(source))) {
			in.evaluation().step(1);
			added.add(value);
		}
		values.addAll(index, added);
		return null;
	}

	static void insert(List<@Nullable Object> values, Integer index, @Nullable Object item) {
		if (index < 0 || index > values.size()) {
			throw InterfaceTypes.outOfRange();
		}
		values.add(index, item);
	}

	static void removeAt(List<?> values, int index) {
		if (index < 0 || index >= values.size()) {
			throw InterfaceTypes.outOfRange();
		}
		values.remove(index);
	}

	private static boolean remove(List<?> values, @Nullable Object item) {
		int index = InterfaceTypes.indexOf(values, item);
		if (index >= 0) {
			values.remove(index);
		}
		return index >= 0;
	}

	private static <T> List<T> range(List<T> values, int index, int count) {
		if (index < 0 || count < 0) {
			throw InterfaceTypes.outOfRange();
		}
		if (index > values.size() - count) {
			throw ClrException.argument("Offset and length were out of bounds for the array or count is greater than "
					+ "the number of elements from index to the end of the source collection.");
		}
		return values.subList(index, index + count);
	}

	private static int removeAll(List<?> values, Delegate match) {
		int before = values.size();
		values.removeIf((value) -> is(match, value));
		return before - values.size();
	}

	private static int findIndex(List<?> values, Delegate match) {
		for (int i = 0; i < values.size(); i++) {
			if (is(match, values.get(i))) {
				return i;
			}
		}
		return -1;
	}

	private static List<@Nullable Object> findAll(List<?> values, Delegate match) {
		List<@Nullable Object> found = new ArrayList<>();
		for (Object value : values) {
			if (is(match, value)) {
				found.add(value);
			}
		}
		return found;
	}

	private static List<@Nullable Object> convertAll(List<?> values, Delegate converter) {
		List<@Nullable Object> converted = new ArrayList<>();
		values.forEach((value) -> converted.add(converter.invoke(value)));
		return converted;
	}

	private static void copyTo(List<?> values, Object array, Integer start) {
		if (start < 0 || Array.getLength(array) - start < values.size()) {
			throw ClrException.argument("Destination array was not long enough.");
		}
		for (int i = 0; i < values.size(); i++) {
			Array.set(array, start + i, values.get(i));
		}
	}

}
