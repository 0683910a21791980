package io.selvage.gateway.expression;

import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.expression.json.JObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExpressionResultTests {

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	@Test
	void conditionsMustBeBoolean() {
		assertThat(evaluate("@(1 < 2)", ExpressionResult.BOOLEAN)).isEqualTo(true);
		assertThatExceptionOfType(ExpressionSyntaxException.class)
			.isThrownBy(() -> this.compiler.compile("@(\"true\")", ExpressionResult.BOOLEAN))
			.withMessageContaining("CS0029");
		assertThatExceptionOfType(ExpressionSyntaxException.class)
			.isThrownBy(() -> this.compiler.compile("@{ return 1; }", ExpressionResult.BOOLEAN));
	}

	@Test
	void aVariableThatTurnsOutToBeNoBooleanIsAnErrorAtRunTime() {
		assertThatExceptionOfType(ExpressionException.class)
			.isThrownBy(() -> evaluate("@(context.Variables.GetValueOrDefault(\"x\", (object)\"text\"))",
					ExpressionResult.BOOLEAN))
			.satisfies((thrown) -> assertThat(thrown.type()).isEqualTo("System.InvalidCastException"));
	}

	@Test
	void textIsWrittenAsToStringDoes() {
		assertThat(evaluate("@(1.50m)", ExpressionResult.STRING)).isEqualTo("1.50");
		assertThat(evaluate("@(true)", ExpressionResult.STRING)).isEqualTo("True");
		assertThat(evaluate("@(null)", ExpressionResult.STRING)).isNull();
	}

	@Test
	void numbersAreReadFromText() {
		assertThat(evaluate("@(\"60\")", ExpressionResult.INT32)).isEqualTo(60);
		assertThat(evaluate("@(60L)", ExpressionResult.INT32)).isEqualTo(60);
		assertThatExceptionOfType(ExpressionException.class)
			.isThrownBy(() -> evaluate("@(\"sixty\")", ExpressionResult.INT32));
	}

	@Test
	void nothingIsYieldedByAnEffect() {
		assertThat(evaluate("@{ context.Trace(\"x\"); }", ExpressionResult.VOID)).isNull();
		assertThatExceptionOfType(ExpressionSyntaxException.class)
			.isThrownBy(() -> this.compiler.compile("@(context.Trace(\"x\"))"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			@(context.Request.Body.As<string>())                                | true  | false
			@(context.Request.Body != null)                                     | false | false
			@(context.Request.Body == null ? "" : context.Request.Body.As<string>(true)) | true | false
			@(context.Response.Body.As<JObject>(true)["a"])                     | false | true
			@(context.Response.StatusCode)                                      | false | false
			@(((IResponse)context.Variables["r"]).Body.As<string>())            | false | false
			@(new[] {1}.Select(x => context.Request.Body?.As<string>()).First()) | true | false
			@{ var r = context.Response; return r.Body.As<string>(); }          | false | true
			""")
	void bodiesThatAreReadAreKnownBefore(String text, boolean request, boolean response) {
		Expression expression = this.compiler.compile(text);
		assertThat(expression.readsRequestBody()).isEqualTo(request);
		assertThat(expression.readsResponseBody()).isEqualTo(response);
	}

	@Test
	void aBodyIsTakenAwayUnlessItIsPreserved() {
		PolicyContext context = withBody("{\"a\":1}");
		Expression keep = this.compiler.compile("@(context.Request.Body.As<JObject>(preserveContent: true))");
		Expression take = this.compiler.compile("@(context.Request.Body.As<JObject>())");
		assertThat(keep.evaluate(context)).isInstanceOf(JObject.class);
		assertThat(take.evaluate(context)).isInstanceOf(JObject.class);
		assertThat(context.request().body()).isNotNull().satisfies((body) -> assertThat(body.consumed()).isTrue());
		assertThat(take.evaluate(context)).isNull();
	}

	@Test
	void aMissingVariableCanBeMadeAnError() {
		ExpressionOptions strict = new ExpressionOptions(1000, 1000, 10, 50, false);
		assertThatExceptionOfType(ExpressionException.class)
			.isThrownBy(() -> new ExpressionCompiler(strict).compile("@(context.Variables[\"x\"])")
				.evaluate(VectorContexts.empty()))
			.satisfies(
					(thrown) -> assertThat(thrown.type()).isEqualTo("System.Collections.Generic.KeyNotFoundException"));
	}

	private Object evaluate(String text, ExpressionResult result) {
		return this.compiler.compile(text, result).evaluate(VectorContexts.empty());
	}

	private static PolicyContext withBody(String body) {
		PolicyContext empty = VectorContexts.empty();
		GatewayRequest request = new GatewayRequest("POST", MessageUrl.parse("https://gateway.example/"),
				new ListHeaders(), MessageBody.of(body.getBytes(StandardCharsets.UTF_8)), "203.0.113.7");
		return new PolicyContext(empty.caller(), empty.deployment(), request);
	}

}
