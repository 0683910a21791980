package io.selvage.gateway.retry;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;

/**
 * A condition the author wrote as an expression.
 */
record ExpressionCondition(Expression expression) implements RetryCondition {

	@Override
	public boolean test(PolicyContext context) {
		return Boolean.TRUE.equals(this.expression.evaluate(context));
	}

	@Override
	public String text() {
		return this.expression.text();
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
