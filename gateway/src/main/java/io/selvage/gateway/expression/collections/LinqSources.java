package io.selvage.gateway.expression.collections;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import io.selvage.gateway.expression.types.ArrayType;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Delegate;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.LazySequence;
import io.selvage.gateway.expression.types.NamedType;
import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * The sequences LINQ operators take and return. Every element that passes an operator
 * counts as a step.
 */
final class LinqSources {

	private LinqSources() {
	}

	static @Nullable Object defaultValue(ClrType type) {
		return (type instanceof NamedType named && !type.isNullableValue()) ? named.definition().defaultValue() : null;
	}

	/** The elements of an argument, each counted. */
	static Iterable<@Nullable Object> source(Invocation in, int index) {
		Iterable<@Nullable Object> elements = Sequences.of(in.arguments()[index]);
		Evaluation evaluation = in.evaluation();
		return () -> {
			Iterator<@Nullable Object> iterator = elements.iterator();
			return new Iterator<>() {
				@Override
				public boolean hasNext() {
					return iterator.hasNext();
				}

				@Override
				public @Nullable Object next() {
					evaluation.step(1);
					return iterator.next();
				}
			};
		};
	}

	static List<@Nullable Object> list(Invocation in, int index) {
		List<@Nullable Object> list = new ArrayList<>();
		source(in, index).forEach(list::add);
		return list;
	}

	/** An array of the first type argument. */
	static Object array(Invocation in, @Nullable Object source) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Object value : Sequences.of(source)) {
			in.evaluation().step(1);
			values.add(value);
		}
		Object array = new ArrayType(in.typeArgument(0)).newArray(values.size());
		for (int i = 0; i < values.size(); i++) {
			Array.set(array, i, values.get(i));
		}
		return array;
	}

	/** A sequence that is computed by a generator each time it is iterated. */
	static LazySequence lazy(java.util.function.Supplier<Generator> start) {
		return () -> new Iteration(start.get());
	}

	/** Yields elements through a holder; false at the end. */
	@FunctionalInterface
	interface Generator {

		/**
		 * Makes the next element.
		 * @param element takes it
		 * @return false if there is none
		 */
		boolean next(Holder element);

	}

	/** An element. */
	static final class Holder {

		@Nullable Object value;

	}

	private static final class Iteration implements Iterator<@Nullable Object> {

		private final Generator generator;

		private final Holder holder = new Holder();

		private boolean fetched;

		private boolean ended;

		Iteration(Generator generator) {
			this.generator = generator;
		}

		@Override
		public boolean hasNext() {
			if (!this.fetched && !this.ended) {
				this.fetched = this.generator.next(this.holder);
				this.ended = !this.fetched;
			}
			return this.fetched;
		}

		@Override
		public @Nullable Object next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.fetched = false;
			return this.holder.value;
		}

	}

	static boolean holds(Delegate predicate, @Nullable Object value) {
		return Boolean.TRUE.equals(predicate.invoke(value));
	}

}
