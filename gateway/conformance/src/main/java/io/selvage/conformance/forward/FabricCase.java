package io.selvage.conformance.forward;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.attempt.AttemptLimits;
import io.selvage.gateway.attempt.AttemptListener;
import io.selvage.gateway.attempt.RequestForwarder;
import io.selvage.gateway.attempt.RetryBudgetRule;
import io.selvage.gateway.attempt.RetryBudgets;
import io.selvage.gateway.context.ApiInfo;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.OperationInfo;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.error.ApimErrorResponses;
import io.selvage.gateway.error.FailureLog;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.statement.Statements;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import io.selvage.gateway.context.TraceEntry;
import io.selvage.gateway.context.TraceRecorder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One request through a {@code set-backend-service} statement to a scripted cluster: real
 * policies, expressions, target and attempt loop, no network.
 */
final class FabricCase {

	private final ScriptedCluster cluster;

	private final ScriptedBackend backend;

	private final TraceRecorder trace = new TraceRecorder();

	private final PolicyExecution execution;

	FabricCase(ScriptedCluster cluster, ScriptedBackend backend, int maxResolutionRetries, JsonNode query) {
		this.cluster = cluster;
		this.backend = backend;
		FabricBackend entity = new FabricBackend("backend", () -> "backend", ScriptedCluster.SERVICE,
				"https://cluster:19080/", List.of("https://cluster:19080"), maxResolutionRetries);
		FabricTarget target = new FabricTarget(entity, cluster,
				new BackendBreaker("backend", null, false, new MonotonicClock()),
				new Ejections(EjectionRule.DEFAULT, System::nanoTime), FabricTargetSettings.DEFAULT);
		RequestForwarder forwarder = new RequestForwarder(backend, (running, selection) -> target,
				AttemptLimits.DEFAULT, new RetryBudgets(RetryBudgetRule.DEFAULT, System::nanoTime),
				AttemptListener.NONE);
		this.execution = new PolicyExecution(context(query),
				new PolicyServices(forwarder, (call) -> Mono.error(new IllegalStateException("no calls")),
						new ApimErrorResponses(new FailureLog(0))));
		this.execution.context().trace(this.trace);
	}

	private static PolicyContext context(JsonNode query) {
		StringBuilder url = new StringBuilder("http://gateway/api/values");
		query.properties()
			.forEach((parameter) -> parameter.getValue()
				.forEach((value) -> url.append((url.indexOf("?") < 0) ? '?' : '&')
					.append(parameter.getKey())
					.append('=')
					.append(URLEncoder.encode(value.asString(), StandardCharsets.UTF_8))));
		ApiInfo api = new ApiInfo("api", "api", "", "1", null, true, null, List.of("http"), "Ocp-Apim-Subscription-Key",
				"subscription-key");
		return new PolicyContext(
				new PolicyContext.Caller(api, new OperationInfo("op", "GET", "op", "/api/values"), null, null, null),
				new DeploymentInfo("conformance", "here", "managed", true, "1", Map.of()),
				new GatewayRequest("GET", MessageUrl.parse(url.toString()), new ListHeaders(), null, "203.0.113.7"));
	}

	static PolicyCompilation compile(String statement, boolean lenient) {
		String document = "<policies><inbound>" + statement
				+ "</inbound><backend><forward-request /></backend><outbound /><on-error /></policies>";
		PolicySource source = lenient ? PolicySource.file("vector", document)
				: PolicySource.strict("vector", document, PolicyFormat.RAWXML);
		return new PolicyLanguage(Statements.registry(List.of()), new ExpressionCompiler(),
				PolicyLanguage.DEFAULT_BODY_LIMIT)
			.compiler(new NoEntities())
			.compile(Map.of(PolicyScope.API, source));
	}

	void run(PolicyPlan plan) {
		Mono<Void> pending = plan.run(this.execution);
		if (pending != null) {
			pending.block(Duration.ofSeconds(20));
		}
	}

	PolicyExecution execution() {
		return this.execution;
	}

	ScriptedCluster cluster() {
		return this.cluster;
	}

	ScriptedBackend backend() {
		return this.backend;
	}

	List<TraceEntry> trace() {
		return this.trace.entries();
	}

	/**
	 * Knows every backend and nothing else.
	 */
	private static final class NoEntities implements PolicyEnvironment {

		@Override
		public @Nullable NamedValue namedValue(String name) {
			return null;
		}

		@Override
		public @Nullable PolicySource fragment(String id) {
			return null;
		}

		@Override
		public String backendUrl(String id) {
			return ScriptedCluster.SERVICE.value();
		}

	}

}
