package io.selvage.benchmarks;

import java.util.concurrent.TimeUnit;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.expression.Expression;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.expression.ExpressionResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What one evaluation costs: the resolve condition of the Service Fabric tutorial, which
 * is evaluated after every attempt, and other conditions of one line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExpressionBenchmark {

	private static final String SEED = "@((int)context.Response.StatusCode != 200 "
			+ "|| context.LastError?.Reason == \"BackendConnectionFailure\" || context.LastError?.Reason == \"Timeout\")";

	private final Expression seed = condition(SEED);

	private final Expression method = condition("@(context.Request.Method == \"POST\")");

	private final Expression header = condition(
			"@(context.Request.Headers.GetValueOrDefault(\"X-In\", \"\") == \"yes\")");

	private final Expression variable = condition("@(context.Variables.GetValueOrDefault<bool>(\"flag\"))");

	private final Expression castVariable = condition("@((bool)context.Variables[\"flag\"])");

	private final Expression textVariable = condition(
			"@(context.Variables.GetValueOrDefault<string>(\"name\", \"\") == \"other\")");

	private final Expression knownVariable = condition("@(context.Variables.ContainsKey(\"flag\"))");

	private final Expression status = condition("@(context.Response.StatusCode == 429)");

	private final PolicyContext answered = context();

	private static Expression condition(String text) {
		return new ExpressionCompiler().compile(text, ExpressionResult.BOOLEAN);
	}

	private static PolicyContext context() {
		PolicyContext context = SampleContext.of(new GatewayRequest("GET",
				MessageUrl.parse("https://gw.example/items/7?a=b"), new ListHeaders(), null, "192.0.2.1"));
		context.response(new GatewayResponse(200, "OK", new ListHeaders(), null));
		context.variables().put("flag", true);
		context.variables().put("name", "value");
		return context;
	}

	/**
	 * Evaluates the seed's condition after an answer with 200: all three parts.
	 * @return false
	 */
	@Benchmark
	public @Nullable Object seedCondition() {
		return this.seed.evaluate(this.answered);
	}

	/**
	 * Compares the method.
	 * @return false
	 */
	@Benchmark
	public @Nullable Object methodCondition() {
		return this.method.evaluate(this.answered);
	}

	/**
	 * Compares a header that is not there.
	 * @return false
	 */
	@Benchmark
	public @Nullable Object headerCondition() {
		return this.header.evaluate(this.answered);
	}

	/**
	 * Reads a variable.
	 * @return true
	 */
	@Benchmark
	public @Nullable Object variableCondition() {
		return this.variable.evaluate(this.answered);
	}

	/**
	 * Casts a variable.
	 * @return true
	 */
	@Benchmark
	public @Nullable Object castVariableCondition() {
		return this.castVariable.evaluate(this.answered);
	}

	/**
	 * Compares a variable of type string.
	 * @return false
	 */
	@Benchmark
	public @Nullable Object textVariableCondition() {
		return this.textVariable.evaluate(this.answered);
	}

	/**
	 * Asks whether there is a variable.
	 * @return true
	 */
	@Benchmark
	public @Nullable Object knownVariableCondition() {
		return this.knownVariable.evaluate(this.answered);
	}

	/**
	 * Compares the status.
	 * @return false
	 */
	@Benchmark
	public @Nullable Object statusCondition() {
		return this.status.evaluate(this.answered);
	}

}
