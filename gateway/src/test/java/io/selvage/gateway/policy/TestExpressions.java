package io.selvage.gateway.policy;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.expression.ExpressionScanner;
import io.selvage.gateway.expression.types.Values;
import org.jspecify.annotations.Nullable;

/**
 * The few expressions the tests of statements need, so that these tests are about
 * statements only. Any other text is checked for its grammar and evaluates to null.
 */
public final class TestExpressions implements ExpressionLanguage {

	private static final Pattern STATUS = Pattern.compile("context\\.Response\\.StatusCode (==|!=) (\\d+)");

	private static final Pattern VARIABLE = Pattern.compile("context\\.Variables\\[\"(\\w+)\"]");

	private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

	private TestExpressions() {
	}

	public static ExpressionLanguage language() {
		return new TestExpressions();
	}

	@Override
	public Expression compile(String text) throws ExpressionSyntaxException {
		ExpressionScanner.Problem problem = ExpressionScanner.problem(text);
		if (problem != null) {
			throw new ExpressionSyntaxException(problem.offset(), problem.message());
		}
		return new Compiled(text, meaning(text.substring(2, text.length() - 1)));
	}

	private static Function<PolicyContext, @Nullable Object> meaning(String code) {
		Matcher status = STATUS.matcher(code);
		if (status.matches()) {
			boolean equal = status.group(1).equals("==");
			int wanted = Integer.parseInt(status.group(2));
			return (context) -> (statusOf(context) == wanted) == equal;
		}
		Matcher variable = VARIABLE.matcher(code);
		if (variable.matches()) {
			return (context) -> context.variables().get(variable.group(1));
		}
		Matcher string = STRING.matcher(code);
		if (string.matches()) {
			return (context) -> string.group(1);
		}
		if (code.matches("\\d+")) {
			return (context) -> Integer.valueOf(code);
		}
		if (code.startsWith("int.Parse")) {
			return (context) -> {
				throw new ExpressionException("System.FormatException", "Input string was not in a correct format.",
						null);
			};
		}
		return (context) -> code.equals("true") ? Boolean.TRUE : code.equals("false") ? Boolean.FALSE : null;
	}

	private static int statusOf(PolicyContext context) {
		GatewayResponse response = context.response();
		if (response == null) {
			throw new ExpressionException("System.NullReferenceException",
					"Object reference not set to an instance of an object.", null);
		}
		return response.statusCode();
	}

	@Override
	public String text(Object value) {
		return Values.toText(value);
	}

	private record Compiled(String source, Function<PolicyContext, @Nullable Object> meaning) implements Expression {

		@Override
		public @Nullable Object evaluate(PolicyContext context) {
			return this.meaning.apply(context);
		}

		@Override
		public boolean readsRequestBody() {
			return this.source.contains("Request.Body");
		}

		@Override
		public boolean readsResponseBody() {
			return this.source.contains("Response.Body");
		}

		@Override
		public String text() {
			return this.source.substring(2, this.source.length() - 1);
		}

	}

}
