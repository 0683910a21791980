package io.selvage.gateway.expression.code;

import org.jspecify.annotations.Nullable;

/**
 * A compiled expression node. The most common types have a form of their own that does
 * not box; which one a node implements follows from its C# type, so a consumer that knows
 * the type calls the matching method, and {@link #get} works for all.
 */
@FunctionalInterface
interface Code {

	/**
	 * Evaluates.
	 * @param host the object the evaluation is made for
	 * @param frame variables and budget
	 * @return the value, boxed
	 */
	@Nullable Object get(Object host, Frame frame);

	default boolean getBool(Object host, Frame frame) {
		return (Boolean) Code.required(get(host, frame));
	}

	default int getInt(Object host, Frame frame) {
		return (Integer) Code.required(get(host, frame));
	}

	default long getLong(Object host, Frame frame) {
		return (Long) Code.required(get(host, frame));
	}

	default double getDouble(Object host, Frame frame) {
		return (Double) Code.required(get(host, frame));
	}

	static Object required(@Nullable Object value) {
		if (value == null) {
			throw io.selvage.gateway.expression.types.ClrException.nullReference();
		}
		return value;
	}

	/** A node of type bool. */
	@FunctionalInterface
	interface Bool extends Code {

		@Override
		boolean getBool(Object host, Frame frame);

		@Override
		default Object get(Object host, Frame frame) {
			return getBool(host, frame);
		}

	}

	/** A node of type int. */
	@FunctionalInterface
	interface Int extends Code {

		@Override
		int getInt(Object host, Frame frame);

		@Override
		default Object get(Object host, Frame frame) {
			return getInt(host, frame);
		}

	}

	/** A node of type long. */
	@FunctionalInterface
	interface Long64 extends Code {

		@Override
		long getLong(Object host, Frame frame);

		@Override
		default Object get(Object host, Frame frame) {
			return getLong(host, frame);
		}

	}

	/** A node of type double. */
	@FunctionalInterface
	interface Double64 extends Code {

		@Override
		double getDouble(Object host, Frame frame);

		@Override
		default Object get(Object host, Frame frame) {
			return getDouble(host, frame);
		}

	}

}
