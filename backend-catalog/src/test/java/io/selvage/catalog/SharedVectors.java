package io.selvage.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.selvage.catalog.resource.ContractJson;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/**
 * Finds other people's documents beside the repository; tests over them are skipped,
 * loudly, where they are absent.
 */
public final class SharedVectors {

	private SharedVectors() {
	}

	/** A folder or file below {@code ../shared/conformance}. */
	public static Path conformance(String path) {
		for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
			Path found = up.resolveSibling("shared").resolve("conformance").resolve(path);
			if (Files.exists(found)) {
				return found;
			}
			found = up.resolve("shared/conformance").resolve(path);
			if (Files.exists(found)) {
				return found;
			}
		}
		System.err.println("SKIPPED: there is no ../shared/conformance/" + path + " beside the repository");
		Assumptions.abort("no ../shared/conformance/" + path);
		throw new IllegalStateException();
	}

	public static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static JsonNode json(Path file) {
		return ContractJson.parse(text(file));
	}

}
