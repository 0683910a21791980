package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The operators of LINQ on sets. Their sources are read when the result is iterated.
 */
final class LinqSets {

	private LinqSets() {
	}

	static void register(TypeBuilder linq) {
		String pair = "<T>(this IEnumerable<T> first, IEnumerable<T> second";
		for (boolean compared : new boolean[] { false, true }) {
			String end = compared ? ", IEqualityComparer<T> comparer)" : ")";
			linq.call("static IEnumerable<T> Union" + pair + end, (in) -> union(in, compared))
				.call("static IEnumerable<T> Intersect" + pair + end, (in) -> difference(in, compared, true))
				.call("static IEnumerable<T> Except" + pair + end, (in) -> difference(in, compared, false));
		}
	}

	private static @Nullable Comparer comparer(Invocation in, boolean compared) {
		return compared ? in.<@Nullable Comparer>argument(2) : null;
	}

	private static LazySequence union(Invocation in, boolean compared) {
		Iterable<@Nullable Object> first = LinqSources.source(in, 0);
		Iterable<@Nullable Object> second = LinqSources.source(in, 1);
		return () -> {
			Set<@Nullable Object> set = SetType.copy(first, comparer(in, compared));
			second.forEach(set::add);
			return set.iterator();
		};
	}

	private static LazySequence difference(Invocation in, boolean compared, boolean keepCommon) {
		Iterable<@Nullable Object> first = LinqSources.source(in, 0);
		Iterable<@Nullable Object> second = LinqSources.source(in, 1);
		return () -> {
			Set<@Nullable Object> others = SetType.copy(second, comparer(in, compared));
			List<@Nullable Object> kept = new ArrayList<>();
			for (Object value : SetType.copy(first, comparer(in, compared))) {
				if (others.contains(value) == keepCommon) {
					kept.add(value);
				}
			}
			return kept.iterator();
		};
	}

}
