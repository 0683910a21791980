package io.selvage.catalog.management;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.management.ManagementServer.Answer;
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ApiDescriptionTests {

	private static ManagementServer server;

	private static JsonNode document;

	@BeforeAll
	static void start() {
		server = new ManagementServer();
		Answer answer = server.call(ManagementServer.READER, "GET", "/openapi.json", null);
		assertThat(answer.status()).isEqualTo(200);
		document = answer.json();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void everyRouteIsDescribedAndNothingElse() {
		Set<String> described = new HashSet<>();
		document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.propertyNames()
				.forEach((method) -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
		List<String> routes = ManagementServer.api(new Catalog(List.of()))
			.routes()
			.stream()
			.map((route) -> route.method() + " " + route.template())
			.toList();
		assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
	}

	@Test
	void everyReferenceLeadsToASchema() {
		JsonNode schemas = document.at("/components/schemas");
		List<String> references = document.findValuesAsString("$ref");
		assertThat(references).isNotEmpty()
			.allMatch((reference) -> schemas.has(reference.substring("#/components/schemas/".length())));
	}

	@Test
	void everyOperationHasANameOfItsOwnAndDeclaresTheParametersOfItsPath() {
		Set<String> names = new HashSet<>();
		document.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((operation) -> {
			assertThat(names.add(operation.getValue().path("operationId").asString()))
				.as(operation.getValue().path("operationId").asString())
				.isTrue();
			long braces = path.getKey().chars().filter((c) -> c == '{').count();
			long declared = operation.getValue()
				.path("parameters")
				.valueStream()
				.filter((parameter) -> parameter.path("in").asString().equals("path"))
				.map((parameter) -> parameter.path("name").asString())
				.distinct()
				.count();
			assertThat(declared).as(path.getKey()).isEqualTo(braces);
		}));
	}

	@Test
	void aBackendIsDescribedWithItsBounds() {
		assertThat(document.at("/components/schemas/Backends/properties/protocol/enum").toString())
			.isEqualTo("[\"http\",\"soap\"]");
		assertThat(document.at("/components/schemas/ServiceFabricCluster/required").toString())
			.contains("managementEndpoints");
	}

	@Test
	void whatStaysAsItWasCreatedIsDescribedSo() {
		assertThat(document.at("/components/schemas/Schemas/properties/schemaType/x-ms-mutability").toString())
			.isEqualTo("[\"create\",\"read\"]");
		document.at("/components/schemas").properties().forEach((schema) -> {
			ResourceType type = ResourceType.all()
				.stream()
				.filter((each) -> each.path().equalsIgnoreCase(schema.getKey()))
				.findFirst()
				.orElse(null);
			for (Property property : (type != null) ? type.schema().properties() : List.<Property>of()) {
				assertThat(schema.getValue().at("/properties/" + property.name()).has("x-ms-mutability"))
					.as(schema.getKey() + "." + property.name())
					.isEqualTo(property.is(Property.Trait.IMMUTABLE));
			}
		});
	}

	@Test
	void theDescriptionCanBeImportedAsAnApi() {
		String body = "{\"properties\": {\"path\": \"management\", \"format\": \"openapi+json\", \"value\": "
				+ tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(document.toString()) + "}}";
		Answer imported = server.put("/apis/management", body);
		assertThat(imported.status()).as(imported.body()).isEqualTo(201);
		assertThat(server.get("/apis/management/operations?$top=1").at("/count").asInt())
			.isEqualTo(ManagementServer.api(new Catalog(List.of())).routes().size());
	}

}
