package io.selvage.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of requests to an API that was imported from OpenAPI.
 */
class ImportedSchemaTests {

	private static final String SERVICE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x";

	private static final String TOKEN = "all-roles-token-0123456789";

	private static final String OPENAPI = """
			{"openapi":"3.0.1","info":{"title":"Orders","version":"1"},"paths":{"/orders":{"post":{"operationId":"create",
			"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Order"}}}},
			"responses":{"200":{"description":"OK"}}}}},"components":{"schemas":{"Order":{"type":"object",
			"required":["id"],"properties":{"id":{"type":"integer"}}}}}}""";

	private static DisposableServer backend;

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(0)
			.handle((request, response) -> response.sendString(Mono.just("taken")))
			.bindNow();
		gateway = TestGateway.start("selvage.management.token=" + TOKEN);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	private static HttpResponse<String> manage(String path, String body) {
		return gateway.send(HttpRequest
			.newBuilder(URI
				.create("http://127.0.0.1:" + gateway.managementPort() + SERVICE + path + "?api-version=2024-05-01"))
			.header("Authorization", "Bearer " + TOKEN)
			.header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private static HttpResponse<String> delete(String path) {
		return gateway.send(HttpRequest
			.newBuilder(URI
				.create("http://127.0.0.1:" + gateway.managementPort() + SERVICE + path + "?api-version=2024-05-01"))
			.header("Authorization", "Bearer " + TOKEN)
			.DELETE()
			.build());
	}

	private static HttpResponse<String> order(String body) {
		return send("/shop/orders", body);
	}

	private static HttpResponse<String> send(String path, String body) {
		return gateway.send(HttpRequest.newBuilder(gateway.uri(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private static HttpResponse<String> policy(String more) {
		return manage("/apis/shop/policies/policy",
				"{\"properties\":{\"format\":\"rawxml\",\"value\":" + TestGateway
					.quoted("<policies><inbound><base /><validate-content unspecified-content-type-action=\"prevent\" "
							+ "max-size=\"1000\" size-exceeded-action=\"prevent\"><content validate-as=\"json\" "
							+ "action=\"prevent\" " + more + "/></validate-content></inbound><backend><base />"
							+ "</backend><outbound><base /></outbound></policies>")
						+ "}}");
	}

	@Test
	void bodiesMustFitTheImportedSchemaAndAChangedSchemaHoldsAtOnce() {
		HttpResponse<String> imported = manage("/apis/shop",
				"{\"properties\":{\"path\":\"shop\",\"protocols\":[\"http\"],\"subscriptionRequired\":false,"
						+ "\"serviceUrl\":\"http://127.0.0.1:" + backend.port()
						+ "\",\"format\":\"openapi+json\",\"value\":" + TestGateway.quoted(OPENAPI) + "}}");
		assertThat(imported.statusCode()).as(imported.body()).isBetween(200, 202);
		HttpResponse<String> refused = policy("schema-id=\"x\" ");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("Schema with id 'x' could not be found.", "line 1, column");
		HttpResponse<String> saved = policy("");
		assertThat(saved.statusCode()).as(saved.body()).isBetween(200, 201);

		assertThat(order("{\"id\":1}").body()).isEqualTo("taken");
		HttpResponse<String> wrong = order("{\"id\":\"one\"}");
		assertThat(wrong.statusCode()).isEqualTo(400);
		assertThat(wrong.body()).contains("'/id'", "'Order'");
		assertThat(order("{}").statusCode()).isEqualTo(400);

		gateway.put("/apis/shop/schemas/openapi",
				"{\"contentType\":\"application/vnd.oai.openapi.components+json\",\"document\":{\"components\":"
						+ "{\"schemas\":{\"Order\":{\"type\":\"object\"}}}}}");
		assertThat(order("{}").body()).isEqualTo("taken");
	}

	@Test
	void aPolicyComparesWithSchemasOfTheServiceWhichCantBeDeletedMeanwhile() {
		gateway.api("plain", "plain", "http://127.0.0.1:" + backend.port(), null);
		assertThat(
				manage("/schemas/address",
						"{\"properties\":{\"schemaType\":\"json\",\"document\":{\"$defs\":{"
								+ "\"zip\":{\"type\":\"string\",\"pattern\":\"^[0-9]+$\"}}}}}")
					.statusCode())
			.isEqualTo(201);
		assertThat(manage("/schemas/person",
				"{\"properties\":{\"schemaType\":\"json\",\"document\":{\"type\":\"object\",\"required\":[\"zip\"],"
						+ "\"properties\":{\"zip\":{\"$ref\":\"/schemas/address#/$defs/zip\"}}}}}")
			.statusCode()).isEqualTo(201);
		HttpResponse<String> saved = manage("/apis/plain/policies/policy",
				"{\"properties\":{\"format\":\"rawxml\",\"value\":" + TestGateway
					.quoted("<policies><inbound><base /><validate-content unspecified-content-type-action=\"prevent\" "
							+ "max-size=\"1000\" size-exceeded-action=\"prevent\"><content type=\"application/json\" "
							+ "validate-as=\"json\" action=\"prevent\" schema-id=\"Person\" /></validate-content>"
							+ "</inbound><backend><base /></backend><outbound><base /></outbound></policies>")
						+ "}}");
		assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
		assertThat(send("/plain/x", "{\"zip\":\"12\"}").body()).isEqualTo("taken");
		assertThat(send("/plain/x", "{\"zip\":\"a\"}").body()).contains("'/zip'", "'person'");
		assertThat(manage("/schemas/address",
				"{\"properties\":{\"schemaType\":\"json\",\"document\":{\"$defs\":{\"zip\":{\"type\":\"string\"}}}}}")
			.statusCode()).isEqualTo(200);
		assertThat(send("/plain/x", "{\"zip\":\"a\"}").body()).isEqualTo("taken");
		HttpResponse<String> broken = manage("/schemas/address",
				"{\"properties\":{\"schemaType\":\"json\",\"document\":{\"$defs\":{}}}}");
		assertThat(broken.statusCode()).as(broken.body()).isEqualTo(400);
		assertThat(broken.body()).contains("/schemas/address#/$defs/zip", "in element 'content' on line 1");
		HttpResponse<String> used = delete("/schemas/person");
		assertThat(used.statusCode()).isEqualTo(400);
		assertThat(used.body()).contains("The Schema 'person' is used by the following entities:",
				"/apis/plain/policies/policy");
	}

}
