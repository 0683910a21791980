package io.selvage.gateway.expression.binding;

import io.selvage.gateway.expression.syntax.Expr;
import io.selvage.gateway.expression.syntax.Stmt;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.TypeLibrary;

/**
 * The type an expression has before it is converted to what its place asks for.
 */
public final class StaticType {

	private StaticType() {
	}

	/**
	 * Finds the type of <code>@( )</code>.
	 * @param library the types that exist
	 * @param host the type of {@code context}
	 * @param syntax the tree
	 * @return its type
	 * @throws BindException at the first error
	 */
	public static ClrType of(TypeLibrary library, ClrType host, Expr syntax) {
		return new Binder(library, host).value(syntax).type();
	}

	/**
	 * Finds the type of <code>@{ }</code>: the one all its values have.
	 * @param library the types that exist
	 * @param host the type of {@code context}
	 * @param syntax the tree
	 * @return its type
	 * @throws BindException at the first error, or if the values have no type in common
	 */
	public static ClrType of(TypeLibrary library, ClrType host, Stmt.Block syntax) {
		Binder binder = new Binder(library, host);
		ReturnRule rule = ReturnRule.inferring(binder);
		binder.statements().body(syntax.statements(), syntax.end(), rule);
		return rule.type();
	}

}
