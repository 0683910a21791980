package io.selvage.gateway.policy;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A literal where an expression is asked for.
 */
record ConstantExpression(Object value, String text) implements Expression {

	@Override
	public @Nullable Object evaluate(PolicyContext context) {
		return this.value;
	}

	@Override
	public boolean readsRequestBody() {
		return false;
	}

	@Override
	public boolean readsResponseBody() {
		return false;
	}

}
