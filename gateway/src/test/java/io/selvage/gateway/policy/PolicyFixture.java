package io.selvage.gateway.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.dryrun.DryAnswer;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.dryrun.PolicyDryRun;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.statement.Statements;
import org.jspecify.annotations.Nullable;

/**
 * Compiles documents of tests and runs them on a sample request.
 */
public final class PolicyFixture {

	private final Map<PolicyScope, PolicySource> sources = new EnumMap<>(PolicyScope.class);

	private final TestEnvironment environment = new TestEnvironment();

	private final List<DryAnswer> answers = new ArrayList<>();

	private final PolicyContext context;

	private List<? extends StatementFactory> more = List.of();

	private PolicyFixture(PolicyContext context) {
		this.context = context;
	}

	public static PolicyFixture get(String url) {
		return request("GET", url, null);
	}

	public static PolicyFixture request(String method, String url, @Nullable String body) {
		ApiInfo api = new ApiInfo("api", "API", "api", "1", null, true, MessageUrl.parse("http://origin.example/base"),
				List.of("https"), "Ocp-Apim-Subscription-Key", "subscription-key");
		return of(api, new OperationInfo("op", "*", "Operation", "/{id}"), method, url, body);
	}

	public static PolicyFixture of(ApiInfo api, OperationInfo operation, String method, String url,
			@Nullable String body) {
		GatewayRequest request = new GatewayRequest(method, MessageUrl.parse(url), new ListHeaders(),
				(body != null) ? MessageBody.of(body.getBytes(StandardCharsets.UTF_8)) : null, "192.0.2.7");
		return new PolicyFixture(SampleContext.of(request, api, operation));
	}

	public PolicyFixture with(List<? extends StatementFactory> statements) {
		this.more = statements;
		return this;
	}

	public PolicyContext context() {
		return this.context;
	}

	public TestEnvironment environment() {
		return this.environment;
	}

	public PolicyFixture header(String name, String value) {
		this.context.request().headers().add(name, value);
		return this;
	}

	public PolicyFixture parameters(Map<String, String> matched) {
		this.context.request().matchedParameters(matched);
		return this;
	}

	public PolicyFixture variable(String name, @Nullable Object value) {
		this.context.variables().put(name, value);
		return this;
	}

	public PolicyFixture response(int status, String body) {
		this.context.response(new GatewayResponse(status, "", new ListHeaders(),
				MessageBody.of(body.getBytes(StandardCharsets.UTF_8))));
		return this;
	}

	public PolicyFixture answer(int status, String body) {
		this.answers.add(new DryAnswer.Response(status, "", new ListHeaders(), body.getBytes(StandardCharsets.UTF_8),
				Duration.ZERO));
		return this;
	}

	public PolicyFixture slowAnswer(Duration delay) {
		this.answers.add(new DryAnswer.Response(200, "OK", new ListHeaders(), new byte[0], delay));
		return this;
	}

	public PolicyFixture refuse() {
		this.answers.add(new DryAnswer.Refused());
		return this;
	}

	public PolicyFixture document(PolicyScope scope, String text) {
		this.sources.put(scope, PolicySource.strict(scope.label(), text, PolicyFormat.RAWXML));
		return this;
	}

	public PolicyFixture inbound(String statements) {
		return document(PolicyScope.API, "<policies><inbound>" + statements + "</inbound></policies>");
	}

	public PolicyFixture section(String section, String statements) {
		return document(PolicyScope.API, "<policies><" + section + ">" + statements + "</" + section + "></policies>");
	}

	public PolicyPlan plan() {
		PolicyLanguage language = new PolicyLanguage(Statements.registry(this.more), new ExpressionCompiler(),
				PolicyLanguage.DEFAULT_BODY_LIMIT);
		PolicyCompilation compilation = language.compiler(this.environment).compile(this.sources);
		PolicyPlan plan = compilation.plan();
		if (plan == null) {
			throw new AssertionError(compilation.problems().toString());
		}
		return plan;
	}

	public DryOutcome run() {
		return dryRun().run(plan(), this.environment, this.context, this.answers).block(Duration.ofSeconds(20));
	}

	public DryOutcome run(Section section) {
		return dryRun().runSection(section, plan(), this.environment, this.context, this.answers)
			.block(Duration.ofSeconds(20));
	}

	public static PolicyDryRun dryRun() {
		return new PolicyDryRun(new ApimErrorResponses(new FailureLog(1000)));
	}

	public static String text(@Nullable MessageBody body) {
		byte[] bytes = (body != null) ? body.bytes() : null;
		return (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "";
	}

}
