package io.selvage.gateway.expression.binding;

import java.util.List;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Stmt;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.TypeLibrary;

/**
 * A whole policy expression whose meaning is resolved.
 *
 * @param function its code: a value for <code>@( )</code>, statements for
 * <code>@{ }</code>
 */
public record BoundExpression(Bound.Function function) {

	/**
	 * Binds <code>@( )</code>.
	 * @param library the types that exist
	 * @param host the type of {@code context}
	 * @param syntax the tree
	 * @param result what it has to yield
	 * @return the bound expression
	 * @throws BindException at the first error
	 */
	public static BoundExpression of(TypeLibrary library, ClrType host, Expr syntax, ResultType result) {
		Binder binder = new Binder(library, host);
		Bound value = result.convert(binder, binder.value(syntax), syntax.position());
		return checked(new Bound.Function(List.of(), binder.scope().function(), value, null, binder.core().object));
	}

	/**
	 * Binds <code>@{ }</code>.
	 * @param library the types that exist
	 * @param host the type of {@code context}
	 * @param syntax the tree
	 * @param result what it has to yield
	 * @return the bound expression
	 * @throws BindException at the first error
	 */
	public static BoundExpression of(TypeLibrary library, ClrType host, Stmt.Block syntax, ResultType result) {
		Binder binder = new Binder(library, host);
		BoundStatement body = binder.statements()
			.body(syntax.statements(), syntax.end(), ReturnRule.result(binder, result));
		return checked(new Bound.Function(List.of(), binder.scope().function(), null, body, binder.core().object));
	}

	private static BoundExpression checked(Bound.Function function) {
		DefiniteAssignment.check(function);
		return new BoundExpression(function);
	}

}
