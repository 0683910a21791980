package io.selvage.catalog.management;

import java.util.Set;

import io.selvage.catalog.management.ManagementServer.Answer;
import io.selvage.catalog.secret.SecretTexts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties nothing is known of, beside secrets.
 */
class UnknownCredentialsTests {

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	private Answer put(String path, String body) {
		Answer answer = this.server.put(path, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
		return answer;
	}

	@Test
	void whatIsNotKnownBesideCredentialsIsACredential() {
		put("/backends/b",
				"{\"properties\": {\"url\": \"http://b.example\", \"protocol\": \"http\", \"other\": \"seen\","
						+ "\"credentials\": {\"managedIdentity\": {\"resource\": \"https://r\", \"clientId\": \"seen\"},"
						+ "\"new\": {\"key\": \"hushed\", \"n\": [12]}},"
						+ "\"proxy\": {\"url\": \"http://p.example\", \"token\": \"hushed\"}}}");
		Answer masked = this.server.call(ManagementServer.READER, "GET",
				ManagementServer.SERVICE + "/backends/b?api-version=2024-05-01", null);
		assertThat(masked.body()).doesNotContain("hushed", "12");
		assertThat(masked.at("/properties/other").asString()).isEqualTo("seen");
		assertThat(masked.at("/properties/credentials/managedIdentity/clientId").asString()).isEqualTo("seen");
		assertThat(this.server.put("/backends/b", masked.body()).status()).isEqualTo(200);
		Answer clear = this.server.get("/backends/b");
		assertThat(clear.at("/properties/credentials/new").toString()).isEqualTo("{\"key\":\"hushed\",\"n\":[12]}");
		assertThat(clear.at("/properties/proxy/token").asString()).isEqualTo("hushed");
	}

	@Test
	void aMaskForWhichNothingIsStoredIsLeftOutAndTheCallerIsTold() {
		Answer written = put("/backends/b",
				"{\"properties\": {\"url\": \"http://b.example\", \"protocol\": \"http\", \"credentials\": "
						+ "{\"new\": {\"key\": \"***\", \"list\": [\"a\", \"***\"]}, \"pin\": \"***\"}}}");
		assertThat(written.warning()).contains("credentials.new.key: The value is a mask instead of a secret",
				"credentials.new.list[1]: ", "credentials.pin: ");
		assertThat(this.server.get("/backends/b").at("/properties/credentials"))
			.hasToString("{\"new\":{\"list\":[\"a\"]}}");
	}

	@Test
	void theirTextsAndNumbersAreLookedForWherePeopleSee() {
		put("/backends/b",
				"{\"properties\": {\"url\": \"http://b.example\", \"protocol\": \"http\", \"other\": 7654321, "
						+ "\"credentials\": {\"pin\": 1234567, \"new\": [\"hushed\", \"{{named}}\"]}}}");
		Set<String> texts = SecretTexts.of(this.server.catalog.current());
		assertThat(texts).containsExactlyInAnyOrder("1234567", "hushed");
	}

}
