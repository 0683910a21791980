package io.selvage.gateway.policy;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose text holds secret named values: it is shown with their references
 * instead.
 */
record ShownExpression(Expression expression, String text) implements Expression {

	@Override
	public @Nullable Object evaluate(PolicyContext context) {
		return this.expression.evaluate(context);
	}

	@Override
	public boolean readsRequestBody() {
		return this.expression.readsRequestBody();
	}

	@Override
	public boolean readsResponseBody() {
		return this.expression.readsResponseBody();
	}

}
