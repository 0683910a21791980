package io.selvage.gateway.policy;

import io.selvage.gateway.expression.Expression;

/**
 * What the policy compiler needs from the expression library.
 */
public interface ExpressionLanguage {

	/**
	 * Compiles an expression.
	 * @param text the expression with its <code>@( )</code> or <code>@{ }</code>
	 * @return the compiled expression
	 * @throws ExpressionSyntaxException if it is not valid
	 */
	Expression compile(String text) throws ExpressionSyntaxException;

	/**
	 * Converts a value to text as C# does in the invariant culture.
	 * @param value what an expression returned
	 * @return for example {@code True} for a boolean
	 */
	String text(Object value);

}
