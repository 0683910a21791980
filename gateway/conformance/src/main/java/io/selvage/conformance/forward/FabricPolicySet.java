package io.selvage.conformance.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The vectors about Service Fabric attributes of {@code set-backend-service}.
 */
public final class FabricPolicySet implements ConformanceSet {

	@Override
	public String folder() {
		return "policies";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		Path file = folder.resolve("servicefabric.json");
		Report report = new Report("policies/servicefabric.json");
		if (!Files.exists(file)) {
			report.remark("SKIPPED, there is no such file");
			return List.of(report);
		}
		for (JsonNode vector : Vectors.read(file)) {
			report.check(vector.get("id").asString(), () -> check(vector));
		}
		return List.of(report);
	}

	private static @Nullable String check(JsonNode vector) {
		JsonNode expect = vector.get("expect");
		PolicyCompilation compilation = FabricCase.compile(vector.get("policy").asString(),
				vector.path("mode").asString("").equals("lenient"));
		if (expect.has("rejectedWhenSaved")) {
			return rejection(compilation, expect.get("rejectedWhenSaved"));
		}
		if (compilation.plan() == null) {
			return "refused: " + compilation.errors();
		}
		JsonNode given = vector.get("given");
		List<String> instances = new ArrayList<>();
		for (int i = 1; i <= given.path("instances").asInt(1); i++) {
			instances.add("http://10.0.0." + i + ":20008");
		}
		FabricCase run = new FabricCase(new ScriptedCluster(instances, List.of("", "HttpServiceEndpoint")),
				new ScriptedBackend(given.path("backend")), given.path("maxPartitionResolutionRetries").asInt(5),
				given.path("request").path("query"));
		run.run(compilation.plan());
		Map<String, Object> actual = facts(run, compilation);
		for (Map.Entry<String, JsonNode> fact : expect.properties()) {
			String wanted = fact.getKey().equals("response") ? fact.getValue().get("statusCode").asString()
					: fact.getValue().asString();
			String was = String.valueOf(actual.get(fact.getKey()));
			if (!wanted.equals(was)) {
				return fact.getKey() + ": expected " + wanted + ", was " + was;
			}
		}
		return null;
	}

	private static Map<String, Object> facts(FabricCase run, PolicyCompilation compilation) {
		Map<String, Object> facts = new java.util.HashMap<>();
		facts.put("attempts", run.backend().attempts());
		facts.put("initialResolves", run.cluster().resolves());
		facts.put("reResolves", run.cluster().reResolves());
		facts.put("conditionEvaluations", traced(run, "Expression was successfully evaluated."));
		long retries = traced(run, "Retrying...");
		long outer = run.cluster().reResolves();
		facts.put("outerRetries", outer);
		facts.put("innerRetries", retries - outer);
		GatewayResponse response = Objects.requireNonNull(run.execution().context().response());
		facts.put("response", response.statusCode());
		facts.put("onErrorRan", run.trace().stream().anyMatch((entry) -> entry.section() == TraceSection.ON_ERROR)
				|| run.execution().context().lastError() != null);
		if (run.execution().selection() instanceof BackendSelection.Entity entity) {
			facts.put("partitionKey", String.valueOf(entity.fabric().partitionKey()));
			facts.put("replicaType", String.valueOf(entity.fabric().replicaType()));
		}
		facts.put("diagnostics", compilation.problems().size());
		return facts;
	}

	private static long traced(FabricCase run, String message) {
		return run.trace()
			.stream()
			.filter((entry) -> entry.section() == TraceSection.BACKEND && entry.data() instanceof Map<?, ?> data
					&& message.equals(data.get("message")))
			.count();
	}

	private static @Nullable String rejection(PolicyCompilation compilation, JsonNode expected) {
		if (compilation.plan() != null || compilation.errors().isEmpty()) {
			return "accepted";
		}
		PolicyProblem error = compilation.errors().get(0);
		String wanted = expected.get("code").asString() + " at " + expected.get("target").asString();
		String was = error.code() + " at " + error.element();
		return wanted.equals(was) ? null : "expected " + wanted + ", was " + was;
	}

}
