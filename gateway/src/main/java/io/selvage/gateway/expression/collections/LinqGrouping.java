package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The operators of LINQ that bring elements together by keys. What yields a sequence
 * reads its sources when it is iterated; lookups and dictionaries are made at once.
 */
final class LinqGrouping {

	private static final String COMPARER = ", IEqualityComparer<K> comparer";

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
		for (String comparer : new String[] { "", COMPARER }) {
			groups(linq, comparer);
			maps(linq, comparer);
			joins(linq, comparer);
		}
		LinqSets.register(linq);
	}

	private static void groups(TypeBuilder linq, String comparer) {
		String source = "(this IEnumerable<T> source, Func<T, K> keySelector";
		String element = ", Func<T, E> elementSelector";
		linq.call("static IEnumerable<System.Linq.IGrouping<K, T>> GroupBy<T, K>" + source + comparer + ")",
				(in) -> groups(in, null, null, comparer(in, 2)))
			.call("static IEnumerable<System.Linq.IGrouping<K, E>> GroupBy<T, K, E>" + source + element + comparer
					+ ")", (in) -> groups(in, in.argument(2), null, comparer(in, 3)))
			.call("static IEnumerable<R> GroupBy<T, K, R>" + source + ", Func<K, IEnumerable<T>, R> resultSelector"
					+ comparer + ")", (in) -> groups(in, null, in.argument(2), comparer(in, 3)))
			.call("static IEnumerable<R> GroupBy<T, K, E, R>" + source + element
					+ ", Func<K, IEnumerable<E>, R> resultSelector" + comparer + ")",
					(in) -> groups(in, in.argument(2), in.argument(3), comparer(in, 4)));
	}

	private static void maps(TypeBuilder linq, String comparer) {
		String source = "(this IEnumerable<T> source, Func<T, K> keySelector";
		String element = ", Func<T, E> elementSelector";
		linq.call("static System.Linq.ILookup<K, T> ToLookup<T, K>" + source + comparer + ")",
				(in) -> group(LinqSources.source(in, 0), in.argument(1), null, comparer(in, 2)))
			.call("static System.Linq.ILookup<K, E> ToLookup<T, K, E>" + source + element + comparer + ")",
					(in) -> group(LinqSources.source(in, 0), in.argument(1), in.argument(2), comparer(in, 3)))
			.call("static Dictionary<K, T> ToDictionary<T, K>" + source + comparer + ")",
					(in) -> dictionary(in, null, comparer(in, 2)))
			.call("static Dictionary<K, E> ToDictionary<T, K, E>" + source + element + comparer + ")",
					(in) -> dictionary(in, in.argument(2), comparer(in, 3)));
	}

	private static void joins(TypeBuilder linq, String comparer) {
		String keys = "(this IEnumerable<A> outer, IEnumerable<B> inner, Func<A, K> outerKeySelector, "
				+ "Func<B, K> innerKeySelector, ";
		linq.call("static IEnumerable<R> Join<A, B, K, R>" + keys + "Func<A, B, R> resultSelector" + comparer + ")",
				(in) -> join(in, false))
			.call("static IEnumerable<R> GroupJoin<A, B, K, R>" + keys + "Func<A, IEnumerable<B>, R> resultSelector"
					+ comparer + ")", (in) -> join(in, true));
	}

	/** The comparer at an index, if the method was called with one. */
	private static @Nullable Comparer comparer(Invocation in, int index) {
		return (in.arguments().length > index) ? in.<@Nullable Comparer>argument(index) : null;
	}

	private static Lookup group(Iterable<@Nullable Object> source, Delegate key, @Nullable Delegate element,
			@Nullable Comparer comparer) {
		Map<@Nullable Object, Grouping> groups = new LinkedHashMap<>();
		for (Object value : source) {
			Object group = key.invoke(value);
			groups
				.computeIfAbsent((comparer == null) ? group : comparer.key(group),
						(name) -> new Grouping(group, new ArrayList<>()))
				.values()
				.add((element == null) ? value : element.invoke(value));
		}
		return new Lookup(groups, comparer);
	}

	private static LazySequence groups(Invocation in, @Nullable Delegate element, @Nullable Delegate result,
			@Nullable Comparer comparer) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		Delegate key = in.argument(1);
		return () -> {
			Lookup lookup = group(source, key, element, comparer);
			if (result == null) {
				return lookup.iterator();
			}
			List<@Nullable Object> results = new ArrayList<>();
			lookup.groups().values().forEach((group) -> results.add(result.invoke(group.key(), group)));
			return results.iterator();
		};
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

	private static LazySequence join(Invocation in, boolean grouped) {
		Iterable<@Nullable Object> outers = LinqSources.source(in, 0);
		Iterable<@Nullable Object> inners = LinqSources.source(in, 1);
		Delegate outerKey = in.argument(2);
		Delegate result = in.argument(4);
		return () -> {
			Lookup inner = group(inners, in.argument(3), null, comparer(in, 5));
			List<@Nullable Object> results = new ArrayList<>();
			for (Object outer : outers) {
				Iterable<@Nullable Object> matches = inner.get(outerKey.invoke(outer));
				if (grouped) {
					results.add(result.invoke(outer, matches));
				}
				else {
					matches.forEach((match) -> {
						in.evaluation().step(1);
						results.add(result.invoke(outer, match));
					});
				}
			}
			return results.iterator();
		};
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
	 * @param comparer says which keys are the same, or null
	 */
	record Lookup(Map<@Nullable Object, Grouping> groups,
			@Nullable Comparer comparer) implements Iterable<@Nullable Object> {

		Iterable<@Nullable Object> get(@Nullable Object key) {
			Comparer keys = this.comparer;
			Grouping group = this.groups.get((keys == null) ? key : keys.key(key));
			return (group != null) ? group : List.of();
		}

		@Override
		public java.util.Iterator<@Nullable Object> iterator() {
			List<@Nullable Object> all = new ArrayList<>(this.groups.values());
			return all.iterator();
		}

	}

}
