package io.selvage.gateway.expression.types;

import org.jspecify.annotations.Nullable;

/**
 * A value of any delegate type: a lambda, a local function or a method group.
 */
@FunctionalInterface
public interface Delegate {

	/**
	 * Calls it. Counts as a step of the evaluation it was made in.
	 * @param arguments the arguments, boxed
	 * @return the result, boxed; null for void
	 */
	@Nullable Object invoke(@Nullable Object... arguments);

}
