package io.selvage.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.directory.DirectoryOptions;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.directory.LoadResult;
import io.selvage.catalog.resource.Violation;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A tree of files loads, or every refusal names a file that is indeed no JSON or YAML.
 */
final class TreeCheck {

	private TreeCheck() {
	}

	static void run(Report report, Path folder) throws IOException {
		if (Files.isDirectory(folder)) {
			try (Stream<Path> trees = Files.list(folder)) {
				for (Path tree : trees.sorted().toList()) {
					Path artifacts = tree.resolve("SampleArtifacts");
					report.check(tree.getFileName().toString(),
							() -> load(Files.isDirectory(artifacts) ? artifacts : tree));
				}
			}
		}
	}

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
