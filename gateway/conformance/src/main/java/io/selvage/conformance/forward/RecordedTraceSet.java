package io.selvage.conformance.forward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import io.selvage.gateway.trace.TraceEntry;
import tools.jackson.databind.JsonNode;

/**
 * The recorded trace of a Service Fabric call, entry by entry. Where "Partition
 * successfully resolved" stands depends on how long a resolve took, so those entries are
 * only counted.
 */
public final class RecordedTraceSet implements ConformanceSet {

	private static final String RESOLVED = "Partition successfully resolved";

	private static final String POLICY = """
			<set-backend-service backend-id="backend" sf-listener-name="HttpServiceEndpoint" \
			sf-resolve-condition="@(context.Response.StatusCode != 200)" />""";

	@Override
	public String folder() {
		return "apim-trace";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		JsonNode recording = Vectors.read(folder.resolve("sequence.json"));
		List<String> instances = new ArrayList<>();
		recording.get("endpoints").forEach((endpoint) -> instances.add(endpoint.asString()));
		FabricCase run = new FabricCase(new ScriptedCluster(instances, List.of("HttpServiceEndpoint")),
				new ScriptedBackend(Vectors.parse("[{\"statusCode\":204,\"repeat\":true}]")),
				recording.get("maxPartitionResolutionRetries").intValue(), Vectors.parse("{}"));
		run.run(Objects.requireNonNull(FabricCase.compile(POLICY, false).plan()));
		List<Map<String, String>> actual = new ArrayList<>();
		run.trace().stream().filter(RecordedTraceSet::ofBackend).forEach((entry) -> actual.add(facts(entry)));
		List<Map<String, String>> expected = new ArrayList<>();
		recording.get("entries").forEach((entry) -> expected.add(facts(entry)));
		return List.of(compare(expected, actual));
	}

	private static Report compare(List<Map<String, String>> expected, List<Map<String, String>> actual) {
		Report report = new Report("apim-trace/sequence.json");
		List<Map<String, String>> wanted = without(expected);
		List<Map<String, String>> was = without(actual);
		for (int i = 0; i < wanted.size(); i++) {
			int index = i;
			report.check("entry " + i, () -> (index < was.size() && wanted.get(index).equals(was.get(index))) ? null
					: "expected " + wanted.get(index) + ", was " + ((index < was.size()) ? was.get(index) : "nothing"));
		}
		report.check("number of entries", () -> (expected.size() == actual.size()) ? null
				: "expected " + expected.size() + ", was " + actual.size());
		return report;
	}

	private static List<Map<String, String>> without(List<Map<String, String>> entries) {
		return entries.stream().filter((entry) -> !RESOLVED.equals(entry.get("message"))).toList();
	}

	private static boolean ofBackend(TraceEntry entry) {
		return entry.source().equals("service-fabric-backend")
				|| (entry.data() instanceof Map<?, ?> data && data.containsKey("response"));
	}

	private static Map<String, String> facts(JsonNode recorded) {
		Map<String, String> facts = new LinkedHashMap<>();
		for (String key : List.of("source", "message", "attempt", "instance", "url", "expression", "value",
				"response")) {
			if (recorded.hasNonNull(key)) {
				facts.put(key, recorded.get(key).asString());
			}
		}
		return facts;
	}

	private static Map<String, String> facts(TraceEntry entry) {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("source", entry.source());
		if (!(entry.data() instanceof Map<?, ?> data)) {
			return facts;
		}
		for (String key : List.of("message", "attempt", "expression", "value")) {
			if (data.get(key) != null) {
				facts.put(key, data.get(key).toString());
			}
		}
		if (data.get("url") instanceof Map<?, ?> url && url.get("listeners") instanceof Map<?, ?> listeners) {
			facts.put("instance", listeners.values().iterator().next().toString());
		}
		if (data.get("request") instanceof Map<?, ?> request) {
			facts.put("url", String.valueOf(request.get("url")));
		}
		if (data.get("response") instanceof Map<?, ?> response && response.get("status") instanceof Map<?, ?> status) {
			facts.put("response", String.valueOf(status.get("code")));
		}
		return facts;
	}

}
