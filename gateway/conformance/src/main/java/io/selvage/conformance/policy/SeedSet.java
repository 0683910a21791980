package io.selvage.conformance.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyProblem;
import org.jspecify.annotations.Nullable;

/**
 * The seeds' policies: all compile, but for the one that is published with a parenthesis
 * missing, which must be refused with its place and what is missing.
 */
public final class SeedSet implements ConformanceSet {

	private static final String UNBALANCED = "policy-003-partition.xml";

	@Override
	public String folder() {
		return "seed";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		Report report = new Report("seed");
		for (Path file : Vectors.files(folder, ".xml")) {
			String name = file.getFileName().toString();
			String text = Files.readString(file);
			report.check(name,
					() -> name.equals(UNBALANCED) ? refusal(problems(name, text)) : accepted(problems(name, text)));
		}
		return List.of(report);
	}

	private static List<PolicyProblem> problems(String name, String text) {
		VectorEnvironment environment = new VectorEnvironment();
		for (String backend : List.of("sfbackend", "mysfbackend", "my-sf-service")) {
			environment.backend(backend, "fabric:/App/Service");
		}
		return Language.create()
			.compiler(environment)
			.compile(Map.of(PolicyScope.API, PolicySource.strict(name, text, PolicyFormat.RAWXML)))
			.errors();
	}

	private static @Nullable String accepted(List<PolicyProblem> problems) {
		return problems.isEmpty() ? null
				: problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("; "));
	}

	private static @Nullable String refusal(List<PolicyProblem> problems) {
		return problems.stream()
			.anyMatch((problem) -> problem.toString().contains("line 3") && problem.toString().contains("')'")) ? null
					: "refused with " + problems;
	}

}
