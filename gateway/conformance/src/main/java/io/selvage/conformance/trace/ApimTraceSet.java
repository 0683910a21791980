package io.selvage.conformance.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recorded call: three instances that always answer 204, a condition that takes that
 * for a failure. The gateway's own trace must have the same entries in the same order;
 * only where "Partition successfully resolved" stands depends on time.
 */
public final class ApimTraceSet implements ConformanceSet {

	private static final String RESOLVED = "Partition successfully resolved";

	@Override
	public String folder() {
		return "apim-trace";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		JsonNode sequence = Vectors.read(folder.resolve("sequence.json"));
		Report report = new Report("apim-trace/sequence.json");
		try (TracedGateway gateway = TracedGateway.start(sequence.path("maxPartitionResolutionRetries").asInt(),
				sequence.path("endpoints").size())) {
			TracedGateway.Outcome outcome = gateway.call();
			List<ObjectNode> recorded = recorded(sequence, gateway.instances());
			List<ObjectNode> made = made(outcome.trace());
			report.check("answer", () -> (outcome.status() == 204) ? null : "the answer is " + outcome.status());
			report.check("resolves", () -> same(count(recorded, RESOLVED), count(made, RESOLVED)));
			report.check("length", () -> same(recorded.size(), made.size()));
			List<ObjectNode> expected = without(recorded);
			List<ObjectNode> found = without(made);
			for (int i = 0; i < expected.size(); i++) {
				int at = i;
				report.check("entry " + i,
						() -> (at < found.size() && expected.get(at).equals(found.get(at))) ? null : "expected "
								+ expected.get(at) + ", was " + ((at < found.size()) ? found.get(at) : "missing"));
			}
		}
		return List.of(report);
	}

	private static @Nullable String same(long expected, long found) {
		return (expected == found) ? null : found + " instead of " + expected;
	}

	private static long count(List<ObjectNode> entries, String message) {
		return entries.stream().filter((entry) -> message.equals(entry.path("message").asString(""))).count();
	}

	private static List<ObjectNode> without(List<ObjectNode> entries) {
		return entries.stream().filter((entry) -> !RESOLVED.equals(entry.path("message").asString(""))).toList();
	}

	/**
	 * The recorded facts with the simulated instances in the place of the recorded ones.
	 */
	private static List<ObjectNode> recorded(JsonNode sequence, List<String> instances) {
		List<ObjectNode> entries = new ArrayList<>();
		for (JsonNode entry : sequence.path("entries")) {
			ObjectNode facts = (ObjectNode) entry.deepCopy();
			facts.remove(List.of("i", "elapsed", "section", "outer", "inner", "awaited"));
			for (String name : List.of("instance", "url")) {
				String text = facts.path(name).asString(null);
				for (int i = 0; text != null && i < instances.size(); i++) {
					text = text.replace(sequence.path("endpoints").path(i).asString(), instances.get(i));
				}
				if (text != null) {
					facts.put(name, text);
				}
			}
			entries.add(texts(facts));
		}
		return entries;
	}

	private static List<ObjectNode> made(JsonNode trace) {
		List<ObjectNode> entries = new ArrayList<>();
		for (JsonNode entry : trace.path("traceEntries").path("backend")) {
			entries.add(texts(TraceFacts.of(entry)));
		}
		return entries;
	}

	/** Compares what is said, not whether a number or a text says it. */
	private static ObjectNode texts(ObjectNode facts) {
		ObjectNode texts = facts.objectNode();
		facts.properties().forEach((fact) -> {
			if (!fact.getValue().isNull()) {
				texts.put(fact.getKey(), fact.getValue().asString());
			}
		});
		return texts;
	}

}
