package io.selvage.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.directory.DirectorySource;
import io.selvage.catalog.store.Commit;
import io.selvage.catalog.store.SqlCatalogStore;
import io.selvage.catalog.store.StoredResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A pool cannot be a member of a pool, wherever the two come from.
 */
class PoolOfPoolsTests {

	private static final String REFUSAL = "is a pool; a pool can't be a member of a pool";

	private static final String LEAF = "{\"url\":\"http://127.0.0.1:1\",\"protocol\":\"http\"}";

	private static final String INNER = pool("leaf");

	private static final String OUTER = pool("inner");

	private static final String TOKEN = "a-token-of-more-than-20-characters";

	@TempDir
	private Path folder;

	private static String pool(String member) {
		return "{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/" + member + "\"}]}}";
	}

	private void directory(String name, String properties) throws IOException {
		Path backend = Files.createDirectories(this.folder.resolve("backends").resolve(name));
		Files.writeString(backend.resolve("backendInformation.json"), "{\"properties\":" + properties + "}");
	}

	private static boolean knows(TestGateway gateway, String backend) {
		return gateway.bean(Catalog.class).current().backend(backend) != null;
	}

	private static HttpResponse<String> put(TestGateway gateway, String name, String properties) {
		return gateway.send(HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort()
					+ "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/backends/" + name
					+ "?api-version=2024-05-01"))
			.header("Authorization", "Bearer " + TOKEN)
			.header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString("{\"properties\":" + properties + "}"))
			.build());
	}

	@Test
	void theManagementApiRefusesIt() {
		try (TestGateway gateway = TestGateway.start("selvage.management.token=" + TOKEN)) {
			assertThat(put(gateway, "leaf", LEAF).statusCode()).isEqualTo(201);
			assertThat(put(gateway, "inner", INNER).statusCode()).isEqualTo(201);
			HttpResponse<String> refused = put(gateway, "outer", pool("INNER"));
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains(REFUSAL);
			assertThat(put(gateway, "itself", pool("itself")).statusCode()).isEqualTo(400);
			assertThat(put(gateway, "outer", pool("leaf")).statusCode()).isEqualTo(201);
			assertThat(put(gateway, "leaf", pool("inner")).body()).contains(REFUSAL);
			assertThat(knows(gateway, "itself")).isFalse();
		}
	}

	@Test
	void aDirectoryThatHasItIsNotServed() throws IOException {
		directory("leaf", LEAF);
		directory("inner", INNER);
		directory("outer", OUTER);
		try (TestGateway gateway = TestGateway.start("selvage.catalog.directory=" + this.folder,
				"selvage.management.token=" + TOKEN)) {
			assertThat(knows(gateway, "leaf")).isFalse();
			directory("outer", pool("leaf"));
			gateway.bean(DirectorySource.class).reload();
			assertThat(knows(gateway, "outer")).isTrue();

			assertThat(put(gateway, "stored", pool("leaf")).statusCode()).isEqualTo(201);
			Files.delete(this.folder.resolve("backends/outer/backendInformation.json"));
			Files.delete(this.folder.resolve("backends/outer"));
			Files.delete(this.folder.resolve("backends/inner/backendInformation.json"));
			Files.delete(this.folder.resolve("backends/inner"));
			directory("single", LEAF);
			directory("leaf", pool("single"));
			gateway.bean(DirectorySource.class).reload();
			assertThat(knows(gateway, "single")).isFalse();
			assertThat(knows(gateway, "outer")).isTrue();
		}
	}

	@Test
	void aTemplateThatHasItIsNotServed() throws IOException {
		StringBuilder resources = new StringBuilder();
		String[] all = { "leaf", LEAF, "inner", INNER, "outer", OUTER };
		for (int i = 0; i < all.length; i += 2) {
			resources.append((i > 0) ? "," : "")
				.append("{\"type\":\"Microsoft.ApiManagement/service/backends\",\"apiVersion\":\"2024-05-01\","
						+ "\"name\":\"[concat('apim','/" + all[i] + "')]\",\"properties\":" + all[i + 1] + "}");
		}
		String template = "{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\","
				+ "\"contentVersion\":\"1.0.0.0\",\"resources\":[" + resources + "]}";
		Path file = Files.writeString(this.folder.resolve("template.json"), template);
		try (TestGateway gateway = TestGateway.start("selvage.catalog.directory=" + file)) {
			assertThat(knows(gateway, "leaf")).isFalse();
			Files.writeString(file, template.replace("/backends/inner", "/backends/leaf"));
			gateway.bean(DirectorySource.class).reload();
			assertThat(knows(gateway, "outer")).isTrue();
		}
	}

	@Test
	void aStoreThatHasItIsNotServed() {
		try (SqlCatalogStore store = SqlCatalogStore.embedded(this.folder)) {
			store.load().block();
			store
				.commit(new Commit(0, "older", "PUT", List.of(new StoredResource("backends/leaf", LEAF),
						new StoredResource("backends/inner", INNER), new StoredResource("backends/outer", OUTER))))
				.block();
		}
		assertThatException()
			.isThrownBy(() -> TestGateway
				.start("selvage.catalog.store.type=embedded", "selvage.catalog.store.folder=" + this.folder)
				.close())
			.withStackTraceContaining(REFUSAL);
	}

}
