package io.selvage.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.statement.Statements;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Mono;

/**
 * What policies cost a request: ten typical statements, and a {@code choose} whose
 * conditions do not hold. Run with {@code -prof gc} for what they allocate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyPlanBenchmark {

	private static final String TEN = """
			<set-header name="X-A"><value>literal</value></set-header>
			<set-header name="X-B" exists-action="skip"><value>@(context.Request.Method)</value></set-header>
			<set-header name="X-C" exists-action="delete" />
			<set-variable name="v" value="@(context.Request.Headers.GetValueOrDefault("X-In", "none"))" />
			<choose><when condition="@(context.Request.Method == "POST")"><set-method>PUT</set-method></when></choose>
			<set-query-parameter name="k" exists-action="override"><value>1</value></set-query-parameter>
			<rewrite-uri template="/v2/items" />
			<set-backend-service base-url="http://backend.example/base" />
			<set-variable name="w" value="@((string)context.Variables["v"] == "none")" />
			<authentication-basic username="u" password="p" />
			""";

	private static final String FALSE = """
			<choose>
			  <when condition="@(context.Request.Method == "POST")"><set-method>PUT</set-method></when>
			  <when condition="@(context.Request.Method == "PATCH")"><set-method>PUT</set-method></when>
			</choose>
			""";

	private final PolicyPlan ten = plan(TEN);

	private final PolicyPlan never = plan(FALSE);

	private final PolicyServices services = new PolicyServices((execution, options) -> Mono.empty(),
			(call) -> Mono.empty(), (failure, context) -> new GatewayResponse(500, "", new ListHeaders(), null));

	private final MessageUrl url = MessageUrl.parse("https://gw.example/items/7?a=b");

	private final PolicyExecution idle = execution();

	private static PolicyPlan plan(String statements) {
		PolicyLanguage language = new PolicyLanguage(Statements.registry(List.of()), new ExpressionCompiler(),
				PolicyLanguage.DEFAULT_BODY_LIMIT);
		PolicySource source = PolicySource.strict("benchmark",
				"<policies><inbound>" + statements + "</inbound></policies>", PolicyFormat.RAWXML);
		return Objects.requireNonNull(language.compiler(new Nothing()).compile(Map.of(PolicyScope.API, source)).plan());
	}

	private PolicyExecution execution() {
		GatewayRequest request = new GatewayRequest("GET", this.url, new ListHeaders(), null, "192.0.2.1");
		PolicyContext context = SampleContext.of(request);
		return new PolicyExecution(context, this.services);
	}

	/**
	 * Makes a request's context only, to be subtracted.
	 * @return the execution
	 */
	@Benchmark
	public PolicyExecution contextAlone() {
		return execution();
	}

	/**
	 * Makes a context and runs ten statements.
	 * @return the execution
	 */
	@Benchmark
	public PolicyExecution tenStatements() {
		PolicyExecution execution = execution();
		this.ten.runOnly(Section.INBOUND, execution);
		return execution;
	}

	/**
	 * Runs a statement whose conditions do not hold.
	 * @return nothing
	 */
	@Benchmark
	public @Nullable Object conditionsThatDoNotHold() {
		return this.never.runOnly(Section.INBOUND, this.idle);
	}

	private static final class Nothing implements PolicyEnvironment {

		@Override
		public @Nullable NamedValue namedValue(String name) {
			return null;
		}

		@Override
		public @Nullable PolicySource fragment(String id) {
			return null;
		}

		@Override
		public @Nullable String backendUrl(String id) {
			return null;
		}

	}

}
