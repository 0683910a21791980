package io.selvage.gateway.expression;

import io.selvage.gateway.context.PolicyContext;
import org.jspecify.annotations.Nullable;

/**
 * A policy expression, compiled. Immutable and thread-safe; made once when the catalog
 * changes.
 * <p>
 * C# values are represented by: {@code int} Integer, {@code long} Long, {@code bool}
 * Boolean, {@code string} String, {@code double} Double, {@code byte[]} {@code byte[]},
 * and so on; the types of the expression library by its own classes.
 */
public interface Expression {

	/**
	 * Evaluates the expression. Bodies it reads ({@link #readsRequestBody()},
	 * {@link #readsResponseBody()}) must have been buffered before.
	 * @param context the request it is evaluated for
	 * @return the value, or null
	 * @throws ExpressionException if evaluation fails or exceeds its budget
	 */
	@Nullable Object evaluate(PolicyContext context);

	/**
	 * Tells whether the text reads {@code context.Request.Body}.
	 * @return true if the request body must be buffered first
	 */
	boolean readsRequestBody();

	/**
	 * Tells whether the text reads {@code context.Response.Body}.
	 * @return true if the response body must be buffered first
	 */
	boolean readsResponseBody();

	/**
	 * Returns the text as traces show it.
	 * @return the C# without its <code>@( )</code> or <code>@{ }</code>
	 */
	String text();

}
