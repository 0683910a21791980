package io.selvage.gateway.expression.collections;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.selvage.gateway.expression.core.Ordering;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.KeyValuePair;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code Dictionary<TKey, TValue>}. Its values are Java maps that keep the order of
 * insertion, as .NET does until something is removed.
 */
final class DictionaryType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		members(types.define("System.Collections.Generic.Dictionary<TKey, TValue>", Map.class)
			.constructor("Dictionary()", () -> new LinkedHashMap<>())
			.constructor("Dictionary(int capacity)", (Integer capacity) -> new LinkedHashMap<>())
			.constructor("Dictionary(IEqualityComparer<TKey> comparer)", (@Nullable Comparer comparer) -> map(comparer))
			.constructor("Dictionary(int capacity, IEqualityComparer<TKey> comparer)",
					(Integer capacity, @Nullable Comparer comparer) -> map(comparer))
			.constructor("Dictionary(IDictionary<TKey, TValue> dictionary)", (Map<?, ?> source) -> copy(source, null))
			.constructor("Dictionary(IReadOnlyDictionary<TKey, TValue> dictionary)",
					(Map<?, ?> source) -> copy(source, null))
			.constructor("Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection)",
					(@Nullable Object source) -> copy(source, null))
			.constructor("Dictionary(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)",
					DictionaryType::copy)
			.constructor(
					"Dictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey> comparer)",
					DictionaryType::copy)
			.method("bool Remove(TKey key, out TValue value)", DictionaryType::removeTo)
			.action("void TrimExcess()", (Map<?, ?> map) -> {
			}));
		members(types.define("System.Collections.Generic.SortedDictionary<TKey, TValue>", TreeMap.class)
			.constructor("SortedDictionary()", () -> new TreeMap<>(Ordering.natural()))
			.constructor("SortedDictionary(IDictionary<TKey, TValue> dictionary)", (Map<?, ?> source) -> {
				Map<@Nullable Object, @Nullable Object> sorted = new TreeMap<>(Ordering.natural());
				sorted.putAll(source);
				return sorted;
			}));
	}

	private static boolean removeTo(Map<?, ?> map, @Nullable Object key, Out<@Nullable Object> value) {
		value.set(map.get(key(key)));
		return remove(map, key);
	}

	private static void members(TypeBuilder dictionary) {
		dictionary.implement("System.Collections.Generic.IDictionary<TKey, TValue>")
			.implement("System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>")
			.intProperty("int Count", (Map<?, ?> map) -> map.size())
			.property("ICollection<TKey> Keys", (Map<?, ?> map) -> map.keySet())
			.property("ICollection<TValue> Values", (Map<?, ?> map) -> map.values())
			.indexer("TValue this[TKey key]",
					(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key) -> get(map, key),
					(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) -> map
						.put(key(key), value))
			.action("void Add(TKey key, TValue value)", DictionaryType::add)
			.method("bool TryAdd(TKey key, TValue value)", DictionaryType::tryAdd)
			.action("void Clear()", (Map<?, ?> map) -> map.clear())
			.method("bool Remove(TKey key)", (Map<?, ?> map, @Nullable Object key) -> remove(map, key))
			.method("bool ContainsKey(TKey key)", (Map<?, ?> map, @Nullable Object key) -> map.containsKey(key(key)))
			.method("bool ContainsValue(TValue value)",
					(Map<?, ?> map, @Nullable Object value) -> InterfaceTypes.indexOf(map.values(), value) >= 0)
			.call("bool TryGetValue(TKey key, out TValue value)", DictionaryType::tryGet);
	}

	static Object key(@Nullable Object key) {
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		return key;
	}

	static Map<@Nullable Object, @Nullable Object> map(@Nullable Comparer comparer) {
		return (comparer == null || comparer.isDefault()) ? new LinkedHashMap<>() : new ComparerMap(comparer);
	}

	private static Map<@Nullable Object, @Nullable Object> copy(@Nullable Object source, @Nullable Comparer comparer) {
		Map<@Nullable Object, @Nullable Object> copy = map(comparer);
		for (Object entry : Sequences.of(source)) {
			KeyValuePair pair = (KeyValuePair) java.util.Objects.requireNonNull(entry);
			add(copy, pair.key(), pair.value());
		}
		return copy;
	}

	static @Nullable Object get(Map<?, ?> map, @Nullable Object key) {
		Object value = map.get(key(key));
		if (value == null && !map.containsKey(key(key))) {
			throw ClrException.keyNotFound(Values.toText(key));
		}
		return value;
	}

	static void add(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
		if (!tryAdd(map, key, value)) {
			throw ClrException.argument("An item with the same key has already been added. Key: " + Values.toText(key));
		}
	}

	private static boolean tryAdd(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key,
			@Nullable Object value) {
		if (map.containsKey(key(key))) {
			return false;
		}
		map.put(key, value);
		return true;
	}

	static boolean remove(Map<?, ?> map, @Nullable Object key) {
		boolean known = map.containsKey(key(key));
		map.remove(key);
		return known;
	}

	static boolean tryGet(Invocation in) {
		Map<?, ?> map = in.argument(0);
		Object key = key(in.arguments()[1]);
		boolean known = map.containsKey(key);
		Object value = known ? map.get(key) : LinqSources.defaultValue(in.typeArgument(1));
		in.<Out<@Nullable Object>>argument(2).set(value);
		return known;
	}

}
