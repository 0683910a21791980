package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import io.selvage.gateway.expression.collections.LinqSources.Generator;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The operators of LINQ that make elements of elements, and those that make sequences.
 */
final class LinqProjections {

	private static final String SOURCE = "this IEnumerable<T> source";

	private LinqProjections() {
	}

	static void register(TypeBuilder linq) {
		linq.call("static IEnumerable<R> Select<T, R>(" + SOURCE + ", Func<T, R> selector)", (in) -> {
			Delegate selector = in.argument(1);
			return map(in, (value, index) -> selector.invoke(value));
		}).call("static IEnumerable<R> Select<T, R>(" + SOURCE + ", Func<T, int, R> selector)", (in) -> {
			Delegate selector = in.argument(1);
			return map(in, (value, index) -> selector.invoke(value, index));
		})
			.call("static IEnumerable<R> Cast<R>(this System.Collections.IEnumerable source)", LinqProjections::cast)
			.call("static IEnumerable<T> AsEnumerable<T>(" + SOURCE + ")", (in) -> in.argument(0))
			.call("static IEnumerable<R> SelectMany<T, R>(" + SOURCE + ", Func<T, IEnumerable<R>> selector)", (in) -> {
				Delegate selector = in.argument(1);
				return flatten(in, (value, index) -> selector.invoke(value), (outer, inner) -> inner);
			})
			.call("static IEnumerable<R> SelectMany<T, R>(" + SOURCE + ", Func<T, int, IEnumerable<R>> selector)",
					(in) -> {
						Delegate selector = in.argument(1);
						return flatten(in, (value, index) -> selector.invoke(value, index), (outer, inner) -> inner);
					})
			.call("static IEnumerable<R> SelectMany<T, C, R>(" + SOURCE
					+ ", Func<T, IEnumerable<C>> collectionSelector, Func<T, C, R> resultSelector)", (in) -> {
						Delegate selector = in.argument(1);
						Delegate result = in.argument(2);
						return flatten(in, (value, index) -> selector.invoke(value),
								(outer, inner) -> result.invoke(outer, inner));
					})
			.call("static IEnumerable<R> SelectMany<T, C, R>(" + SOURCE
					+ ", Func<T, int, IEnumerable<C>> collectionSelector, Func<T, C, R> resultSelector)", (in) -> {
						Delegate selector = in.argument(1);
						Delegate result = in.argument(2);
						return flatten(in, (value, index) -> selector.invoke(value, index),
								(outer, inner) -> result.invoke(outer, inner));
					})
			.call("static IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)",
					(in) -> concat(LinqSources.source(in, 0), LinqSources.source(in, 1)))
			.call("static IEnumerable<T> Append<T>(" + SOURCE + ", T element)",
					(in) -> concat(LinqSources.source(in, 0), Collections.singletonList(in.arguments()[1])))
			.call("static IEnumerable<T> Prepend<T>(" + SOURCE + ", T element)",
					(in) -> concat(Collections.singletonList(in.arguments()[1]), LinqSources.source(in, 0)))
			.call("static IEnumerable<R> Zip<A, B, R>(this IEnumerable<A> first, IEnumerable<B> second, Func<A, B, R> resultSelector)",
					LinqProjections::zip)
			.call("static IEnumerable<T> DefaultIfEmpty<T>(" + SOURCE + ")",
					(in) -> defaultIfEmpty(in, LinqSources.defaultValue(in.typeArgument(0))))
			.call("static IEnumerable<T> DefaultIfEmpty<T>(" + SOURCE + ", T defaultValue)",
					(in) -> defaultIfEmpty(in, in.arguments()[1]))
			.call("static IEnumerable<int> Range(int start, int count)", LinqProjections::range)
			.call("static IEnumerable<T> Repeat<T>(T element, int count)", LinqProjections::repeat)
			.call("static IEnumerable<T> Empty<T>()", (in) -> new ArrayList<>());
	}

	private interface Projection {

