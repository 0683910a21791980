package io.selvage.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.directory.DirectoryOptions;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.LoadResult;
import io.selvage.catalog.resource.Violation;
import io.selvage.conformance.ConformanceSet;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The vectors of the management contract: bodies that are put, and whole trees of files.
 * Recorded answers and error bodies are listed with the rest, so that what is not checked
 * here is seen.
 */
public final class ContractSet implements ConformanceSet {

	@Override
	public String folder() {
		return "apim-contract";
	}

	@Override
	public List<Report> run(Path folder) throws IOException {
		Map<String, Report> reports = new LinkedHashMap<>();
		Report unchecked = new Report("apim-contract/well-formed only (answers and errors)");
		for (JsonNode entry : Vectors.read(folder.resolve("index.json"))) {
			String file = entry.path("file").asString();
			if ("PUT".equals(entry.path("method").asString(""))) {
				String kind = entry.path("kind").asString();
				Report report = reports.computeIfAbsent(kind, (name) -> new Report("apim-contract/PUT " + name));
				report.check(file, () -> new PutCheck(entry, folder).run());
			}
			else if (Files.exists(folder.resolve(file))) {
				unchecked.check(file, () -> Vectors.read(folder.resolve(file)).isMissingNode() ? "empty" : null);
			}
		}
		List<Report> all = new ArrayList<>(reports.values());
		all.add(trees(folder.resolve("apiops")));
		all.add(unchecked);
		return all;
	}

	private static Report trees(Path folder) throws IOException {
		Report report = new Report("apim-contract/apiops trees");
		if (Files.isDirectory(folder)) {
			try (Stream<Path> trees = Files.list(folder)) {
				for (Path tree : trees.sorted().toList()) {
					Path artifacts = tree.resolve("SampleArtifacts");
					report.check(tree.getFileName().toString(),
							() -> load(Files.isDirectory(artifacts) ? artifacts : tree));
				}
			}
		}
		return report;
	}

	/** A tree loads, or every refusal names a file that is indeed no JSON or YAML. */
	private static @Nullable String load(Path tree) {
		DirectorySource source = new DirectorySource(new Catalog(List.of()), DirectoryOptions.of(tree));
		LoadResult result = source.reload();
		List<String> unjustified = result.violations()
			.stream()
			.filter(Violation::isError)
			.map(Violation::toString)
			.filter((problem) -> parses(tree.resolve(problem.replaceFirst(":\\d+:\\d+: .*", ""))))
			.toList();
		return unjustified.isEmpty() ? null : String.join("; ", unjustified);
	}

	private static boolean parses(Path file) {
		try {
			YAMLMapper.builder().build().readTree(Files.readAllBytes(file));
			return !file.toString().endsWith(".json") || !Vectors.read(file).isMissingNode();
		}
		catch (IOException | JacksonException notReadable) {
			return false;
		}
	}

}
