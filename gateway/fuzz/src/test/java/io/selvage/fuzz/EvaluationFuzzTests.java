package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.expression.ExpressionException;
import io.selvage.gateway.expression.ExpressionSyntaxException;

/**
 * Whatever compiles ends within its budget, and fails only as expressions may.
 */
class EvaluationFuzzTests {

	private final ExpressionCompiler compiler = new ExpressionCompiler();

	private final GatewayRequest request = new GatewayRequest("GET", MessageUrl.parse("https://gateway.example/a?b=c"),
			new ListHeaders(), null, "192.0.2.1");

	@FuzzTest(maxDuration = "30s")
	void endsWithinItsBudget(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		List<Expression> compiled = new ArrayList<>();
		for (String code : List.of("@(" + text + ")", "@{" + text + "}")) {
			try {
				compiled.add(this.compiler.compile(code));
			}
			catch (ExpressionSyntaxException refused) {
				continue;
			}
		}
		compiled.forEach((expression) -> Watch.within100Millis(() -> evaluate(expression)));
	}

	private void evaluate(Expression expression) {
		try {
			expression.evaluate(SampleContext.of(this.request));
		}
		catch (ExpressionException failed) {
			if (failed.type().isEmpty()) {
				throw new AssertionError("a failure without a type", failed);
			}
		}
	}

}
