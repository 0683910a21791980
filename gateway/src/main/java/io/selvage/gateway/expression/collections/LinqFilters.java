package io.selvage.gateway.expression.collections;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The operators of LINQ that let some elements pass.
 */
final class LinqFilters {

	private static final String SOURCE = "this IEnumerable<T> source";

	private LinqFilters() {
	}

	static void register(TypeBuilder linq) {
		linq.call("static IEnumerable<T> Where<T>(" + SOURCE + ", Func<T, bool> predicate)", (in) -> {
			Delegate predicate = in.argument(1);
			return filter(in, (value, index) -> LinqSources.holds(predicate, value));
		}).call("static IEnumerable<T> Where<T>(" + SOURCE + ", Func<T, int, bool> predicate)", (in) -> {
			Delegate predicate = in.argument(1);
			return filter(in, (value, index) -> Boolean.TRUE.equals(predicate.invoke(value, index)));
		})
			.call("static IEnumerable<T> Take<T>(" + SOURCE + ", int count)", (in) -> take(in, in.<Integer>argument(1)))
			.call("static IEnumerable<T> Skip<T>(" + SOURCE + ", int count)", (in) -> {
				int count = in.<Integer>argument(1);
				return filter(in, (value, index) -> index >= count);
			})
			.call("static IEnumerable<T> TakeLast<T>(" + SOURCE + ", int count)", (in) -> {
				List<@Nullable Object> all = LinqSources.list(in, 0);
				return all.subList(Math.max(0, all.size() - Math.max(0, in.<Integer>argument(1))), all.size());
			})
			.call("static IEnumerable<T> SkipLast<T>(" + SOURCE + ", int count)", (in) -> {
				List<@Nullable Object> all = LinqSources.list(in, 0);
				return all.subList(0, Math.max(0, all.size() - Math.max(0, in.<Integer>argument(1))));
			})
			.call("static IEnumerable<T> TakeWhile<T>(" + SOURCE + ", Func<T, bool> predicate)",
					(in) -> takeWhile(in, false))
			.call("static IEnumerable<T> TakeWhile<T>(" + SOURCE + ", Func<T, int, bool> predicate)",
					(in) -> takeWhile(in, true))
			.call("static IEnumerable<T> SkipWhile<T>(" + SOURCE + ", Func<T, bool> predicate)",
					(in) -> skipWhile(in, false))
			.call("static IEnumerable<T> SkipWhile<T>(" + SOURCE + ", Func<T, int, bool> predicate)",
					(in) -> skipWhile(in, true))
			.call("static IEnumerable<TResult> OfType<TResult>(this System.Collections.IEnumerable source)",
					(in) -> filter(in, (value, index) -> value != null && isOf(in.typeArgument(0), value)))
			.call("static IEnumerable<T> Distinct<T>(" + SOURCE + ")", (in) -> distinct(in, null))
			.call("static IEnumerable<T> Distinct<T>(" + SOURCE + ", IEqualityComparer<T> comparer)",
					(in) -> distinct(in, in.argument(1)));
	}

	static boolean isOf(ClrType type, Object value) {
		Class<?> javaClass = type.javaClass();
		return javaClass == Object.class || javaClass.isInstance(value);
	}

	private interface Filter {

		boolean takes(@Nullable Object value, int index);

	}

	private static LazySequence filter(Invocation in, Filter filter) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			int[] index = { 0 };
			return (element) -> {
				while (iterator.hasNext()) {
					Object value = iterator.next();
					if (filter.takes(value, index[0]++)) {
						element.value = value;
						return true;
					}
				}
				return false;
			};
		});
	}

	private static LazySequence take(Invocation in, int count) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			int[] taken = { 0 };
			return (element) -> {
				if (taken[0]++ >= count || !iterator.hasNext()) {
					return false;
				}
				element.value = iterator.next();
				return true;
			};
		});
	}

	private static LazySequence takeWhile(Invocation in, boolean indexed) {
		Delegate predicate = in.argument(1);
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			int[] index = { 0 };
			return (element) -> {
				if (!iterator.hasNext()) {
					return false;
				}
				element.value = iterator.next();
				return holds(predicate, element.value, indexed ? index[0]++ : -1);
			};
		});
	}

	private static LazySequence skipWhile(Invocation in, boolean indexed) {
		Delegate predicate = in.argument(1);
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			boolean[] skipping = { true };
			int[] index = { 0 };
			return (element) -> {
				while (iterator.hasNext()) {
					element.value = iterator.next();
					skipping[0] = skipping[0] && holds(predicate, element.value, indexed ? index[0]++ : -1);
					if (!skipping[0]) {
						return true;
					}
				}
				return false;
			};
		});
	}

	/** A predicate that takes the index too, unless that is negative. */
	private static boolean holds(Delegate predicate, @Nullable Object value, int index) {
		return (index < 0) ? LinqSources.holds(predicate, value) : Boolean.TRUE.equals(predicate.invoke(value, index));
	}

	private static LazySequence distinct(Invocation in, @Nullable Comparer comparer) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			Collection<@Nullable Object> seen = SetType.make(comparer);
			return (element) -> {
				while (iterator.hasNext()) {
					element.value = iterator.next();
					if (seen.add(element.value)) {
						return true;
					}
				}
				return false;
			};
		});
	}

}
