package io.selvage.gateway.policy;

import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionScanner;
import org.jspecify.annotations.Nullable;

/**
 * Takes whatever is C# by grammar; evaluates to nothing. For tests that only compile.
 */
final class ParsedExpressions implements ExpressionLanguage {

	@Override
	public Expression compile(String text) throws ExpressionSyntaxException {
		ExpressionScanner.Problem problem = ExpressionScanner.problem(text);
		if (problem != null) {
			throw new ExpressionSyntaxException(problem.offset(), problem.message());
		}
		return new Expression() {

			@Override
			public @Nullable Object evaluate(PolicyContext context) {
				return null;
			}

			@Override
			public boolean readsRequestBody() {
				return text.contains("Request.Body");
			}

			@Override
			public boolean readsResponseBody() {
				return text.contains("Response.Body");
			}

			@Override
			public String text() {
				return text;
			}

		};
	}

	@Override
	public String text(Object value) {
		return value.toString();
	}

}
