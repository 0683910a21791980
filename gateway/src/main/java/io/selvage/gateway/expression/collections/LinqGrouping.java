package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The operators of LINQ that bring elements together by keys, and those on sets.
 */
final class LinqGrouping {

	private LinqGrouping() {
	}

	static void register(TypeRegistry types, TypeBuilder linq) {
		types.defineInterface("System.Linq.IGrouping<TKey, TElement>", Grouping.class)
			.implement("System.Collections.Generic.IEnumerable<TElement>")
			.property("TKey Key", (Grouping group) -> group.key());
		types.defineInterface("System.Linq.ILookup<TKey, TElement>", Lookup.class)
			.implement("System.Collections.Generic.IEnumerable<System.Linq.IGrouping<TKey, TElement>>")
			.property("int Count", (Lookup lookup) -> lookup.groups().size())
			.method("bool Contains(TKey key)",
					(Lookup lookup, @Nullable Object key) -> lookup.groups().containsKey(key))
			.indexer("IEnumerable<TElement> this[TKey key]", Lookup::get);
		String source = "(this IEnumerable<T> source, Func<T, K> keySelector";
		linq.call("static IEnumerable<System.Linq.IGrouping<K, T>> GroupBy<T, K>" + source + ")",
				(in) -> lookup(in, null))
			.call("static IEnumerable<System.Linq.IGrouping<K, E>> GroupBy<T, K, E>" + source
					+ ", Func<T, E> elementSelector)", (in) -> lookup(in, in.argument(2)))
			.call("static IEnumerable<R> GroupBy<T, K, R>" + source + ", Func<K, IEnumerable<T>, R> resultSelector)",
					(in) -> results(lookup(in, null), in.argument(2)))
			.call("static System.Linq.ILookup<K, T> ToLookup<T, K>" + source + ")", (in) -> lookup(in, null))
			.call("static System.Linq.ILookup<K, E> ToLookup<T, K, E>" + source + ", Func<T, E> elementSelector)",
					(in) -> lookup(in, in.argument(2)))
			.call("static Dictionary<K, T> ToDictionary<T, K>" + source + ")", (in) -> dictionary(in, null, null))
			.call("static Dictionary<K, T> ToDictionary<T, K>" + source + ", IEqualityComparer<K> comparer)",
					(in) -> dictionary(in, null, in.argument(2)))
			.call("static Dictionary<K, E> ToDictionary<T, K, E>" + source + ", Func<T, E> elementSelector)",
					(in) -> dictionary(in, in.argument(2), null))
			.call("static Dictionary<K, E> ToDictionary<T, K, E>" + source
					+ ", Func<T, E> elementSelector, IEqualityComparer<K> comparer)",
					(in) -> dictionary(in, in.argument(2), in.argument(3)))
			.call("static IEnumerable<R> Join<A, B, K, R>(this IEnumerable<A> outer, IEnumerable<B> inner, Func<A, K> outerKeySelector, Func<B, K> innerKeySelector, Func<A, B, R> resultSelector)",
					(in) -> join(in, false))
			.call("static IEnumerable<R> GroupJoin<A, B, K, R>(this IEnumerable<A> outer, IEnumerable<B> inner, Func<A, K> outerKeySelector, Func<B, K> innerKeySelector, Func<A, IEnumerable<B>, R> resultSelector)",
					(in) -> join(in, true));
		sets(linq);
	}

	private static void sets(TypeBuilder linq) {
		String pair = "<T>(this IEnumerable<T> first, IEnumerable<T> second";
		for (boolean compared : new boolean[] { false, true }) {
			String end = compared ? ", IEqualityComparer<T> comparer)" : ")";
			linq.call("static IEnumerable<T> Union" + pair + end, (in) -> {
				Set<@Nullable Object> set = SetType.copy(LinqSources.list(in, 0), comparer(in, compared));
				set.addAll(LinqSources.list(in, 1));
				return new ArrayList<>(set);
			})
				.call("static IEnumerable<T> Intersect" + pair + end, (in) -> difference(in, compared, true))
				.call("static IEnumerable<T> Except" + pair + end, (in) -> difference(in, compared, false));
		}
	}

	private static @Nullable Comparer comparer(Invocation in, boolean compared) {
		return compared ? in.<@Nullable Comparer>argument(2) : null;
	}

	private static List<@Nullable Object> difference(Invocation in, boolean compared, boolean keepCommon) {
		Comparer comparer = comparer(in, compared);
		Set<@Nullable Object> others = SetType.copy(LinqSources.list(in, 1), comparer);
		List<@Nullable Object> kept = new ArrayList<>();
		for (Object value : SetType.copy(LinqSources.list(in, 0), comparer)) {
			if (others.contains(value) == keepCommon) {
				kept.add(value);
			}
		}
		return kept;
	}

	private static Lookup lookup(Invocation in, @Nullable Delegate element) {
		return group(LinqSources.source(in, 0), in.argument(1), element);
	}

	private static Lookup group(Iterable<@Nullable Object> source, Delegate key, @Nullable Delegate element) {
		Map<@Nullable Object, Grouping> groups = new LinkedHashMap<>();
		for (Object value : source) {
			Object group = key.invoke(value);
			groups.computeIfAbsent(group, (name) -> new Grouping(name, new ArrayList<>()))
				.values()
				.add((element == null) ? value : element.invoke(value));
		}
		return new Lookup(groups);
	}

	private static List<@Nullable Object> results(Lookup lookup, Delegate result) {
		List<@Nullable Object> results = new ArrayList<>();
		lookup.groups().values().forEach((group) -> results.add(result.invoke(group.key(), group)));
		return results;
	}

	private static Map<@Nullable Object, @Nullable Object> dictionary(Invocation in, @Nullable Delegate element,
			@Nullable Comparer comparer) {
		Delegate key = in.argument(1);
		Map<@Nullable Object, @Nullable Object> map = DictionaryType.map(comparer);
		for (Object value : LinqSources.source(in, 0)) {
			DictionaryType.add(map, key.invoke(value), (element == null) ? value : element.invoke(value));
		}
		return map;
	}

	private static List<@Nullable Object> join(Invocation in, boolean grouped) {
		Lookup inner = group(LinqSources.source(in, 1), in.argument(3), null);
		Delegate outerKey = in.argument(2);
		Delegate result = in.argument(4);
		List<@Nullable Object> results = new ArrayList<>();
		for (Object outer : LinqSources.source(in, 0)) {
			Iterable<@Nullable Object> matches = inner.get(outerKey.invoke(outer));
			if (grouped) {
				results.add(result.invoke(outer, matches));
			}
			else {
				matches.forEach((match) -> results.add(result.invoke(outer, match)));
			}
		}
		return results;
	}

	/**
	 * The elements of a key.
	 *
	 * @param key the key
	 * @param values the elements
	 */
	record Grouping(@Nullable Object key, List<@Nullable Object> values) implements Iterable<@Nullable Object> {

		@Override
		public java.util.Iterator<@Nullable Object> iterator() {
			return this.values.iterator();
		}

	}

	/**
	 * Groups by key.
	 *
	 * @param groups in the order in which keys appeared
	 */
	record Lookup(Map<@Nullable Object, Grouping> groups) implements Iterable<@Nullable Object> {

		Iterable<@Nullable Object> get(@Nullable Object key) {
			Grouping group = this.groups.get(key);
			return (group != null) ? group : List.of();
		}

		@Override
		public java.util.Iterator<@Nullable Object> iterator() {
			List<@Nullable Object> all = new ArrayList<>(this.groups.values());
			return all.iterator();
		}

	}

}
