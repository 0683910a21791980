package io.selvage.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.selvage.catalog.resource.Disclosure;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.References;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ResourceWriter;
import io.selvage.catalog.write.ResourceWrites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vectors of the contract at the level of the model: PUT, canonical GET, PUT again.
 */
class ContractVectorsTests {

	private static final ResourceWriter WRITER = new ResourceWriter(Disclosure.CREDENTIALS, "2025-09-01-preview");

	static Stream<Arguments> puts() {
		JsonNode index = SharedVectors.json(folder().resolve("index.json"));
		return StreamSupport.stream(index.spliterator(), false)
			.filter((entry) -> "PUT".equals(entry.path("method").asString("")))
			.map((entry) -> Arguments.of(entry.path("file").asString(), entry));
	}

	/** Looked up within a test: aborting a static initializer is an error, not a skip. */
	private static Path folder() {
		return SharedVectors.conformance("apim-contract");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("puts")
	void bodyIsAnsweredInCanonicalFormAndAcceptedAgain(String file, JsonNode entry) {
		String path = entry.path("path").asString();
		ResourceId id = Objects.requireNonNull(ResourceId.parse(path.replaceFirst("\\?.*$", "")), path);
		JsonNode body = entry.path("requestBody").isObject() ? entry.path("requestBody")
				: SharedVectors.json(folder().resolve(file));
		Catalog catalog = new Catalog(List.of());
		Reading reading = ResourceReader.read(id, body, Origin.REQUEST);
		assertThat(reading.violations()).noneMatch((violation) -> violation.isError());
		putPrerequisites(catalog, reading.resource());

		ResourceWrites writes = new ResourceWrites();
		catalog.apply(writes.put(catalog.current(), id, body, null));
		JsonNode answer = WRITER.write(stored(catalog, id), "/service");
		assertThat(answer.path("type").asString()).isEqualTo(ResourceType.ARM_PREFIX + id.type().path());
		assertContains(answer.path("properties"), withoutWriteOnly(id, body.path("properties")), "properties");

		CatalogSnapshot before = catalog.current();
		catalog.apply(writes.put(before, id, answer, null));
		assertThat(stable(WRITER.write(stored(catalog, id), "/service"))).isEqualTo(stable(answer));
		assertThat(catalog.current().resources().count()).isEqualTo(before.resources().count());
	}

	@Test
	void seedBodyHasTheSeedsAnswer() {
		ResourceId id = ResourceId.of(ResourceType.BACKENDS, "sfbackend");
		JsonNode body = SharedVectors.json(folder().resolve("seed/put-sfbackend.request.json"));
		JsonNode expected = SharedVectors.json(folder().resolve("seed/put-sfbackend.response.json"));
		Resource resource = ResourceReader.read(id, body, Origin.REQUEST).resource();
		JsonNode answer = WRITER.properties(resource);
		assertContains(answer, expected.path("properties"), "properties");
		assertThat(answer.path("tls").path("validateCertificateChain").isBoolean()).isTrue();
		assertThat(answer.path("properties").path("serviceFabricCluster").path("maxPartitionResolutionRetries").asInt())
			.isEqualTo(5);
		assertThat(answer.path("properties").path("serviceFabricCluster").propertyNames()).containsExactly(
				"clientCertificatethumbprint", "maxPartitionResolutionRetries", "managementEndpoints",
				"serverCertificateThumbprints");
	}

	/** The time of the last write changes, and a failed fetch is forgotten. */
	private static JsonNode stable(JsonNode answer) {
		ObjectNode copy = answer.deepCopy().asObject();
		copy.path("properties").asObject().remove(List.of("updatedDateTime", "provisioningState"));
		return copy;
	}

	private static Resource stored(Catalog catalog, ResourceId id) {
		return Objects.requireNonNull(catalog.current().resource(id));
	}

	/** The vectors refer to parents and pool members that are not among them. */
	private static void putPrerequisites(Catalog catalog, Resource resource) {
		Changes changes = Changes.to(Layer.STORE);
		List<ResourceId> needed = new ArrayList<>();
		for (ResourceId up = resource.id().parent(); up != null; up = up.parent()) {
			needed.add(0, up);
		}
		References.of(resource)
			.resources()
			.stream()
			.filter((id) -> id.type() == ResourceType.BACKENDS)
			.forEach(needed::add);
		needed.forEach((id) -> changes.put(ResourceReader.read(id, minimalBody(id.type()), Origin.REQUEST)));
		catalog.apply(changes);
	}

	private static ObjectNode minimalBody(ResourceType type) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		ObjectNode properties = body.putObject("properties").put("displayName", "x");
		switch (type.path()) {
			case "apis" -> properties.put("path", "prerequisite");
			case "apis/operations" -> properties.put("method", "GET").put("urlTemplate", "/prerequisite");
			case "backends" -> properties.put("url", "https://example.org").put("protocol", "http");
			default -> {
			}
		}
		return body;
	}

	private static JsonNode withoutWriteOnly(ResourceId id, JsonNode properties) {
		ObjectNode copy = properties.deepCopy().asObject();
		String path = id.type().path();
		if (path.equals("apis")) {
			copy.remove(List.of("format", "value", "wsdlSelector", "apiType", "translateRequiredQueryParameters"));
		}
		else if (path.equals("certificates")) {
			copy.remove(List.of("data", "password"));
		}
		return copy;
	}

	/** Everything expected is there, whatever the case of names; null means unset. */
	private static void assertContains(JsonNode actual, JsonNode expected, String where) {
		if (expected.isObject()) {
			expected.properties().forEach((entry) -> {
				if (!entry.getValue().isNull() && !isUnset(entry.getValue())) {
					assertContains(get(actual, entry.getKey(), where), entry.getValue(), where + "." + entry.getKey());
				}
			});
		}
		else if (expected instanceof ArrayNode array) {
			assertThat(actual.size()).as(where).isEqualTo(array.size());
			for (int i = 0; i < array.size(); i++) {
				assertContains(actual.path(i), array.get(i), where + "[" + i + "]");
			}
		}
		else {
			assertThat(actual.asString()).as(where).isEqualToIgnoringCase(expected.asString());
		}
	}

	private static boolean isUnset(JsonNode value) {
		return value.isObject() && value.isEmpty();
	}

	private static JsonNode get(JsonNode actual, String name, String where) {
		for (String each : actual.propertyNames()) {
			if (each.equalsIgnoreCase(name.strip())) {
				return actual.get(each);
			}
		}
		throw new AssertionError(where + " has no " + name + ": " + actual);
	}

}
