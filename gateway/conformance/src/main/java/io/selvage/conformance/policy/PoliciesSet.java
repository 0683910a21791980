package io.selvage.conformance.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The folder {@code policies}: vectors of the policy language.
 */
public final class PoliciesSet implements ConformanceSet {

	@Override
	public String folder() {
		return "policies";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		List<Report> reports = new ArrayList<>();
		run(folder.resolve("expressions.json"), new ExpressionVectors()::check, reports);
		run(folder.resolve("policies.json"), new PolicyVectors()::check, reports);
		run(folder.resolve("rawxml.json"), RawXmlVectors::check, reports);
		run(folder.resolve("retry-waits.json"), RetryWaitVectors::check, reports);
		return reports;
	}

	private static void run(Path file, VectorCheck check, List<Report> reports) throws IOException {
		Report report = new Report("policies/" + file.getFileName());
		reports.add(report);
		if (!Files.exists(file)) {
			report.remark("SKIPPED, there is no such file");
			return;
		}
		for (JsonNode vector : Vectors.read(file)) {
			report.check(vector.get("id").asString(), () -> check.check(vector));
		}
	}

	/**
	 * Holds one vector against the gateway.
	 */
	private interface VectorCheck {

		@Nullable String check(JsonNode vector) throws Exception;

	}

}
