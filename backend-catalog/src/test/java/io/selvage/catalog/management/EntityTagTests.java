package io.selvage.catalog.management;

import io.selvage.catalog.management.ManagementServer.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entity tags of what looks different to different callers, under one URL.
 */
class EntityTagTests {

	private static final String READER = ManagementServer.READER;

	private static final String SECRET_READER = ManagementServer.SECRET_READER;

	private static final String WITH_CREDENTIALS = "{\"properties\": {\"url\": \"http://a\", \"protocol\": \"http\", "
			+ "\"credentials\": {\"header\": {\"x-key\": [\"hushed\"]}}}}";

	private static final String WITHOUT = "{\"properties\": {\"url\": \"http://a\", \"protocol\": \"http\"}}";

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	private Answer call(String token, String method, String path, String... headers) {
		return this.server.call(token, method, ManagementServer.SERVICE + path + "?api-version=2024-05-01", null,
				headers);
	}

	@Test
	void whoMayReadCredentialsIsNotToldThatTheMaskedAnswerIsStillGood() {
		this.server.put("/backends/a", WITH_CREDENTIALS);
		Answer masked = call(READER, "GET", "/backends/a");
		Answer clear = call(SECRET_READER, "GET", "/backends/a");
		assertThat(masked.body()).doesNotContain("hushed");
		assertThat(clear.body()).contains("hushed");
		assertThat(clear.etag()).isNotEqualTo(masked.etag());

		Answer other = call(SECRET_READER, "GET", "/backends/a", "If-None-Match", masked.etag());
		assertThat(other.status()).isEqualTo(200);
		assertThat(other.body()).isEqualTo(clear.body());
		assertThat(call(READER, "GET", "/backends/a", "If-None-Match", clear.etag()).body()).isEqualTo(masked.body());
	}

	@ParameterizedTest
	@ValueSource(strings = { READER, SECRET_READER })
	void everyCallerKnowsHisOwnAnswerAgain(String caller) {
		this.server.put("/backends/a", WITH_CREDENTIALS);
		String tag = call(caller, "GET", "/backends/a").etag();
		assertThat(call(caller, "HEAD", "/backends/a").etag()).isEqualTo(tag);
		Answer known = call(caller, "GET", "/backends/a", "If-None-Match", "\"x\", " + tag);
		assertThat(known.status()).isEqualTo(304);
		assertThat(known.etag()).isEqualTo(tag);
		assertThat(call(caller, "GET", "/backends/a", "If-None-Match", "*").status()).isEqualTo(304);
		this.server.put("/backends/a", WITH_CREDENTIALS.replace("hushed", "another"));
		assertThat(call(caller, "GET", "/backends/a", "If-None-Match", tag).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { READER, SECRET_READER })
	void theTagOfAnyAnswerIsGoodForAWriteOfTheStateItShowed(String caller) {
		this.server.put("/backends/a", WITH_CREDENTIALS);
		String tag = call(caller, "GET", "/backends/a").etag();
		assertThat(this.server.put("/backends/a", WITH_CREDENTIALS, "If-None-Match", tag).status()).isEqualTo(412);
		Answer written = this.server.put("/backends/a", WITH_CREDENTIALS.replace("hushed", "another"), "If-Match", tag);
		assertThat(written.status()).isEqualTo(200);
		assertThat(this.server.put("/backends/a", WITH_CREDENTIALS, "If-Match", tag).status()).isEqualTo(412);
		assertThat(this.server.contribute("DELETE", "/backends/a", null, "If-Match", tag).status()).isEqualTo(412);
		String newer = call(caller, "HEAD", "/backends/a").etag();
		assertThat(this.server.contribute("DELETE", "/backends/a", null, "If-Match", newer).status()).isEqualTo(200);
	}

	@Test
	void whatLooksTheSameToEverybodyHasOneTag() {
		String written = this.server.put("/backends/a", WITHOUT).etag();
		assertThat(call(READER, "GET", "/backends/a").etag()).isEqualTo(written);
		assertThat(call(SECRET_READER, "GET", "/backends/a", "If-None-Match", written).status()).isEqualTo(304);
	}

	@Test
	void aPolicyThatIsAskedForAsADocumentIsAnotherAnswer() {
		this.server.put("/policies/policy",
				"{\"properties\": {\"value\": \"<policies><inbound /></policies>\", \"format\": \"xml\"}}");
		String[] document = { "Accept", "application/vnd.ms-azure-apim.policy+xml" };
		String json = call(READER, "GET", "/policies/policy").etag();
		Answer asked = call(READER, "GET", "/policies/policy", document[0], document[1], "If-None-Match", json);
		assertThat(asked.status()).isEqualTo(200);
		assertThat(asked.body()).contains("\"properties.value\"");
		assertThat(call(READER, "GET", "/policies/policy", document[0], document[1], "If-None-Match", asked.etag())
			.status()).isEqualTo(304);
		assertThat(call(READER, "GET", "/policies/policy", "If-None-Match", asked.etag()).status()).isEqualTo(200);
	}

}
