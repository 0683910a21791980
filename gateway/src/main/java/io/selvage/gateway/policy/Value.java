package io.selvage.gateway.policy;

import java.util.function.Function;

import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/**
 * A value of a statement: a literal, converted when the document was compiled, or an
 * expression. Immutable and thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Value<T> {

	private final @Nullable T literal;

	private final @Nullable Expression expression;

	private final Function<Object, @Nullable T> conversion;

	private final StatementSite site;

	private Value(@Nullable T literal, @Nullable Expression expression, Function<Object, @Nullable T> conversion,
			StatementSite site) {
		this.literal = literal;
		this.expression = expression;
		this.conversion = conversion;
		this.site = site;
	}

	/**
	 * Makes a constant value.
	 * @param literal the value
	 * @param site where it stands
	 * @param <T> its type
	 * @return the value
	 */
	public static <T> Value<T> literal(T literal, StatementSite site) {
		return new Value<>(literal, null, (value) -> null, site);
	}

	static <T> Value<T> computed(Expression expression, Function<Object, @Nullable T> conversion, StatementSite site) {
		return new Value<>(null, expression, conversion, site);
	}

	/**
	 * Returns the literal.
	 * @return the literal, or null if the value is an expression
	 */
	public @Nullable T literal() {
		return this.literal;
	}

	/**
	 * Returns the expression.
	 * @return the expression, or null if the value is a literal
	 */
	public @Nullable Expression expression() {
		return this.expression;
	}

	/**
	 * Returns the value for a request.
	 * @param execution the run
	 * @return the value
	 * @throws PolicyException if the expression fails, returns null or another type
	 */
	public T get(PolicyExecution execution) {
		T constant = this.literal;
		if (constant != null) {
			return constant;
		}
		T value = getOrNull(execution);
		if (value == null) {
			throw this.site.failure(StatementSite.EXPRESSION_FAILURE,
					"Expression evaluation failed. The expression returned null.", 500);
		}
		return value;
	}

	/**
	 * Returns the value for a request.
	 * @param execution the run
	 * @return the value; null if the expression returned null
	 * @throws PolicyException if the expression fails or returns another type
	 */
	public @Nullable T getOrNull(PolicyExecution execution) {
		Expression computed = this.expression;
		if (computed == null) {
			return this.literal;
		}
		Object value = evaluate(computed, execution);
		if (value == null) {
			return null;
		}
		T converted = this.conversion.apply(value);
		if (converted == null) {
			throw this.site.failure(StatementSite.EXPRESSION_FAILURE,
					"Expression evaluation failed. The expression returned a value of another type.", 500);
		}
		return converted;
	}

	private @Nullable Object evaluate(Expression computed, PolicyExecution execution) {
		Object value;
		try {
			value = computed.evaluate(execution.context());
		}
		catch (ExpressionException failure) {
			throw this.site.locate(failure);
		}
		if (StatementTrace.isOn(execution)) {
			StatementTrace.evaluated(execution, this.site.element(), computed, value);
		}
		return value;
	}

}
