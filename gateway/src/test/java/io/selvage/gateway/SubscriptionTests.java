package io.selvage.gateway;

import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may call an API, in whose context a request runs, and what a client without the
 * right key is told: the table of the page "Subscriptions" of Azure API Management.
 */
class SubscriptionTests {

	private static final String CONTEXT = """
			<policies><inbound><base />
			<set-header name="X-Context" exists-action="override"><value>@((context.Product?.Id ?? "-")
			+ "/" + (context.Subscription?.Id ?? "-") + "/" + (context.User?.Id ?? "-") + "/" + context.Api.Id)</value></set-header>
			</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>""";

	private static final String IN_PRODUCT = """
			<policies><inbound><base /><set-query-parameter name="product"><value>@(context.Product.Name)</value>
			</set-query-parameter></inbound></policies>""";

	private static final String CORS = """
			<policies><inbound><base /><cors terminate-unmatched-request="false"><allowed-origins><origin>https://page.example</origin>
			</allowed-origins><allowed-methods><method>*</method></allowed-methods></cors></inbound></policies>""";

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(0)
			.handle((request,
					response) -> response.sendString(Mono.just(request.method() + " " + request.uri() + " "
							+ request.requestHeaders().get("X-Context", "no context"))))
			.bindNow();
		gateway = TestGateway.start();
		gateway.put("/policies/policy",
				"{\"format\":\"rawxml\",\"value\":"
						+ TestGateway.quoted(
								CONTEXT.replace("<base />", "").replace("<backend>", "<backend><forward-request />"))
						+ "}");
		api("closed", true);
		api("free", false);
		api("shop", true);
		api("freeshop", false);
		product("paid", true, "published");
		product("hidden", true, "notPublished");
		product("open", false, "published");
		gateway.put("/products/paid/apis/closed", "{}", "/products/hidden/apis/closed", "{}",
				"/products/paid/apis/free", "{}", "/products/paid/apis/shop", "{}", "/products/open/apis/shop", "{}",
				"/products/open/apis/freeshop", "{}");
		subscription("p", "/products/paid", "active", ",\"ownerId\":\"/users/17\"");
		subscription("h", "/products/hidden", "active", "");
		subscription("a", "/apis/closed", "active", "");
		subscription("other", "/apis/other", "active", "");
		subscription("revision", "/apis/closed;rev=2", "active", "");
		subscription("all", "/apis", "active", "");
		subscription("master", "/subscriptions/0/resourceGroups/g/providers/Microsoft.ApiManagement/service/s/",
				"active", "");
		for (String state : new String[] { "suspended", "submitted", "rejected", "cancelled", "expired" }) {
			subscription(state, "/products/paid", state, "");
		}
		subscription("over", "/products/paid", "active", ",\"expirationDate\":\"2020-01-01T00:00:00Z\"");
		subscription("early", "/products/paid", "active", ",\"startDate\":\"2999-01-01T00:00:00Z\"");
	}

	private static void api(String id, boolean required) {
		gateway.put("/apis/" + id,
				"""
						{"path":"%s","displayName":"%s","protocols":["http"],"subscriptionRequired":%s,"serviceUrl":"http://127.0.0.1:%d/%s",
						"subscriptionKeyParameterNames":{"header":"X-Key","query":"key"}}"""
					.formatted(id, id, required, backend.port(), id),
				"/apis/" + id + "/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
	}

	private static void product(String id, boolean required, String state) {
		gateway.put("/products/" + id,
				"{\"displayName\":\"" + id + "\",\"subscriptionRequired\":" + required + ",\"state\":\"" + state
						+ "\"}",
				"/products/" + id + "/policies/policy",
				"{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted(IN_PRODUCT) + "}");
	}

	private static void subscription(String id, String scope, String state, String more) {
		gateway.put("/subscriptions/" + id, "{\"scope\":\"" + scope + "\",\"displayName\":\"" + id + "\",\"state\":\""
				+ state + "\",\"primaryKey\":\"" + id + "-1\",\"secondaryKey\":\"" + id + "-2\"" + more + "}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	@ParameterizedTest
	@CsvSource({ "closed, p-1, paid, paid/p/17/closed", "closed, p-2, paid, paid/p/17/closed",
			"closed, h-1, hidden, hidden/h/-/closed", "closed, a-1, '', -/a/-/closed",
			"closed, revision-1, '', -/revision/-/closed", "closed, all-2, '', -/all/-/closed",
			"closed, master-1, '', -/master/-/closed", "free, p-1, paid, paid/p/17/free",
			"free, all-1, '', -/all/-/free", "free, , '', -/-/-/free", "free, nobody, '', -/-/-/free",
			"free, other-1, '', -/-/-/free", "shop, p-1, paid, paid/p/17/shop", "shop, , open, open/-/-/shop",
			"shop, nobody, open, open/-/-/shop", "shop, suspended-1, open, open/-/-/shop",
			"freeshop, , open, open/-/-/freeshop", "freeshop, other-1, open, open/-/-/freeshop" })
	void aRequestRunsInTheContextOfItsKey(String api, String key, String product, String context) {
		HttpResponse<String> response = (key != null) ? gateway.get("/" + api + "/x", "X-Key", key)
				: gateway.get("/" + api + "/x");
		assertThat(response.body())
			.isEqualTo("GET /" + api + "/x" + (product.isEmpty() ? "" : "?product=" + product) + " " + context);
	}

	@ParameterizedTest
	@CsvSource({ "closed, nobody", "closed, other-1", "closed, suspended-1", "closed, submitted-1",
			"closed, rejected-1", "closed, cancelled-1", "closed, expired-1", "closed, over-1", "closed, early-2",
			"shop, a-1", "shop, other-1" })
	void aKeyThatDoesNotFitIsRefused(String api, String key) {
		HttpResponse<String> response = gateway.get("/" + api + "/x", "X-Key", key);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).isEqualTo("{ \"statusCode\": 401, \"message\": \"Access denied due to invalid "
				+ "subscription key. Make sure to provide a valid key for an active subscription.\" }");
		assertThat(response.headers().firstValue("WWW-Authenticate"))
			.hasValue("AzureApiManagementKey realm=\"http://127.0.0.1:" + gateway.port() + "/" + api
					+ "\",name=\"X-Key\",type=\"header\"");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
	}

	@Test
	void theHeaderWinsOverTheQueryAndTheUsualNamesMeanNothingWhereAnApiHasItsOwn() {
		assertThat(gateway.get("/closed/x?key=p-2").statusCode()).isEqualTo(200);
		assertThat(gateway.get("/closed/x?KEY=p-2").statusCode()).isEqualTo(200);
		assertThat(gateway.get("/closed/x?key=p-2", "X-Key", "nobody").statusCode()).isEqualTo(401);
		assertThat(gateway.get("/closed/x", "Ocp-Apim-Subscription-Key", "p-1").body()).contains("missing");
		assertThat(gateway.get("/closed/x?subscription-key=p-1").body()).contains("missing");
		assertThat(gateway.get("/closed/x", "X-Key", "").body()).contains("missing");
	}

	@Test
	void aPreflightIsAnsweredBeforeKeysAreAskedForButNeverForwardedWithout() {
		api("cors", true);
		gateway.put("/apis/cors/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted(CORS) + "}");

		HttpResponse<String> known = preflight("https://page.example");
		assertThat(known.statusCode()).isEqualTo(200);
		assertThat(known.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://page.example");
		assertThat(preflight("https://elsewhere.example").statusCode()).isEqualTo(401);
		assertThat(gateway
			.send(HttpRequest.newBuilder(gateway.uri("/cors/x"))
				.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
				.build())
			.statusCode()).isEqualTo(401);
		assertThat(gateway.get("/cors/x", "Origin", "https://page.example").statusCode()).isEqualTo(401);
	}

	private static HttpResponse<String> preflight(String origin) {
		return gateway.send(HttpRequest.newBuilder(gateway.uri("/cors/x"))
			.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "PUT")
			.build());
	}

}
