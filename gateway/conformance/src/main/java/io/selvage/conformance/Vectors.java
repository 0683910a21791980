package io.selvage.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads vector files.
 */
public final class Vectors {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Vectors() {
	}

	/**
	 * Reads a JSON file.
	 * @param file the file
	 * @return its content
	 * @throws IOException if it cannot be read
	 */
	public static JsonNode read(Path file) throws IOException {
		return JSON.readTree(Files.readAllBytes(file));
	}

	/**
	 * Reads JSON.
	 * @param text the JSON
	 * @return its content
	 */
	public static JsonNode parse(String text) {
		return JSON.readTree(text);
	}

	/**
	 * Finds files by the end of their names.
	 * @param folder where to look, at any depth
	 * @param suffix what the name ends with
	 * @return the files, sorted
	 * @throws IOException if the folder cannot be read
	 */
	public static List<Path> files(Path folder, String suffix) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> Files.isRegularFile(file) && file.toString().endsWith(suffix))
				.sorted()
				.toList();
		}
	}

}
