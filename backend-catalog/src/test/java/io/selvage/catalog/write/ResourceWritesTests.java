package io.selvage.catalog.write;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.PolicyScope;
import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResourceWritesTests {

	private static final String POLICY = "{'properties': {'format': 'rawxml', 'value': '<policies><inbound /></policies>'}}";

	private final Catalog catalog = new Catalog(List.of());

	private final AtomicInteger keys = new AtomicInteger();

	private final ResourceWrites writes = new ResourceWrites(() -> Instant.parse("2024-05-01T10:00:00Z"),
			() -> "key" + this.keys.incrementAndGet());

	@Test
	void descriptionMakesOperationsAndFillsInWhatTheBodyLeavesOut() {
		putApi("a", "{'path': 'a', 'serviceUrl': 'https://mine.example'}", spec("one", "/one", "two", "/two"));
		assertThat(this.catalog.current().api("a")).satisfies((api) -> {
			assertThat(api.displayName()).isEqualTo("Imported");
			assertThat(api.serviceUrl()).isEqualTo("https://mine.example");
			assertThat(api.revision().number()).isEqualTo("1");
		});
		assertThat(names("a")).containsExactly("one", "two");
		assertThat(resource("/apis/a").view().has("value")).isFalse();
	}

	@Test
	void importedAgainOperationsAreMatchedByNameAndTheRestIsDeleted() {
		putApi("a", "{'path': 'a'}", spec("one", "/one", "two", "/two", "three", "/three"));
		put("/apis/a/operations/one/policies/policy", POLICY);
		put("/apis/a/operations/two/policies/policy", POLICY);
		putApi("a", "{'path': 'a'}", spec("one", "/changed", "renamed", "/two"));
		assertThat(names("a")).containsExactly("one", "renamed");
		assertThat(this.catalog.current().operation("a", "one").match().urlTemplate()).isEqualTo("/changed");
		assertThat(this.catalog.current().policy(new PolicyScope.ForOperation("a", "one"))).isNotNull();
		assertThat(this.catalog.current().policy(new PolicyScope.ForOperation("a", "renamed"))).isNotNull();
	}

	@Test
	void putWithoutDescriptionLeavesOperationsAlone() {
		putApi("a", "{'path': 'a'}", spec("one", "/one"));
		put("/apis/a", "{'properties': {'path': 'b'}}");
		assertThat(names("a")).containsExactly("one");
	}

	@Test
	void descriptionThatCannotBeFetchedLeavesAnApiThatSaysSo() {
		String body = "{'properties': {'path': 'a', 'format': 'openapi-link', 'value': 'https://none.example/spec'}}";
		assertThat(ResourceWrites.link(id("/apis/a"), json(body))).isEqualTo("https://none.example/spec");
		put("/apis/a", body);
		assertThat(resource("/apis/a").property("provisioningState").asString()).isEqualTo("Failed");
		assertThat(this.catalog.current().warnings()).extracting((warning) -> warning.target())
			.containsExactly("value");
		this.catalog.apply(this.writes.put(this.catalog.current(), id("/apis/a"), json(body), spec("one", "/one")));
		assertThat(names("a")).containsExactly("one");
		assertThat(resource("/apis/a").view().has("provisioningState")).isFalse();
		assertThat(this.catalog.current().warnings()).isEmpty();
	}

	@Test
	void revisionCopiesTheCurrentOneAndAReleaseMakesItCurrent() {
		putApi("a", "{'path': 'a', 'displayName': 'A', 'serviceUrl': 'https://old.example'}", spec("one", "/one"));
		put("/apis/a/operations/one/policies/policy", POLICY);
		put("/apis/a;rev=2",
				"{'properties': {'apiRevision': '2', 'sourceApiId': '/apis/a', 'path': 'a', 'serviceUrl': 'https://new.example'}}");
		assertThat(this.catalog.current().api("a;rev=2").displayName()).isEqualTo("A");
		assertThat(names("a;rev=2")).containsExactly("one");
		assertThat(this.catalog.current().policy(new PolicyScope.ForOperation("a;rev=2", "one"))).isNotNull();

		put("/apis/a/releases/r", "{'properties': {'apiId': '/apis/a;rev=2', 'notes': 'n'}}");
		assertThat(this.catalog.current().api("a")).satisfies((api) -> {
			assertThat(api.serviceUrl()).isEqualTo("https://new.example");
			assertThat(api.revision().number()).isEqualTo("2");
		});
		assertThat(this.catalog.current().api("a;rev=1").serviceUrl()).isEqualTo("https://old.example");
		assertThat(this.catalog.current().api("a;rev=2")).isNull();
		assertThat(names("a;rev=1")).containsExactly("one");
		assertThat(resource("/apis/a/releases/r").property("createdDateTime").asString())
			.isEqualTo("2024-05-01T10:00:00Z");
	}

	@Test
	void currentRevisionGoesOnlyWithTheOthers() {
		put("/apis/a", "{'properties': {'path': 'a'}}");
		put("/apis/a;rev=2", "{'properties': {'path': 'a', 'apiRevision': '2'}}");
		assertThatThrownBy(() -> delete("/apis/a", false))
			.hasMessageContaining("Cannot delete the current revision of an API.");
		delete("/apis/a", true);
		assertThat(this.catalog.current().resources()).isEmpty();
	}

	@Test
	void subscriptionGetsKeysOnceAndKeepsThem() {
		put("/products/p", "{'properties': {'displayName': 'P'}}");
		put("/subscriptions/s", "{'properties': {'scope': '/products/p', 'displayName': 's', 'secondaryKey': 'mine'}}");
		put("/subscriptions/s", "{'properties': {'scope': '/products/p', 'displayName': 'renamed'}}");
		assertThat(this.catalog.current().subscriptions()).singleElement().satisfies((subscription) -> {
			assertThat(subscription.displayName()).isEqualTo("renamed");
			assertThat(subscription.keys().primary().reveal()).isEqualTo("key1");
			assertThat(subscription.keys().secondary().reveal()).isEqualTo("mine");
			assertThat(subscription.toString()).doesNotContain("key1", "mine");
		});
	}

	@Test
	void productGoesOnlyWithItsSubscriptionsAndLinksGoAlong() {
		put("/products/p", "{'properties': {'displayName': 'P'}}");
		put("/apis/a", "{'properties': {'path': 'a'}}");
		put("/products/p/apis/a", "{}");
		put("/subscriptions/s", "{'properties': {'scope': '/products/p', 'displayName': 's'}}");
		assertThatThrownBy(() -> delete("/products/p", false)).hasMessageContaining("1 subscriptions");
		delete("/apis/a", false);
		assertThat(this.catalog.current().apisOf("p")).isEmpty();
		delete("/products/p", true);
		assertThat(this.catalog.current().resources()).isEmpty();
	}

	@Test
	void patchChangesWhatItNamesAndNullRemoves() {
		put("/backends/b",
				"{'properties': {'url': 'https://b.example', 'protocol': 'http', 'title': 't', 'credentials': {'header': {'x': ['1']}}, 'unknown': {'a': 1}}}");
		this.catalog.apply(this.writes.patch(this.catalog.current(), id("/backends/b"), json(
				"{'properties': {'URL ': 'https://c.example', 'title': null, 'credentials': {'query': {'q': ['2']}}}}")));
		assertThat(resource("/backends/b").view().toString()).isEqualTo(
				"{\"url\":\"https://c.example\",\"protocol\":\"http\",\"credentials\":{\"query\":{\"q\":[\"2\"]},\"header\":{\"x\":[\"1\"]}},\"unknown\":{\"a\":1}}");
		assertThatThrownBy(() -> this.writes.patch(this.catalog.current(), id("/backends/none"), json("{}")))
			.isInstanceOfSatisfying(CatalogException.class,
					(ex) -> assertThat(ex.error()).isEqualTo(CatalogError.NOT_FOUND))
			.hasMessage("Backend not found.");
	}

	@Test
	void resourceOfTheDirectoryCannotBeWritten() {
		Resource backend = new Resource(id("/backends/b"), json("{'url': 'https://b.example', 'protocol': 'http'}"));
		this.catalog.apply(Changes.to(Layer.DIRECTORY).put(backend));
		assertThatThrownBy(() -> put("/backends/b", "{'properties': {}}"))
			.isInstanceOfSatisfying(CatalogException.class, (ex) -> assertThat(ex.error().status()).isEqualTo(409));
		assertThatThrownBy(() -> delete("/backends/b", false)).hasMessageContaining("directory");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"/apis/none/operations/o | {'displayName': 'o', 'method': 'GET', 'urlTemplate': '/'} | API not found.",
			"/apis/none;rev=2 | {'path': 'x'} | API not found.",
			"/products/none/policies/policy | {'value': '<policies />'} | Product not found." })
	void resourceWithoutParentIsNotFound(String path, String properties, String message) {
		assertThatThrownBy(() -> put(path, "{'properties': " + properties + "}"))
			.isInstanceOfSatisfying(CatalogException.class, (ex) -> {
				assertThat(ex.error()).isEqualTo(CatalogError.NOT_FOUND);
				assertThat(ex.violations().get(0).message()).isEqualTo(message);
			});
	}

	private void putApi(String name, String properties, String description) {
		ObjectNode all = json(properties).put("format", "openapi").put("value", description);
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("properties", all);
		this.catalog.apply(this.writes.put(this.catalog.current(), id("/apis/" + name), body, null));
	}

	private void put(String path, String body) {
		this.catalog.apply(this.writes.put(this.catalog.current(), id(path), json(body), null));
	}

	private void delete(String path, boolean withDependents) {
		this.catalog.apply(this.writes.delete(this.catalog.current(), id(path), withDependents));
	}

	private List<String> names(String api) {
		return this.catalog.current().operations(api).stream().map(Operation::name).toList();
	}

	private Resource resource(String path) {
		return this.catalog.current().resource(id(path));
	}

	private static ResourceId id(String path) {
		return ResourceId.parse(path);
	}

	private static ObjectNode json(String text) {
		return (ObjectNode) ContractJson.parse(text.replace('\'', '"'));
	}

	private static String spec(String... namesAndPaths) {
		StringBuilder text = new StringBuilder("openapi: 3.0.1\ninfo: {title: Imported, version: '1'}\npaths:\n");
		for (int i = 0; i < namesAndPaths.length; i += 2) {
			text.append("  ")
				.append(namesAndPaths[i + 1])
				.append(": {get: {operationId: ")
				.append(namesAndPaths[i])
				.append(", responses: {}}}\n");
		}
		return text.toString();
	}

}
