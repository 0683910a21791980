package io.selvage.gateway.expression.types;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A call of a member whose implementation wants to know more than its arguments.
 *
 * @param evaluation the budget
 * @param host what the evaluation is made for: the policy context
 * @param typeArguments the type arguments of the method, given or inferred; if it has
 * none, those of its type
 * @param arguments the receiver of an instance member, then the arguments
 */
public record Invocation(Evaluation evaluation, @Nullable Object host, List<ClrType> typeArguments,
		@Nullable Object[] arguments) {

	/**
	 * Returns an argument.
	 * @param index 0 is the receiver of an instance member
	 * @param <T> its Java class
	 * @return the value, possibly null
	 */
	@SuppressWarnings({ "unchecked", "NullAway", "TypeParameterUnusedInFormals" })
	public <T extends @Nullable Object> T argument(int index) {
		return (T) this.arguments[index];
	}

	public ClrType typeArgument(int index) {
		return this.typeArguments.get(index);
	}

}
