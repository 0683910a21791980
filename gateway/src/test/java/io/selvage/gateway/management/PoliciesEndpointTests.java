package io.selvage.gateway.management;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tools for authors as they are called over HTTP.
 */
class PoliciesEndpointTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		gateway = TestGateway.start("selvage.management.token=letmein-letmein-letmein");
		gateway.put("/apis/orders",
				"{\"path\":\"orders\",\"displayName\":\"Orders\",\"protocols\":[\"http\"],\"subscriptionRequired\":false,\"serviceUrl\":\"http://orders.example\"}",
				"/apis/orders/operations/get", "{\"displayName\":\"get\",\"method\":\"GET\",\"urlTemplate\":\"/{id}\"}",
				"/namedValues/key", "{\"displayName\":\"key\",\"value\":\"canary\",\"secret\":true}");
		policy("/policies/policy", "<policies><inbound><set-header name=\"X-Global\"><value>g</value></set-header>"
				+ "</inbound><backend><forward-request /></backend><outbound /><on-error /></policies>");
		policy("/apis/orders/policies/policy",
				"<policies><inbound><base /><rate-limit-by-key calls=\"1\" renewal-period=\"300\" counter-key=\"all\" />"
						+ "</inbound></policies>");
	}

	private static void policy(String place, String document) {
		gateway.put(place, "{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted(document) + "}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	private static HttpResponse<String> send(HttpRequest.Builder request, String path) {
		return gateway
			.send(request.uri(URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/policies" + path))
				.header("Authorization", "Bearer letmein-letmein-letmein")
				.build());
	}

	private static JsonNode get(String path) {
		HttpResponse<String> response = send(HttpRequest.newBuilder().GET(), path);
		assertThat(response.statusCode()).isEqualTo(200);
		return JSON.readTree(response.body());
	}

	private static HttpResponse<String> post(Map<String, Object> question) {
		return send(HttpRequest.newBuilder()
			.POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(question)))
			.header("Content-Type", "application/json"), "");
	}

	private static JsonNode ask(Map<String, Object> question) {
		HttpResponse<String> response = post(question);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JSON.readTree(response.body());
	}

	@Test
	void nobodyMayCallThemWithoutCredentials() {
		HttpResponse<String> response = gateway.send(HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/policies"))
			.build());
		assertThat(response.statusCode()).isEqualTo(401);
	}

	@Test
	void theReferenceSaysOfEveryAttributeItsTypeDefaultAndWhetherItMayBeAnExpression() {
		JsonNode attribute = get("").at("/policies/retry/attributes/first-fast-retry");
		assertThat(attribute.get("type").asString()).isEqualTo("boolean");
		assertThat(attribute.get("required").asBoolean()).isFalse();
		assertThat(attribute.get("expression").asBoolean()).isTrue();
		assertThat(attribute.get("default").asString()).isEqualTo("false");
	}

	@Test
	void theEffectivePolicyOfAnOperationNamesTheScopeAndPlaceOfEveryStatement() {
		JsonNode answer = get("/orders/get");
		JsonNode inbound = answer.at("/sections/inbound");
		assertThat(inbound).hasSize(2);
		assertThat(inbound.get(0).get("policy").asString()).isEqualTo("set-header");
		assertThat(inbound.get(0).get("scope").asString()).isEqualTo("global");
		assertThat(inbound.get(1).get("scope").asString()).isEqualTo("api");
		assertThat(inbound.get(1).get("document").asString()).isEqualTo("/apis/orders/policies/policy");
		assertThat(inbound.get(1).get("line").asInt()).isEqualTo(1);
		assertThat(answer.get("effectivePolicy").asString()).contains("global     set-header", "api        rate-limit");
		assertThat(send(HttpRequest.newBuilder().GET(), "/orders/nothing").statusCode()).isEqualTo(404);
	}

	@Test
	void aDocumentIsTriedWithTheOtherScopesOfItsOperationWithoutTouchingWhatIsServed() {
		Map<String, Object> question = Map.of("document",
				"<policies><inbound><base /><set-header name=\"X-Key\"><value>{{key}}</value></set-header></inbound>"
						+ "<backend><retry condition=\"@(context.Response.StatusCode == 503)\" count=\"2\" interval=\"0\">"
						+ "<forward-request /></retry></backend></policies>",
				"api", "orders", "operation", "get", "url", "http://gw.example/orders/7?a=1", "headers",
				"Accept: text/plain", "answers", "503\n200 {\"ok\":true}");
		for (int i = 0; i < 3; i++) {
			JsonNode run = ask(question).get("dryRun");
			assertThat(run.get("calls")).as("the counter of the API is not used up by trials").hasSize(2);
			assertThat(run.at("/calls/0/url").asString()).isEqualTo("http://orders.example/7?a=1");
			assertThat(run.at("/calls/0/headers").toString()).contains("X-Global", "text/plain", "***")
				.doesNotContain("canary");
			assertThat(run.at("/response/body").asString()).isEqualTo("{\"ok\":true}");
		}
	}

	@Test
	void whatIsWrongIsNamedWithItsPlaceAndReason() {
		JsonNode problem = ask(Map.of("document",
				"<policies>\n<inbound>\n<set-variable name=\"a\" value=\"@(1 +)\" />\n</inbound></policies>", "scope",
				"api"))
			.at("/problems/0");
		assertThat(problem.get("line").asInt()).isEqualTo(3);
		assertThat(problem.get("reason").asString()).isEqualTo("expression");
		HttpResponse<String> wrong = post(Map.of("document", "<policies />", "scope", "everywhere"));
		assertThat(wrong.statusCode()).isEqualTo(400);
	}

	@Test
	void anExpressionIsCheckedOnItsOwn() {
		assertThat(ask(Map.of("expression", "@(context.Request.Headers.Count + 1)")).get("type").asString())
			.isEqualTo("int");
		JsonNode wrong = ask(Map.of("expression", "@{\n  return context.Nothing;\n}"));
		assertThat(wrong.get("valid").asBoolean()).isFalse();
		assertThat(wrong.at("/problems/0/line").asInt()).isEqualTo(2);
		assertThat(wrong.at("/problems/0/message").asString()).contains("Nothing");
	}

}
