package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a member.
 *
 * @param name the name, for named arguments
 * @param type the type; for {@code params} the array type
 * @param mode how it is passed
 * @param optional whether it may be left out
 * @param defaultValue the value it then has
 */
public record Parameter(String name, ClrType type, Mode mode, boolean optional, @Nullable Object defaultValue) {

	/**
	 * How a parameter is passed.
	 */
	public enum Mode {

		/** By value. */
		VALUE,

		/** As many as there are, in an array. */
		PARAMS,

		/** By reference, to be set. */
		OUT,

		/** By reference. */
		REF

	}
}
