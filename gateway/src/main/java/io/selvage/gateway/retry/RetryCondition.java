package io.selvage.gateway.retry;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionException;

/**
 * Decides after each execution of a retry section's body whether there is another one.
 * Immutable and thread-safe. While the body has failed, the context shows the error as
 * {@code LastError} and a response with status 500, so that a condition can read
 * {@code context.Response.StatusCode} on exactly the failures it names.
 */
public interface RetryCondition {

	/**
	 * Repeats when the backend could not be reached: what Azure API Management does if a
	 * policy gives no {@code sf-resolve-condition}.
	 */
	RetryCondition CONNECTION_FAILURE = new ConnectionFailureCondition();

	/**
	 * Decides.
	 * @param context the request after the body was executed
	 * @return true for another execution
	 * @throws ExpressionException if the condition cannot be evaluated
	 */
	boolean test(PolicyContext context);

	/**
	 * Returns the condition as traces show it.
	 * @return C# without <code>@( )</code>
	 */
	String text();

	/**
	 * Tells whether the condition reads the request body, which must then be in memory.
	 * @return true if it does
	 */
	default boolean readsRequestBody() {
		return false;
	}

	/**
	 * Tells whether the condition reads the response body, which must then be in memory.
	 * @return true if it does
	 */
	default boolean readsResponseBody() {
		return false;
	}

	/**
	 * Makes a condition of an expression. Anything but {@code true} ends the section.
	 * @param expression an expression of type bool
	 * @return the condition
	 */
	static RetryCondition of(Expression expression) {
		return new ExpressionCondition(expression);
	}

	/**
	 * Makes a condition of a literal.
	 * @param value the value
	 * @return a condition that always has this value
	 */
	static RetryCondition of(boolean value) {
		return new LiteralCondition(value);
	}

}
