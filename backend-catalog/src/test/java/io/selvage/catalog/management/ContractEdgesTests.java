package io.selvage.catalog.management;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.selvage.catalog.management.ManagementServer.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The edges of the contract: what is just allowed, what is just not, and how it is said.
 */
class ContractEdgesTests {

	private static final String BACKEND = "{\"properties\": {\"url\": \"http://a.example\", \"protocol\": \"http\"}}";

	@AutoClose
	private final ManagementServer server = new ManagementServer();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"\"url\": {}, \"protocol\": \"http\"|url|The Url field is required.",
			"\"url\": \"http://a\", \"protocol\": \"ftp\"|protocol|The field Protocol must be one of: http, soap.",
			"\"type\": \"Pool\"|pool|The Pool field is required.",
			"\"type\": \"pOOl\", \"pool\": {}|pool.services|The Services field is required.",
			"\"type\": \"Pool\", \"pool\": {\"services\": [{\"id\": \"/apis/a\"}]}|pool.services[0].id|The id '/apis/a' is not the id of a backend.",
			"\"type\": \"Pool\", \"pool\": {\"services\": [{\"id\": \"/backends/none\"}]}|pool|Backend Entity 'none' not found.",
			"\"type\": \"Pool\", \"url\": \"http://a\", \"pool\": {\"services\": [{\"id\": \"/backends/a\"}]}|url|Url is not supported for backend pool.",
			"\"type\": \"Pool\", \"pool\": {\"services\": [{\"id\": \"a\", \"weight\": 101}]}|pool.services[0].weight|The field Weight must be between 0 and 100.",
			"\"pool\": {\"services\": [{\"id\": \"a\"}]}|type|A backend with a pool must have the type 'Pool'.",
			"\"url\": \"fabric:/a\", \"protocol\": \"http\", \"properties\": {\"serviceFabricCluster\": {}}|properties.serviceFabricCluster.managementEndpoints|The ManagementEndpoints field is required.",
			"\"url\": \"http://a\", \"protocol\": \"http\", \"proxy\": {}|proxy.url|The Url field is required.",
			"\"url\": \"http://a\", \"protocol\": \"http\", \"credentials\": {\"authorization\": {\"scheme\": \"x\"}}|credentials.authorization.parameter|The Parameter field is required.",
			"\"url\": \"http://a\", \"Url\": \"http://b\", \"protocol\": \"http\"|url|The property is given twice (names do not depend on case)." })
	void whatIsWrongWithABackendIsSaidWithItsPlace(String properties, String target, String message) {
		this.server.put("/backends/a", BACKEND);
		Answer refused = this.server.put("/backends/b", "{\"properties\": {" + properties + "}}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/message").asString()).isEqualTo("One or more fields contain incorrect values:");
		assertThat(refused.at("/error/details/0/code").asString()).isEqualTo("ValidationError");
		assertThat(refused.at("/error/details/0/target").asString()).isEqualTo(target);
		assertThat(refused.at("/error/details/0/message").asString()).isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource({ "%20", "a%2Fb", "a%5Cb", "a%0Ab" })
	void aNameIsOneSegmentOfAPath(String name) {
		Answer refused = this.server.put("/backends/" + name, BACKEND);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/details/0/target").asString()).isEqualTo("name");
	}

	@ParameterizedTest
	@CsvSource({ "/backends,80", "/products,256", "/tags,80", "/gateways,80" })
	void aNameMayBeAsLongAsTheContractSays(String collection, int longest) {
		String body = "{\"properties\": {\"url\": \"http://a\", \"protocol\": \"http\", \"displayName\": \"d\"}}";
		assertThat(this.server.put(collection + "/" + "x".repeat(longest), body).status()).isEqualTo(201);
		assertThat(this.server.put(collection + "/" + "x".repeat(longest + 1), body).status()).isEqualTo(400);
	}

	@Test
	void theGatewayNamedManagedIsTheServicesOwn() {
		String body = "{\"properties\": {\"locationData\": {\"name\": \"here\"}}}";
		assertThat(this.server.put("/gateways/Managed", body).status()).isEqualTo(400);
		assertThat(this.server.put("/gateways/managed2", body).status()).isEqualTo(201);
	}

	@Test
	void aVerbThatIsNotOfferedIsToldFromAPlaceThatIsNotThere() {
		this.server.put("/backends/a", BACKEND);
		Answer refused = this.server.contribute("POST", "/backends/a", BACKEND);
		assertThat(refused.status()).isEqualTo(405);
		assertThat(refused.at("/error/code").asString()).isEqualTo("MethodNotAllowed");
		assertThat(refused.allow()).isEqualTo("GET, HEAD, PUT, PATCH, DELETE");
		assertThat(this.server.contribute("DELETE", "/backends", null).allow()).isEqualTo("GET");
		assertThat(refused.at("/error/message").asString())
			.isEqualTo("The requested resource does not support http method 'POST'.");
		assertThat(this.server.contribute("POST", "/nothing/a", BACKEND).status()).isEqualTo(404);
	}

	@Test
	void aLongWarningIsCutSoThatClientsTakeTheAnswer() {
		String masks = IntStream.range(0, 100)
			.mapToObj((i) -> "\"unknown-" + i + "\": \"***\"")
			.collect(Collectors.joining(", "));
		Answer written = this.server.put("/backends/a",
				"{\"properties\": {\"url\": \"http://a\", \"protocol\": \"http\", \"credentials\": {" + masks + "}}}");
		assertThat(written.status()).isEqualTo(201);
		assertThat(written.warning()).startsWith("credentials.unknown-0: The value is a mask")
			.hasSize(4099)
			.endsWith("...");
	}

	@Test
	void conditionsTakeListsWeakTagsAndNone() {
		String tag = this.server.put("/backends/a", BACKEND).etag();
		assertThat(this.server.put("/backends/a", BACKEND, "If-Match", "\"x\", W/" + tag).status()).isEqualTo(200);
		assertThat(this.server.put("/backends/a", BACKEND, "If-None-Match", "*").status()).isEqualTo(412);
		assertThat(this.server.put("/backends/b", BACKEND, "If-None-Match", "*").status()).isEqualTo(201);
		assertThat(this.server.put("/backends/c", BACKEND, "If-Match", tag).status()).isEqualTo(412);
		Answer known = this.server.contribute("GET", "/backends/a", null, "If-None-Match", tag);
		assertThat(known.status()).isEqualTo(304);
		assertThat(known.body()).isEmpty();
		assertThat(known.etag()).isEqualTo(tag);
		assertThat(this.server.contribute("GET", "/backends/a", null, "If-None-Match", "\"x\"").status())
			.isEqualTo(200);
	}

	@Test
	void whatALinkLeadsToIsShownAnewThoughTheLinkIsKnown() {
		this.server.put("/products/p", "{\"properties\": {\"displayName\": \"P\"}}");
		this.server.put("/apis/a", "{\"properties\": {\"displayName\": \"old\", \"path\": \"a\"}}");
		String tag = this.server.put("/products/p/apis/a", null).etag();
		this.server.put("/apis/a", "{\"properties\": {\"displayName\": \"new\", \"path\": \"a\"}}");
		Answer link = this.server.contribute("GET", "/products/p/apis/a", null, "If-None-Match", tag);
		assertThat(link.status()).isEqualTo(200);
		assertThat(link.at("/properties/displayName").asString()).isEqualTo("new");
	}

	@Test
	void whatIsKnownOfAVaultIsShownAnewThoughTheReferenceIsKnown() {
		Answer written = this.server.put("/namedValues/n",
				"{\"properties\": {\"displayName\": \"n\", \"secret\": true, "
						+ "\"keyVault\": {\"secretIdentifier\": \"https://v.vault.azure.net/secrets/s\"}}}");
		assertThat(written.status()).as(written.body()).isEqualTo(201);
		assertThat(this.server.contribute("GET", "/namedValues/n", null, "If-None-Match", written.etag()).status())
			.isEqualTo(200);
	}

	@Test
	void aSecretIsNotMadeReadableByWhoDoesNotKnowIt() {
		this.server.put("/namedValues/n",
				"{\"properties\": {\"displayName\": \"n\", \"value\": \"hushed\", \"secret\": true}}");
		for (String method : new String[] { "PUT", "PATCH" }) {
			Answer refused = this.server.contribute(method, "/namedValues/n",
					"{\"properties\": {\"displayName\": \"n\", \"secret\": \"false\"}}");
			assertThat(refused.status()).isEqualTo(400);
			assertThat(refused.at("/error/details/0/target").asString()).isEqualTo("value");
		}
		assertThat(this.server.contribute("PATCH", "/namedValues/n", "{\"properties\": {\"displayName\": \"renamed\"}}")
			.status()).isEqualTo(200);
		assertThat(this.server.put("/namedValues/n", "{\"properties\": {\"displayName\": \"n\", \"secret\": true}}")
			.status()).isEqualTo(200);
		assertThat(this.server
			.call(ManagementServer.SECRET_READER, "POST",
					ManagementServer.SERVICE + "/namedValues/n/listValue?api-version=2024-05-01", null)
			.at("/value")
			.asString()).isEqualTo("hushed");
		assertThat(this.server
			.put("/namedValues/n", "{\"properties\": {\"displayName\": \"n\", \"value\": \"open\", \"secret\": false}}")
			.at("/properties/value")
			.asString()).isEqualTo("open");
	}

	@Test
	void whatLiesBelowSomethingMissingIsNotFound() {
		Answer refused = this.server.put("/apis/none/operations/o",
				"{\"properties\": {\"displayName\": \"o\", \"method\": \"GET\", \"urlTemplate\": \"/\"}}");
		assertThat(refused.status()).isEqualTo(404);
		assertThat(refused.at("/error/code").asString()).isEqualTo("ResourceNotFound");
		assertThat(refused.at("/error/message").asString()).isEqualTo("API not found.");
	}

	@Test
	void aFormatWithoutADescriptionImportsNothing() {
		Answer refused = this.server.put("/apis/a",
				"{\"properties\": {\"path\": \"a\", \"displayName\": \"A\", \"format\": \"openapi\"}}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/details/0/target").asString()).isEqualTo("value");
	}

	@Test
	void theReleasedRevisionMayBeCalledByItsNumber() {
		this.server.put("/apis/a", "{\"properties\": {\"path\": \"a\", \"displayName\": \"A\"}}");
		this.server.put("/apis/a;rev=2",
				"{\"properties\": {\"path\": \"a\", \"displayName\": \"A\", \"apiRevision\": \"2\"}}");
		Answer released = this.server.put("/apis/a/releases/r", "{\"properties\": {\"apiId\": \"/apis/a;rev=2\"}}");
		assertThat(released.status()).isEqualTo(201);
		assertThat(released.warning()).isNull();
	}

	@Test
	void behindABodyNothingMayFollow() {
		Answer refused = this.server.put("/backends/a", BACKEND + " {}");
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.at("/error/message").asString())
			.endsWith("There is something behind the end of the document.");
	}

}
