package io.selvage.catalog.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.selvage.catalog.management.ManagementServer.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What filters of lists can and can't tell.
 */
class ListFilterTests {

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	@BeforeEach
	void fill() {
		put("/namedValues/n", "{\"displayName\": \"n\", \"secret\": true, \"value\": \"canary-17\"}");
		put("/subscriptions/s",
				"{\"scope\": \"/apis\", \"displayName\": \"s\", \"primaryKey\": \"canary-17\", \"secondaryKey\": \"canary-18\"}");
		put("/backends/b",
				"{\"url\": \"http://b.example\", \"protocol\": \"http\", \"credentials\": {\"authorization\": "
						+ "{\"scheme\": \"Basic\", \"parameter\": \"canary-17\"}, \"new\": \"canary-17\"}}");
	}

	private void put(String path, String properties) {
		Answer answer = this.server.put(path, "{\"properties\": " + properties + "}");
		assertThat(answer.status()).as(answer.body()).isEqualTo(201);
	}

	private List<String> found(String token, String collection, String filter) {
		Answer list = this.server.call(token, "GET", ManagementServer.SERVICE + collection
				+ "?api-version=2024-05-01&$filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null);
		assertThat(list.status()).as(list.body()).isEqualTo(200);
		return list.at("/value").valueStream().map((node) -> node.path("name").asString()).toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/namedValues | startswith(value,'c')", "/namedValues | properties/value gt 'a'",
					"/subscriptions | startswith(primaryKey,'c')", "/subscriptions | properties/secondaryKey ge 'c'",
					"/backends | startswith(credentials/authorization/parameter,'c')",
					"/backends | contains(properties/credentials/new,'17')" })
	void aReaderFiltersByNoSecret(String collection, String filter) {
		assertThat(found(ManagementServer.READER, collection, filter)).isEmpty();
		assertThat(found(ManagementServer.READER, collection, "not " + filter)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/namedValues | startswith(value,'c') |", "/subscriptions | startswith(primaryKey,'c') |",
					"/backends | startswith(credentials/authorization/parameter,'c') | b",
					"/backends | contains(credentials/new,'17') | b" })
	void whoMayReadSecretsFiltersByWhatListsShow(String collection, String filter, String name) {
		assertThat(found(ManagementServer.SECRET_READER, collection, filter))
			.isEqualTo((name != null) ? List.of(name) : List.of());
	}

}