		@Nullable Object apply(@Nullable Object value, int index);

	}

	private static LazySequence map(Invocation in, Projection projection) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			int[] index = { 0 };
			return (element) -> {
				if (!iterator.hasNext()) {
					return false;
				}
				element.value = projection.apply(iterator.next(), index[0]++);
				return true;
			};
		});
	}

	private static LazySequence cast(Invocation in) {
		ClrType type = in.typeArgument(0);
		return map(in, (value, index) -> {
			if (value != null && !LinqFilters.isOf(type, value)) {
				throw ClrException.invalidCast("Unable to cast an element to type '" + type.fullName() + "'.");
			}
			if (value == null && type.isValueType() && !type.isNullableValue()) {
				throw ClrException.nullReference();
			}
			return value;
		});
	}

	private interface Combination {

		@Nullable Object apply(@Nullable Object outer, @Nullable Object inner);

	}

	private static LazySequence flatten(Invocation in, Projection selector, Combination result) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> outer = source.iterator();
			int[] index = { 0 };
			Object[] current = new Object[1];
			List<Iterator<@Nullable Object>> inner = new ArrayList<>();
			return (element) -> {
				while (inner.isEmpty() || !inner.get(0).hasNext()) {
					if (!outer.hasNext()) {
						return false;
					}
					current[0] = outer.next();
					inner.clear();
					inner.add(Sequences.of(selector.apply(current[0], index[0]++)).iterator());
				}
				in.evaluation().step(1);
				element.value = result.apply(current[0], inner.get(0).next());
				return true;
			};
		});
	}

	static LazySequence concat(Iterable<@Nullable Object> first, Iterable<@Nullable Object> second) {
		return LinqSources.lazy(() -> {
			List<Iterator<@Nullable Object>> current = new ArrayList<>(List.of(first.iterator()));
			boolean[] inSecond = { false };
			return (element) -> {
				if (!inSecond[0] && !current.get(0).hasNext()) {
					inSecond[0] = true;
					current.set(0, second.iterator());
				}
				if (!current.get(0).hasNext()) {
					return false;
				}
				element.value = current.get(0).next();
				return true;
			};
		});
	}

	private static LazySequence zip(Invocation in) {
		Iterable<@Nullable Object> first = LinqSources.source(in, 0);
		Iterable<@Nullable Object> second = LinqSources.source(in, 1);
		Delegate result = in.argument(2);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> a = first.iterator();
			Iterator<@Nullable Object> b = second.iterator();
			return (element) -> {
				if (!a.hasNext() || !b.hasNext()) {
					return false;
				}
				element.value = result.invoke(a.next(), b.next());
				return true;
			};
		});
	}

	private static Object defaultIfEmpty(Invocation in, @Nullable Object value) {
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		LazySequence sequence = () -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			return iterator.hasNext() ? iterator : Collections.singletonList(value).iterator();
		};
		return sequence;
	}

	private static LazySequence range(Invocation in) {
		int start = in.<Integer>argument(0);
		int count = in.<Integer>argument(1);
		if (count < 0 || (long) start + count - 1 > Integer.MAX_VALUE) {
			throw ClrException.argumentOutOfRange("count", "Specified argument was out of the range of valid values.");
		}
		return generate(in, count, (index) -> start + index);
	}

	private static LazySequence repeat(Invocation in) {
		Object value = in.arguments()[0];
		int count = in.<Integer>argument(1);
		if (count < 0) {
			throw ClrException.argumentOutOfRange("count", "Specified argument was out of the range of valid values.");
		}
		return generate(in, count, (index) -> value);
	}

	private static LazySequence generate(Invocation in, int count,
			java.util.function.IntFunction<@Nullable Object> value) {
		return LinqSources.lazy(() -> {
			int[] next = { 0 };
			Generator generator = (element) -> {
				if (next[0] >= count) {
					return false;
				}
				in.evaluation().step(1);
				element.value = value.apply(next[0]++);
				return true;
			};
			return generator;
		});
	}

}
