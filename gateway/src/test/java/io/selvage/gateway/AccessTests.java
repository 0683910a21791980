package io.selvage.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may call, which version and revision answers, and what filters and routes of the
 * application see.
 */
class AccessTests {

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() throws IOException {
		backend = HttpServer.create()
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(0)
			.handle((request, response) -> response
				.sendString(Mono.just(request.uri() + " " + request.requestHeaders().get("X-From-Filter", "-"))))
			.bindNow();
		gateway = TestGateway.start(java.util.List.of(ApplicationParts.class));
		String url = "http://127.0.0.1:" + backend.port();
		gateway.api("open", "open", url + "/open", null);
		gateway.put("/apis/keyed",
				"{\"path\":\"keyed\",\"displayName\":\"k\",\"protocols\":[\"http\"],\"subscriptionRequired\":true,\"serviceUrl\":\""
						+ url + "/keyed\"}",
				"/apis/keyed/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}",
				"/products/gold", "{\"displayName\":\"Gold\",\"state\":\"published\",\"subscriptionRequired\":true}",
				"/products/gold/apis/keyed", "{}", "/subscriptions/s1",
				"{\"scope\":\"/products/gold\",\"displayName\":\"s1\",\"state\":\"active\",\"primaryKey\":\"first\",\"secondaryKey\":\"second\"}",
				"/subscriptions/s2",
				"{\"scope\":\"/apis/open\",\"displayName\":\"s2\",\"state\":\"active\",\"primaryKey\":\"elsewhere\"}",
				"/subscriptions/s3",
				"{\"scope\":\"/apis\",\"displayName\":\"s3\",\"state\":\"suspended\",\"primaryKey\":\"suspended\"}");
		gateway.put("/products/gold/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted(
				"<policies><inbound><base /><set-query-parameter name=\"product\"><value>gold</value></set-query-parameter></inbound></policies>")
				+ "}");
		gateway.put("/apiVersionSets/vs", "{\"displayName\":\"vs\",\"versioningScheme\":\"Segment\"}",
				"/apiVersionSets/vh",
				"{\"displayName\":\"vh\",\"versioningScheme\":\"Header\",\"versionHeaderName\":\"Api-Version\"}");
		version("seg-v1", "seg", "vs", "v1", url);
		version("seg-v2", "seg", "vs", "v2", url);
		version("head-v1", "head", "vh", "2024", url);
		gateway.put("/apis/open;rev=2",
				"{\"path\":\"open\",\"displayName\":\"o\",\"protocols\":[\"http\"],\"subscriptionRequired\":false,\"apiRevision\":\"2\",\"isCurrent\":false,\"serviceUrl\":\""
						+ url + "/second\"}",
				"/apis/open;rev=2/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
	}

	private static void version(String id, String path, String set, String version, String url) {
		gateway.put("/apis/" + id, "{\"path\":\"" + path + "\",\"displayName\":\"" + id
				+ "\",\"protocols\":[\"http\"],\"subscriptionRequired\":false,\"apiVersion\":\"" + version
				+ "\",\"apiVersionSetId\":\"/apiVersionSets/" + set + "\",\"serviceUrl\":\"" + url + "/" + id + "\"}",
				"/apis/" + id + "/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	@Test
	void aMissingKeyIsRefusedAsAzureApiManagementDoes() {
		HttpResponse<String> response = gateway.get("/keyed/x");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).isEqualTo("{ \"statusCode\": 401, \"message\": \"Access denied due to missing "
				+ "subscription key. Make sure to include subscription key when making requests to an API.\" }");
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValue("AzureApiManagementKey realm=\"http://127.0.0.1:" + gateway.port()
					+ "/keyed\",name=\"Ocp-Apim-Subscription-Key\",type=\"header\"");
	}

	@Test
	void aKeyOfAnotherScopeOrOutOfForceIsRefused() {
		for (String key : new String[] { "wrong", "elsewhere", "suspended" }) {
			HttpResponse<String> response = gateway.get("/keyed/x", "Ocp-Apim-Subscription-Key", key);
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.body()).contains("invalid subscription key");
		}
	}

	@Test
	void eitherKeyOfAProductOpensAndRunsItsPolicies() {
		assertThat(gateway.get("/keyed/x", "Ocp-Apim-Subscription-Key", "first").body())
			.startsWith("/keyed/x?product=gold");
		assertThat(gateway.get("/keyed/x?subscription-key=second").body()).contains("product=gold");
	}

	@Test
	void aVersionInThePathIsNoPartOfTheForwardedPath() {
		assertThat(gateway.get("/seg/v1/a").body()).startsWith("/seg-v1/a ");
		assertThat(gateway.get("/seg/V2/a").body()).startsWith("/seg-v2/a ");
		assertThat(gateway.get("/seg/v3/a").statusCode()).isEqualTo(404);
	}

