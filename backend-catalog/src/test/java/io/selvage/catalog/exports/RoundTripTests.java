package io.selvage.catalog.exports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.SharedVectors;
import io.selvage.catalog.directory.DirectoryOptions;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.imports.ApiImporter;
import io.selvage.catalog.imports.ImportOptions;
import io.selvage.catalog.imports.ImportedApi;
import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.write.ResourceWrites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is exported and imported again is the same API.
 */
class RoundTripTests {

	@ParameterizedTest
	@ValueSource(strings = { "orders.yaml", "pets.json", "corners.json" })
	void ownDocumentsComeBack(String name) throws IOException {
		try (var stream = Objects.requireNonNull(RoundTripTests.class.getResourceAsStream(name))) {
			Catalog catalog = catalogWith(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
			assertThat(comesBack(catalog.current(), api(catalog.current(), "x"))).isPositive();
		}
	}

	@Test
	void apisOfRealTreesComeBack() throws IOException {
		int operations = 0;
		for (Path root : trees()) {
			Catalog catalog = new Catalog(List.of());
			new DirectorySource(catalog, DirectoryOptions.of(root)).reload();
			for (Resource api : catalog.current().resources(ResourceType.APIS, null)) {
				if (List.of("http", "soap", "").contains(api.property("type").asString(""))) {
					operations += comesBack(catalog.current(), api);
				}
			}
		}
		assertThat(operations).isGreaterThan(300);
	}

	@Test
	void realDocumentsComeBack() throws IOException {
		int documents = 0;
		for (String folder : List.of("apim-contract/apiops", "policy-corpus/open/apiops")) {
			for (Path file : specifications(SharedVectors.conformance(folder))) {
				Catalog catalog = catalogWith(SharedVectors.text(file));
				comesBack(catalog.current(), api(catalog.current(), "x"));
				documents++;
			}
		}
		assertThat(documents).isGreaterThan(50);
	}

	@ParameterizedTest
	@EnumSource(names = { "OPENAPI", "OPENAPI_JSON" })
	void theApiItselfKeepsWhatADocumentCanSay(ExportFormat format) {
		Catalog catalog = catalogWith("""
				{"openapi": "3.0.1", "info": {"title": "T: 1", "description": "two\\nlines", "version": "1",
				"termsOfService": "https://t.example", "contact": {"name": "C", "email": "c@t.example"},
				"license": {"name": "L"}}, "paths": {}}""");
		CatalogSnapshot snapshot = catalog.current();
		ImportedApi again = again(snapshot, api(snapshot, "x"), format);
		assertThat(again.properties().toString()).isEqualTo(
				"{\"displayName\":\"T: 1\",\"description\":\"two\\nlines\",\"termsOfServiceUrl\":\"https://t.example\","
						+ "\"contact\":{\"name\":\"C\",\"email\":\"c@t.example\"},\"license\":{\"name\":\"L\"}}");
	}

	private static List<Path> trees() throws IOException {
		List<Path> roots = new ArrayList<>();
		for (String folder : List.of("apim-contract/apiops", "policy-corpus/open/apiops")) {
			try (Stream<Path> paths = Files.walk(SharedVectors.conformance(folder), 3)) {
				paths.filter((path) -> Files.isDirectory(path.resolve("apis"))).forEach(roots::add);
			}
		}
		return roots;
	}

	private static List<Path> specifications(Path folder) throws IOException {
		try (Stream<Path> paths = Files.walk(folder)) {
			return paths.filter((path) -> path.getFileName().toString().matches("specification\\.(yaml|json)"))
				// Has placeholders where a deployment puts values: it is no YAML yet.
				.filter((path) -> !path.toString().contains("RightShip"))
				.toList();
		}
	}

	private static Catalog catalogWith(String document) {
		Catalog catalog = new Catalog(List.of());
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.putObject("properties").put("path", "x").put("format", "openapi").put("value", document);
		catalog.apply(new ResourceWrites().put(catalog.current(), ResourceId.of(ResourceType.APIS, "x"), body, null));
		return catalog;
	}

	private static Resource api(CatalogSnapshot snapshot, String name) {
		return Objects.requireNonNull(snapshot.resource(ResourceId.of(ResourceType.APIS, name)));
	}

	/** Checks one API and returns how many operations it has. */
	private static int comesBack(CatalogSnapshot snapshot, Resource api) {
		var stored = snapshot.resources(ResourceType.OPERATIONS, api.id());
		Map<String, JsonNode> before = DescribedOperations.of(stored.stream()
			.map((operation) -> new DescribedOperations.Named(operation.name(), operation.view()))
			.toList());
		for (ExportFormat format : List.of(ExportFormat.OPENAPI, ExportFormat.OPENAPI_JSON)) {
			ImportedApi again = again(snapshot, api, format);
			assertThat(texts(described(again))).as(api.id() + " as " + format).isEqualTo(texts(before));
			assertThat(schemaNames(again)).containsAll(typeNames(before));
		}
		Map<String, JsonNode> version2 = described(again(snapshot, api, ExportFormat.SWAGGER));
		assertThat(matches(version2)).as(api.id() + " as Swagger").isEqualTo(matches(before));
		return stored.size();
	}

	private static Map<String, JsonNode> described(ImportedApi api) {
		return DescribedOperations.of(api.operations()
			.stream()
			.map((item) -> new DescribedOperations.Named(item.name(), item.properties()))
			.toList());
	}

	private static ImportedApi again(CatalogSnapshot snapshot, Resource api, ExportFormat format) {
		String document = ApiExporter
			.write(ExportedApi.of(snapshot, api, (operation) -> List.of(), "https://gateway.example"), format);
		JsonNode tree = (format == ExportFormat.OPENAPI) ? ContractJson.parseYaml(document)
				: ContractJson.parse(document);
		assertThat(tree.has((format == ExportFormat.SWAGGER) ? "swagger" : "openapi")).isTrue();
		ImportedApi again = ApiImporter.read(JsonNodeFactory.instance.objectNode(), document,
				ImportOptions.keeping(snapshot.operations(api.name()).stream().map((each) -> each.name()).toList()));
		assertThat(again.properties().path("serviceUrl").asString()).startsWith("https://gateway.example");
		again.properties().remove("serviceUrl");
		return again;
	}

	private static List<String> schemaNames(ImportedApi api) {
		List<String> names = new ArrayList<>();
		if (api.schema() != null) {
			names.addAll(api.schema().properties().at("/document/components/schemas").propertyNames());
		}
		return names;
	}

	private static List<String> typeNames(Map<String, JsonNode> operations) {
		return operations.values()
			.stream()
			.flatMap((operation) -> operation.findValuesAsString("typeName").stream())
			.toList();
	}

	/** Numbers are compared as they are written. */
	private static Map<String, String> texts(Map<String, JsonNode> operations) {
		Map<String, String> texts = new TreeMap<>();
		operations.forEach((name, operation) -> texts.put(name, operation.toString()));
		return texts;
	}

	/** What decides which requests an operation answers, and its words. */
	private static Map<String, String> matches(Map<String, JsonNode> operations) {
		Map<String, String> matches = new TreeMap<>();
		operations.forEach((name, operation) -> matches.put(name,
				operation.path("method") + " " + operation.path("urlTemplate") + operation.path("template")
						+ operation.path("query") + operation.path("displayName") + operation.path("description")
						+ operation.at("/headers").size()));
		return matches;
	}

}
