package io.selvage.conformance.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import tools.jackson.databind.JsonNode;

/**
 * The folder {@code policy-corpus}: public policy documents, and cases of how they
 * behave.
 */
public final class PolicyCorpusSet implements ConformanceSet {

	@Override
	public String folder() {
		return "policy-corpus";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		List<Report> reports = new ArrayList<>();
		for (Path half : halves(folder)) {
			String name = "policy-corpus/" + half.getFileName();
			reports.add(documents(half, new Report(name + " documents")));
			if (Files.isDirectory(half.resolve("cases"))) {
				reports.add(cases(half, new Report(name + " cases")));
			}
		}
		return reports;
	}

	private static List<Path> halves(Path folder) throws IOException {
		if (Files.exists(folder.resolve("index.json"))) {
			return List.of(folder);
		}
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.filter((entry) -> Files.exists(entry.resolve("index.json"))).sorted().toList();
		}
	}

	private static Report documents(Path half, Report report) throws IOException {
		DocumentCheck check = new DocumentCheck();
		for (JsonNode entry : Vectors.read(half.resolve("index.json"))) {
			report.check(entry.get("id").asString(), () -> check.check(half, entry));
		}
		report.check("share of documents that load", check::share);
		check.remarks().forEach(report::remark);
		return report;
	}

	private static Report cases(Path half, Report report) throws IOException {
		for (Path file : Vectors.files(half.resolve("cases"), ".json")) {
			JsonNode test = Vectors.read(file);
			report.check(test.get("id").asString(), () -> new BehaviourCase(half, test).check());
		}
		return report;
	}

}
