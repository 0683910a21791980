package io.selvage.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whole gateways that know the same API: two replicas with one encryption key, and a
 * stranger with another.
 */
class ExportLinkTests {

	private static final String TOKEN = "all-roles-token-0123456789";

	private static final String SERVICE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg"
			+ "/providers/Microsoft.ApiManagement/service/svc";

	@TempDir
	private static Path folder;

	private static TestGateway first;

	private static TestGateway second;

	private static TestGateway stranger;

	@BeforeAll
	static void start() throws IOException {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		first = gateway("first", key);
		second = gateway("second", key);
		stranger = gateway("stranger", null);
	}

	@AfterAll
	static void stop() {
		first.close();
		second.close();
		stranger.close();
	}

	private static TestGateway gateway(String name, byte[] key) throws IOException {
		Path store = folder.resolve(name);
		if (key != null) {
			Path keys = Files.createDirectories(store.resolve("keys"));
			Files.createFile(keys.resolve("shared.key"),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(keys.resolve("shared.key"), Base64.getEncoder().encodeToString(key));
		}
		TestGateway gateway = TestGateway.start("selvage.management.token=" + TOKEN,
				"selvage.catalog.store.type=embedded", "selvage.catalog.store.folder=" + store);
		put(gateway, "/apis/orders",
				"{\"properties\": {\"displayName\": \"Orders\", \"path\": \"orders\", \"protocols\": [\"http\"]}}");
		put(gateway, "/apis/orders/operations/read",
				"{\"properties\": {\"displayName\": \"Read\", \"method\": \"GET\", \"urlTemplate\": \"/read\"}}");
		return gateway;
	}

	private static void put(TestGateway gateway, String path, String body) {
		HttpResponse<String> answer = gateway
			.send(HttpRequest.newBuilder(uri(gateway, SERVICE + path + "?api-version=2024-05-01"))
				.header("Authorization", "Bearer " + TOKEN)
				.header("Content-Type", "application/json")
				.PUT(HttpRequest.BodyPublishers.ofString(body))
				.build());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
	}

	private static URI uri(TestGateway gateway, String path) {
		return URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
	}

	/** A link without scheme, host and port: whoever balances loads decides on those. */
	private static String link(TestGateway gateway) {
		HttpResponse<String> answer = gateway.send(HttpRequest
			.newBuilder(uri(gateway,
					SERVICE + "/apis/orders?api-version=2024-05-01&export=true&format=openapi%2Bjson-link"))
			.header("Authorization", "Bearer " + TOKEN)
			.build());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		Object value = TestGateway.json(answer.body()).get("value");
		URI link = URI.create((String) ((Map<?, ?>) value).get("link"));
		return link.getRawPath() + "?" + link.getRawQuery();
	}

	private static HttpResponse<String> follow(TestGateway gateway, String link) {
		return gateway.send(HttpRequest.newBuilder(uri(gateway, link)).build());
	}

	@Test
	void aLinkIsFollowedOnAnyReplicaWithTheSameKey() {
		for (String link : new String[] { link(first), link(second) }) {
			HttpResponse<String> here = follow(first, link);
			HttpResponse<String> there = follow(second, link);
			assertThat(here.statusCode()).as(here.body()).isEqualTo(200);
			assertThat(there.statusCode()).as(there.body()).isEqualTo(200);
			assertThat(there.body()).contains("/read").isEqualTo(here.body());
		}
	}

	@Test
	void aLinkMadeWithAnotherKeyIsRefused() {
		assertThat(follow(stranger, link(stranger)).statusCode()).isEqualTo(200);
		for (HttpResponse<String> answer : List.of(follow(stranger, link(first)), follow(second, link(stranger)))) {
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("AuthenticationFailed").doesNotContain("Orders");
		}
	}

}
