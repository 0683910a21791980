package io.selvage.gateway.expression.collections;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.KeyValuePair;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces of collections. An array is also an {@code IList<T>}, so their members
 * work on both.
 */
final class InterfaceTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("System.Collections.IEnumerable", Object.class);
		types.defineInterface("System.Collections.Generic.IEnumerable<T>", Object.class)
			.implement("System.Collections.IEnumerable");
		types.defineInterface("System.Collections.Generic.IReadOnlyCollection<T>", Object.class)
			.implement("System.Collections.Generic.IEnumerable<T>")
			.property("int Count", (Object value) -> count(value));
		types.defineInterface("System.Collections.Generic.IReadOnlyList<T>", Object.class)
			.implement("System.Collections.Generic.IReadOnlyCollection<T>")
			.indexer("T this[int index]", (Object value, Integer index) -> elementAt(value, index));
		types.defineInterface("System.Collections.Generic.ICollection<T>", Object.class)
			.implement("System.Collections.Generic.IEnumerable<T>")
			.property("int Count", (Object value) -> count(value))
			.property("bool IsReadOnly", (Object value) -> value.getClass().isArray())
			.action("void Add(T item)", (Object target, @Nullable Object item) -> collection(target).add(item))
			.action("void Clear()", (Object target) -> collection(target).clear())
			.method("bool Contains(T item)", InterfaceTypes::contains)
			.action("void CopyTo(T[] array, int arrayIndex)",
					(Object value, Object array, Integer start) -> copyTo(value, array, start))
			.method("bool Remove(T item)", (Object target, @Nullable Object item) -> collection(target).remove(item));
		types.defineInterface("System.Collections.Generic.IList<T>", Object.class)
			.implement("System.Collections.Generic.ICollection<T>")
			.indexer("T this[int index]", (Object value, Integer index) -> elementAt(value, index),
					(Object target, Integer index, @Nullable Object item) -> set(target, index, item))
			.method("int IndexOf(T item)", InterfaceTypes::indexOf)
			.action("void Insert(int index, T item)",
					(List<@Nullable Object> list, Integer index, @Nullable Object item) -> ListType.insert(list, index,
							item))
			.action("void RemoveAt(int index)",
					(List<@Nullable Object> list, Integer index) -> ListType.removeAt(list, index));
		dictionaries(types);
		SetRelations.register(types.defineInterface("System.Collections.Generic.ISet<T>", Set.class)
			.implement("System.Collections.Generic.ICollection<T>"));
	}

	private static void dictionaries(TypeRegistry types) {
		types.defineInterface("System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>", Map.class)
			.implement("System.Collections.Generic.IReadOnlyCollection<KeyValuePair<TKey, TValue>>")
			.intProperty("int Count", (Map<?, ?> map) -> map.size())
			.property("IEnumerable<TKey> Keys", (Map<?, ?> map) -> map.keySet())
			.property("IEnumerable<TValue> Values", (Map<?, ?> map) -> map.values())
			.indexer("TValue this[TKey key]", (Map<?, ?> map, @Nullable Object key) -> DictionaryType.get(map, key))
			.method("bool ContainsKey(TKey key)",
					(Map<?, ?> map, @Nullable Object key) -> map.containsKey(DictionaryType.key(key)))
			.call("bool TryGetValue(TKey key, out TValue value)", DictionaryType::tryGet);
		types.defineInterface("System.Collections.Generic.IDictionary<TKey, TValue>", Map.class)
			.implement("System.Collections.Generic.ICollection<KeyValuePair<TKey, TValue>>")
			.intProperty("int Count", (Map<?, ?> map) -> map.size())
			.property("ICollection<TKey> Keys", (Map<?, ?> map) -> map.keySet())
			.property("ICollection<TValue> Values", (Map<?, ?> map) -> map.values())
			.indexer("TValue this[TKey key]",
					(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key) -> DictionaryType.get(map, key),
					(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) -> map
						.put(DictionaryType.key(key), value))
			.action("void Add(TKey key, TValue value)",
					(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key,
							@Nullable Object value) -> DictionaryType.add(map, key, value))
			.action("void Clear()", (Map<?, ?> map) -> map.clear())
			.method("bool Remove(TKey key)", (Map<?, ?> map, @Nullable Object key) -> DictionaryType.remove(map, key))
			.method("bool ContainsKey(TKey key)",
					(Map<?, ?> map, @Nullable Object key) -> map.containsKey(DictionaryType.key(key)))
			.call("bool TryGetValue(TKey key, out TValue value)", DictionaryType::tryGet);
		types
			.defineStruct("System.Collections.Generic.KeyValuePair<TKey, TValue>", KeyValuePair.class,
					new KeyValuePair(null, null))
			.constructor("KeyValuePair(TKey key, TValue value)",
					(@Nullable Object key, @Nullable Object value) -> new KeyValuePair(key, value))
			.property("TKey Key", (KeyValuePair pair) -> pair.key())
			.property("TValue Value", (KeyValuePair pair) -> pair.value());
	}

	static int count(Object value) {
		if (value instanceof Collection<?> collection) {
			return collection.size();
		}
		if (value instanceof Map<?, ?> map) {
			return map.size();
		}
		if (value.getClass().isArray()) {
			return Array.getLength(value);
		}
		int count = 0;
		for (Object ignored : Sequences.of(value)) {
			count++;
		}
		return count;
	}

	@SuppressWarnings("unchecked")
	private static Collection<@Nullable Object> collection(Object value) {
		if (value instanceof Collection<?> collection) {
			return (Collection<@Nullable Object>) collection;
		}
		throw ClrException.notSupported("Collection was of a fixed size.");
	}

	private static boolean contains(Object value, @Nullable Object item) {
		return indexOf(value, item) >= 0;
	}

	static void copyTo(Object value, Object array, Integer start) {
		copyTo(value, array, start, count(value));
	}

	static void copyTo(Object value, Object array, int start, int count) {
		if (start < 0 || count < 0 || Array.getLength(array) - start < count) {
			throw ClrException.argument("Destination array was not long enough.");
		}
		int index = start;
		for (Object element : Sequences.of(value)) {
			if (index == start + count) {
				return;
			}
			Array.set(array, index++, element);
		}
	}

	static int indexOf(Object value, @Nullable Object item) {
		int index = 0;
		for (Object element : Sequences.of(value)) {
			if (Values.areEqual(element, item)) {
				return index;
			}
			index++;
		}
		return -1;
	}

	static @Nullable Object elementAt(Object value, int index) {
		if (index < 0 || index >= count(value)) {
			throw outOfRange();
		}
		return (value instanceof List<?> list) ? list.get(index) : Array.get(value, index);
	}

	static ClrException outOfRange() {
		return ClrException.argumentOutOfRange("index",
				"Index was out of range. Must be non-negative and less than the size of the collection.");
	}

	@SuppressWarnings("unchecked")
	private static void set(Object value, int index, @Nullable Object item) {
		if (index < 0 || index >= count(value)) {
			throw outOfRange();
		}
		if (value instanceof List<?> list) {
			((List<@Nullable Object>) list).set(index, item);
		}
		else {
			Array.set(value, index, item);
		}
	}

}
