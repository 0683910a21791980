package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code Enumerable}. What yields a sequence is lazy. Filters, projections, grouping and
 * order have classes of their own; elements, quantifiers and conversions are here.
 */
final class LinqTypes implements TypeModule {

	private static final String SOURCE = "this IEnumerable<T> source";

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder linq = types.defineStatic("System.Linq.Enumerable");
		LinqFilters.register(linq);
		LinqProjections.register(linq);
		elements(linq);
		quantifiers(linq);
		conversions(linq);
		LinqGrouping.register(types, linq);
		LinqOrder.register(types, linq);
	}

	private static void elements(TypeBuilder linq) {
		LinqElements.register(linq, "First", false, false);
		LinqElements.register(linq, "Last", true, false);
		LinqElements.register(linq, "Single", false, true);
		linq.call("static T ElementAt<T>(" + SOURCE + ", int index)", (in) -> {
			List<@Nullable Object> all = LinqSources.list(in, 0);
			int index = in.<Integer>argument(1);
			if (index < 0 || index >= all.size()) {
				throw InterfaceTypes.outOfRange();
			}
			return all.get(index);
		}).call("static T ElementAtOrDefault<T>(" + SOURCE + ", int index)", (in) -> {
			List<@Nullable Object> all = LinqSources.list(in, 0);
			int index = in.<Integer>argument(1);
			return (index < 0 || index >= all.size()) ? LinqSources.defaultValue(in.typeArgument(0)) : all.get(index);
		});
	}

	private static void quantifiers(TypeBuilder linq) {
		linq.call("static bool Any<T>(" + SOURCE + ")", (in) -> LinqSources.source(in, 0).iterator().hasNext())
			.call("static bool Any<T>(" + SOURCE + ", Func<T, bool> predicate)", (in) -> anyIs(in, true))
			.call("static bool All<T>(" + SOURCE + ", Func<T, bool> predicate)", (in) -> !anyIs(in, false))
			.call("static bool Contains<T>(" + SOURCE + ", T value)", (in) -> contains(in, null))
			.call("static bool Contains<T>(" + SOURCE + ", T value, IEqualityComparer<T> comparer)",
					(in) -> contains(in, in.argument(2)))
			.call("static int Count<T>(" + SOURCE + ")", (in) -> count(in))
			.call("static int Count<T>(" + SOURCE + ", Func<T, bool> predicate)", (in) -> countIf(in))
			.call("static long LongCount<T>(" + SOURCE + ")", (in) -> (long) count(in))
			.call("static long LongCount<T>(" + SOURCE + ", Func<T, bool> predicate)", (in) -> (long) countIf(in))
			.call("static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second)",
					(in) -> sequenceEqual(in, null))
			.call("static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T> comparer)",
					(in) -> sequenceEqual(in, in.argument(2)));
	}

	private static boolean sequenceEqual(Invocation in, @Nullable Comparer comparer) {
		List<@Nullable Object> a = LinqSources.list(in, 0);
		List<@Nullable Object> b = LinqSources.list(in, 1);
		boolean equal = a.size() == b.size();
		for (int i = 0; equal && i < a.size(); i++) {
			equal = (comparer != null) ? comparer.equal(a.get(i), b.get(i)) : Values.areEqual(a.get(i), b.get(i));
		}
		return equal;
	}

	private static boolean anyIs(Invocation in, boolean wanted) {
		Delegate predicate = in.argument(1);
		for (Object value : LinqSources.source(in, 0)) {
			if (LinqSources.holds(predicate, value) == wanted) {
				return true;
			}
		}
		return false;
	}

	private static boolean contains(Invocation in, @Nullable Comparer comparer) {
		Object wanted = in.arguments()[1];
		for (Object value : LinqSources.source(in, 0)) {
			if ((comparer != null) ? comparer.equal(value, wanted) : Values.areEqual(value, wanted)) {
				return true;
			}
		}
		return false;
	}

	private static int count(Invocation in) {
		Object source = in.arguments()[0];
		if (source instanceof Collection<?> collection) {
			return collection.size();
		}
		int count = 0;
		for (Object ignored : LinqSources.source(in, 0)) {
			count++;
		}
		return count;
	}

	private static int countIf(Invocation in) {
		Delegate predicate = in.argument(1);
		int count = 0;
		for (Object value : LinqSources.source(in, 0)) {
			count += LinqSources.holds(predicate, value) ? 1 : 0;
		}
		return count;
	}

	private static void conversions(TypeBuilder linq) {
		linq.call("static T[] ToArray<T>(" + SOURCE + ")", (in) -> LinqSources.array(in, in.argument(0)))
			.call("static List<T> ToList<T>(" + SOURCE + ")", (in) -> LinqSources.list(in, 0))
			.call("static HashSet<T> ToHashSet<T>(" + SOURCE + ")", (in) -> SetType.copy(LinqSources.list(in, 0), null))
			.call("static HashSet<T> ToHashSet<T>(" + SOURCE + ", IEqualityComparer<T> comparer)",
					(in) -> SetType.copy(LinqSources.list(in, 0), in.argument(1)))
			.call("static IEnumerable<T> Reverse<T>(" + SOURCE + ")", (in) -> {
				Iterable<@Nullable Object> source = LinqSources.source(in, 0);
				LazySequence reversed = () -> {
					List<@Nullable Object> all = new ArrayList<>();
					source.forEach(all::add);
					Collections.reverse(all);
					return all.iterator();
				};
				return reversed;
			});
	}

}