	@Test
	void aVersionInAHeaderIsFound() {
		assertThat(gateway.get("/head/a", "Api-Version", "2024").body()).startsWith("/head-v1/a ");
		assertThat(gateway.get("/head/a").statusCode()).isEqualTo(404);
	}

	@Test
	void aRevisionIsNamedBehindTheSuffixOrAtTheEnd() {
		assertThat(gateway.get("/open/a").body()).startsWith("/open/a ");
		assertThat(gateway.get("/open;rev=2/a").body()).startsWith("/second/a ");
		assertThat(gateway.get("/open/a;rev=2?x=1").body()).startsWith("/second/a?x=1 ");
		assertThat(gateway.get("/open;rev=9/a").statusCode()).isEqualTo(404);
	}

	@Test
	void globalFiltersOfTheApplicationRunAndMayAddHeadersToTheAnswer() {
		HttpResponse<String> response = gateway.get("/open/a");
		assertThat(response.headers().firstValue("X-Seen-By-Filter")).hasValue("open/any");
		assertThat(response.body()).endsWith(" from-filter");
	}

	@Test
	void routesOfTheApplicationStillWork() {
		assertThat(gateway.get("/plain/y").body()).startsWith("/plain/y ");
	}

	@Test
	void whatNobodyKnowsIsNotFound() {
		HttpResponse<String> response = gateway.get("/nowhere");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{ \"statusCode\": 404, \"message\": \"Resource not found\" }");
	}

	@Test
	void aPreflightForWhatNobodyKnowsIsNotFoundEither() {
		HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.uri("/nowhere"))
			.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
			.header("Origin", "https://page.example")
			.header("Access-Control-Request-Method", "GET")
			.build());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{ \"statusCode\": 404, \"message\": \"Resource not found\" }");
	}

	@Test
	void aRequestThatMatchesNoOperationRunsOnErrorOfItsApiBeforeAnyKeyIsAskedFor() {
		gateway.put("/apis/reads",
				"{\"path\":\"reads\",\"displayName\":\"r\",\"protocols\":[\"http\"],\"subscriptionRequired\":true,\"serviceUrl\":\"http://127.0.0.1:"
						+ backend.port() + "\"}",
				"/apis/reads/operations/get", "{\"displayName\":\"get\",\"method\":\"GET\",\"urlTemplate\":\"/a\"}");
		gateway.put("/apis/reads/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><on-error><base /><choose><when condition=\"@(context.LastError.Source == \"configuration\" && context.LastError.Reason == \"OperationNotFound\" && context.Operation == null)\">"
					+ "<set-status code=\"405\" reason=\"Method Not Allowed\" /><set-header name=\"Allow\" exists-action=\"override\"><value>GET</value></set-header>"
					+ "</when></choose></on-error></policies>")
				+ "}");
		HttpResponse<String> wrongMethod = gateway
			.send(HttpRequest.newBuilder(java.net.URI.create("http://127.0.0.1:" + gateway.port() + "/reads/a"))
				.DELETE()
				.build());
		assertThat(wrongMethod.statusCode()).isEqualTo(405);
		assertThat(wrongMethod.headers().firstValue("Allow")).hasValue("GET");
		assertThat(wrongMethod.body()).contains("Resource not found");
		assertThat(gateway.get("/reads/a").statusCode()).isEqualTo(401);
	}

	@Test
	void operationsAreListedAmongTheRoutes() {
		assertThat(gateway.bean(RouteLocator.class).getRoutes().map((route) -> route.getId()).collectList().block())
			.contains("keyed/any", "seg-v1/any", "plain");
	}

	@Test
	void healthSaysThatTheGatewayIsUp() {
		HttpResponse<String> health = gateway.send(HttpRequest
			.newBuilder(java.net.URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/health"))
			.build());
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"UP\"");
	}

	/**
	 * What a user of Spring Cloud Gateway adds.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ApplicationParts {

		@Bean
		GlobalFilter filter() {
			return (exchange, chain) -> {
				org.springframework.cloud.gateway.route.Route route = exchange
					.getAttribute("org.springframework.cloud.gateway.support.ServerWebExchangeUtils.gatewayRoute");
				exchange.getResponse()
					.getHeaders()
					.add("X-Seen-By-Filter", String.valueOf((route != null) ? route.getId() : null));
				return chain.filter(
						exchange.mutate().request((request) -> request.header("X-From-Filter", "from-filter")).build());
			};
		}

		@Bean
		RouteLocator plain(RouteLocatorBuilder routes) {
			return routes.routes()
				.route("plain", (route) -> route.path("/plain/**").uri("http://127.0.0.1:" + backend.port()))
				.build();
		}

	}

}
