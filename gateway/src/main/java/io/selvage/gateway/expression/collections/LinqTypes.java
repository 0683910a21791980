package io.selvage.gateway.expression.collections;

import java.util.ArrayList;
import java.util.Collection;
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
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * {@code Enumerable}: filters, projections, elements, quantifiers and conversions. What
 * yields a sequence is lazy.
 */
final class LinqTypes implements TypeModule {

	private static final String SOURCE = "this IEnumerable<T> source";

	@Override
	public void register(TypeRegistry types) {
		TypeBuilder linq = types.defineStatic("System.Linq.Enumerable");
		filters(linq);
		projections(linq);
		elements(linq);
		quantifiers(linq);
		conversions(linq);
		LinqGrouping.register(types, linq);
		LinqOrder.register(types, linq);
	}

	private static void filters(TypeBuilder linq) {
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
			.call("static IEnumerable<T> TakeWhile<T>(" + SOURCE + ", Func<T, bool> predicate)", LinqTypes::takeWhile)
			.call("static IEnumerable<T> SkipWhile<T>(" + SOURCE + ", Func<T, bool> predicate)", LinqTypes::skipWhile)
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

	private static LazySequence takeWhile(Invocation in) {
		Delegate predicate = in.argument(1);
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			return (element) -> {
				if (!iterator.hasNext()) {
					return false;
				}
				element.value = iterator.next();
				return LinqSources.holds(predicate, element.value);
			};
		});
	}

	private static LazySequence skipWhile(Invocation in) {
		Delegate predicate = in.argument(1);
		Iterable<@Nullable Object> source = LinqSources.source(in, 0);
		return LinqSources.lazy(() -> {
			Iterator<@Nullable Object> iterator = source.iterator();
			boolean[] skipping = { true };
			return (element) -> {
				while (iterator.hasNext()) {
					element.value = iterator.next();
					skipping[0] = skipping[0] && LinqSources.holds(predicate, element.value);
					if (!skipping[0]) {
						return true;
					}
				}
				return false;
			};
		});
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

	private static void projections(TypeBuilder linq) {
		linq.call("static IEnumerable<R> Select<T, R>(" + SOURCE + ", Func<T, R> selector)", (in) -> {
			Delegate selector = in.argument(1);
			return map(in, (value, index) -> selector.invoke(value));
		}).call("static IEnumerable<R> Select<T, R>(" + SOURCE + ", Func<T, int, R> selector)", (in) -> {
			Delegate selector = in.argument(1);
			return map(in, (value, index) -> selector.invoke(value, index));
		})
			.call("static IEnumerable<R> Cast<R>(this System.Collections.IEnumerable source)", LinqTypes::cast)
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
			.call("static IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)",
					(in) -> concat(LinqSources.source(in, 0), LinqSources.source(in, 1)))
			.call("static IEnumerable<T> Append<T>(" + SOURCE + ", T element)",
					(in) -> concat(LinqSources.source(in, 0), Collections.singletonList(in.arguments()[1])))
			.call("static IEnumerable<T> Prepend<T>(" + SOURCE + ", T element)",
					(in) -> concat(Collections.singletonList(in.arguments()[1]), LinqSources.source(in, 0)))
			.call("static IEnumerable<R> Zip<A, B, R>(this IEnumerable<A> first, IEnumerable<B> second, Func<A, B, R> resultSelector)",
					LinqTypes::zip)
			.call("static IEnumerable<T> DefaultIfEmpty<T>(" + SOURCE + ")",
					(in) -> defaultIfEmpty(in, LinqSources.defaultValue(in.typeArgument(0))))
			.call("static IEnumerable<T> DefaultIfEmpty<T>(" + SOURCE + ", T defaultValue)",
					(in) -> defaultIfEmpty(in, in.arguments()[1]))
			.call("static IEnumerable<int> Range(int start, int count)", LinqTypes::range)
			.call("static IEnumerable<T> Repeat<T>(T element, int count)", LinqTypes::repeat)
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
			if (value != null && !isOf(type, value)) {
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
			.call("static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second)", (in) -> {
				List<@Nullable Object> a = LinqSources.list(in, 0);
				List<@Nullable Object> b = LinqSources.list(in, 1);
				boolean equal = a.size() == b.size();
				for (int i = 0; equal && i < a.size(); i++) {
					equal = Values.areEqual(a.get(i), b.get(i));
				}
				return equal;
			});
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
