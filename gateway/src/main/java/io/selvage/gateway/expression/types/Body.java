package io.selvage.gateway.expression.types;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is executed when an expression uses a member: one of the functional interfaces
 * inside. The receiver of an instance member is the first argument.
 */
public interface Body {

	/**
	 * Takes nothing.
	 */
	@FunctionalInterface
	interface F0 extends Body {

		@Nullable Object call();

	}

	/**
	 * Takes one argument.
	 *
	 * @param <A> its type
	 */
	@FunctionalInterface
	interface F1<A extends @Nullable Object> extends Body {

		@Nullable Object call(A a);

	}

	/**
	 * Takes two arguments.
	 *
	 * @param <A> first
	 * @param <B> second
	 */
	@FunctionalInterface
	interface F2<A extends @Nullable Object, B extends @Nullable Object> extends Body {

		@Nullable Object call(A a, B b);

	}

	/**
	 * Takes three arguments.
	 *
	 * @param <A> first
	 * @param <B> second
	 * @param <C> third
	 */
	@FunctionalInterface
	interface F3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> extends Body {

		@Nullable Object call(A a, B b, C c);

	}

	/**
	 * Takes four arguments.
	 *
	 * @param <A> first
	 * @param <B> second
	 * @param <C> third
	 * @param <D> fourth
	 */
	@FunctionalInterface
	interface F4<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object>
			extends Body {

		@Nullable Object call(A a, B b, C c, D d);

	}

	/**
	 * Takes five arguments.
	 *
	 * @param <A> first
	 * @param <B> second
	 * @param <C> third
	 * @param <D> fourth
	 * @param <E> fifth
	 */
	@FunctionalInterface
	interface F5<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, E extends @Nullable Object>
			extends Body {

		@Nullable Object call(A a, B b, C c, D d, E e);

	}

	/**
	 * Takes one argument and returns an {@code int} without boxing it.
	 *
	 * @param <A> its type
	 */
	@FunctionalInterface
	interface ToInt<A extends @Nullable Object> extends Body {

		int call(A a);

	}

	/**
	 * Takes one argument and returns nothing.
	 *
	 * @param <A> its type
	 */
	@FunctionalInterface
	interface Do1<A extends @Nullable Object> extends Body {

		void call(A a);

	}

	/**
	 * Takes two arguments and returns nothing.
	 *
	 * @param <A> first
	 * @param <B> second
	 */
	@FunctionalInterface
	interface Do2<A extends @Nullable Object, B extends @Nullable Object> extends Body {

		void call(A a, B b);

	}

	/**
	 * Takes three arguments and returns nothing.
	 *
	 * @param <A> first
	 * @param <B> second
	 * @param <C> third
	 */
	@FunctionalInterface
	interface Do3<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> extends Body {

		void call(A a, B b, C c);

	}

	/**
	 * Takes the whole call: arguments, type arguments and budget.
	 */
	@FunctionalInterface
	interface Full extends Body {

		@Nullable Object call(Invocation in);

	}

	/**
	 * Depends on the type arguments of the call, which are known when the expression is
	 * compiled: what it returns is called in its place.
	 */
	@FunctionalInterface
	interface Typed extends Body {

		Body of(List<ClrType> typeArguments);

	}

}
