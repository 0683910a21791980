package io.selvage.gateway.dryrun;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyCompiler;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.context.TraceEntry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What authors try their documents with: says what is wrong, shows the effective policy,
 * and runs it on a sample request. Answers are data for JSON. Immutable and thread-safe.
 */
public final class PolicyWorkbench {

	private final PolicyLanguage language;

	private final PolicyDryRun dryRun;

	/**
	 * Creates a workbench.
	 * @param language the policy language
	 * @param dryRun runs plans
	 */
	public PolicyWorkbench(PolicyLanguage language, PolicyDryRun dryRun) {
		this.language = language;
		this.dryRun = dryRun;
	}

	/**
	 * Checks a document and, if it is valid, runs it.
	 * @param scope the scope it is for
	 * @param source the document
	 * @param environment what it may refer to
	 * @param request a sample request; null for no run
	 * @return {@code valid}, {@code problems}, {@code effectivePolicy} and
	 * {@code dryRun}, as far as there are
	 */
	public Mono<Map<String, Object>> check(PolicyScope scope, PolicySource source, PolicyEnvironment environment,
			@Nullable GatewayRequest request) {
		PolicyCompiler compiler = this.language.compiler(environment);
		Map<String, Object> answer = new LinkedHashMap<>();
		if (isFragment(source)) {
			List<PolicyProblem> problems = compiler.checkFragment(source);
			describe(answer, problems);
			return Mono.just(answer);
		}
		PolicyCompilation compilation = compiler.compile(Map.of(scope, source));
		describe(answer, compilation.problems());
		PolicyPlan plan = compilation.plan();
		if (plan == null) {
			return Mono.just(answer);
		}
		answer.put("effectivePolicy", plan.effectivePolicy().text());
		if (request == null) {
			return Mono.just(answer);
		}
		return this.dryRun.run(plan, environment, SampleContext.of(request), List.of()).map((outcome) -> {
			answer.put("dryRun", outcome(outcome));
			return answer;
		});
	}

	private static boolean isFragment(PolicySource source) {
		return source.text().stripLeading().startsWith("<fragment");
	}

	private static void describe(Map<String, Object> answer, List<PolicyProblem> problems) {
		answer.put("valid", problems.stream().noneMatch(PolicyProblem::isError));
		List<Object> list = new ArrayList<>();
		for (PolicyProblem problem : problems) {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("severity", problem.isError() ? "error" : "warning");
			entry.put("document", problem.document());
			entry.put("element", problem.element());
			entry.put("line", problem.position().line());
			entry.put("column", problem.position().column());
			entry.put("message", problem.message());
			if (problem.reason() != null) {
				entry.put("reason", problem.reason().label());
			}
			list.add(entry);
		}
		answer.put("problems", list);
	}

	private static Map<String, Object> outcome(DryOutcome outcome) {
		Map<String, Object> data = new LinkedHashMap<>();
		List<Object> calls = new ArrayList<>();
		for (OutgoingCall call : outcome.calls()) {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("source", call.source());
			entry.put("method", call.method());
			entry.put("url", call.url());
			entry.put("headers", headers(call.headers()));
			byte[] body = call.body();
			if (body != null) {
				entry.put("body", new String(body, StandardCharsets.UTF_8));
			}
			calls.add(entry);
		}
		data.put("calls", calls);
		GatewayResponse response = outcome.context().response();
		if (response != null) {
			Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("status", response.statusCode());
			entry.put("headers", headers(response.headers()));
			MessageBody body = response.body();
			byte[] bytes = (body != null) ? body.bytes() : null;
			entry.put("body", (bytes != null) ? new String(bytes, StandardCharsets.UTF_8) : "");
			data.put("response", entry);
		}
		LastError error = outcome.context().lastError();
		if (error != null) {
			data.put("lastError", Map.of("source", error.source(), "reason", String.valueOf(error.reason()), "message",
					error.message(), "section", String.valueOf(error.section()), "path", String.valueOf(error.path())));
		}
		List<Object> trace = new ArrayList<>();
		for (TraceEntry entry : outcome.trace()) {
			trace.add(Map.of("section", entry.section().key(), "source", entry.source(), "data", entry.data()));
		}
		data.put("trace", trace);
		return data;
	}

	private static List<Object> headers(MessageHeaders headers) {
		List<Object> lines = new ArrayList<>();
		headers.forEach((name, value) -> lines
			.add(Map.of("name", name, "value", name.equalsIgnoreCase("Authorization") ? "***" : value)));
		return lines;
	}

}
