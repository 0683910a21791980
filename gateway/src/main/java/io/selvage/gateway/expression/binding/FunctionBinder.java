package io.selvage.gateway.expression.binding;

import java.util.List;

import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.NamedType;
import org.jspecify.annotations.Nullable;

/**
 * Makes delegates of lambdas and method groups.
 */
interface FunctionBinder {

	/** The lambda as a delegate, or null if it does not fit. */
	@Nullable Bound toDelegate(Bound.UnboundLambda lambda, NamedType delegate);

	/** The method group as a delegate, or null if no method fits. */
	@Nullable Bound toDelegate(Bound.MethodGroup group, NamedType delegate);

	/** The type a lambda returns for given parameter types; null if it has none. */
	@Nullable ClrType returnType(Bound.UnboundLambda lambda, List<ClrType> parameterTypes);

	/** The type a method group returns for given parameter types; null if none fits. */
	@Nullable ClrType returnType(Bound.MethodGroup group, List<ClrType> parameterTypes);

}
