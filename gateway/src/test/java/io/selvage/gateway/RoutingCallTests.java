package io.selvage.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which operation answers a request: templates, methods, versions, revisions and APIs
 * without a suffix.
 */
class RoutingCallTests {

	private static final String TELL = """
			<policies><inbound><base /><set-header name="X-Operation" exists-action="override"><value>@(context.Operation.Id
			+ " " + string.Join(",", context.Request.MatchedParameters.Select(p => p.Key + "=" + p.Value)) + " r"
			+ context.Api.Revision + " v" + context.Api.Version + " " + context.Api.IsCurrentRevision)</value></set-header></inbound>
			</policies>""";

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response
				.sendString(Mono.just(request.requestHeaders().get("X-Operation", "") + " " + request.uri())))
			.bindNow();
		gateway = TestGateway.start();
		api("t", "t", "");
		operation("t", "list", "GET", "/items");
		operation("t", "head", "HEAD", "/items");
		operation("t", "one", "GET", "/items/{id}");
		operation("t", "special", "GET", "/items/special");
		operation("t", "part", "GET", "/items/{id}/parts/{part}");
		operation("t", "odata", "GET", "/items({key})");
		operation("t", "file", "GET", "/{name}.{ext}");
		operation("t", "query", "GET", "/find?q={q}&kind=big");
		operation("t", "find", "GET", "/find");
		operation("t", "any", "*", "/any/*");
		operation("t", "put", "PUT", "/any/thing");
		operation("t", "root", "GET", "/");
		gateway.put("/apiVersionSets/q",
				"{\"displayName\":\"q\",\"versioningScheme\":\"Query\",\"versionQueryName\":\"api-version\"}");
		api("q", "q", "");
		operation("q", "original", "GET", "/x");
		api("q1", "q", ",\"apiVersion\":\"2024-01-01\",\"apiVersionSetId\":\"/apiVersionSets/q\"");
		operation("q1", "first", "GET", "/x");
		api("q2", "q", ",\"apiVersion\":\"2025-01-01\",\"apiVersionSetId\":\"/apiVersionSets/q\"");
		operation("q2", "second", "GET", "/x");
		api("q2;rev=2", "q", ",\"apiVersion\":\"2025-01-01\",\"apiVersionSetId\":\"/apiVersionSets/q\","
				+ "\"apiRevision\":\"2\",\"isCurrent\":false");
		operation("q2;rev=2", "third", "GET", "/x");
		api("bare", "", "");
		operation("bare", "hello", "GET", "/hello/{who}");
		api("deep", "t/deep", "");
		operation("deep", "x", "GET", "/x");
	}

	private static void api(String id, String path, String more) {
		gateway.put("/apis/" + id,
				"""
						{"path":"%s","displayName":"%s","protocols":["http"],"subscriptionRequired":false,"serviceUrl":"http://127.0.0.1:%d/%s"%s}"""
					.formatted(path, id, backend.port(), id.replaceAll(";.*", ""), more),
				"/apis/" + id + "/policies/policy",
				"{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted(TELL) + "}");
	}

	private static void operation(String api, String id, String method, String template) {
		gateway.put("/apis/" + api + "/operations/" + id,
				"{\"displayName\":\"" + id + "\",\"method\":\"" + method + "\",\"urlTemplate\":\"" + template + "\"}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "GET | /t/items | list  r1 v True /t/items",
			"GET | /t/items/ | list  r1 v True /t/items/", "GET | /T/Items | list  r1 v True /t/Items",
			"GET | /t/items/7 | one id=7 r1 v True /t/items/7",
			"GET | /t/items/a%20b%2Bc+d | one id=a b+c+d r1 v True /t/items/a%20b%2Bc+d",
			"GET | /t/items/special | special  r1 v True /t/items/special",
			"GET | /t/items/special/parts/3 | part id=special,part=3 r1 v True /t/items/special/parts/3",
			"GET | /t/items(9) | odata key=9 r1 v True /t/items(9)",
			"GET | /t/a.b.txt | file name=a,ext=b.txt r1 v True /t/a.b.txt",
			"GET | /t/find?q=z&kind=big | query q=z r1 v True /t/find?q=z&kind=big",
			"GET | /t/find?q=z | find  r1 v True /t/find?q=z", "PUT | /t/any/thing | put  r1 v True /t/any/thing",
			"POST | /t/any/thing | any  r1 v True /t/any/thing", "PURGE | /t/any | any  r1 v True /t/any",
			"GET | /t | root  r1 v True /t", "GET | /t/ | root  r1 v True /t/",
			"GET | /t/deep/x | x  r1 v True /deep/x", "GET | /hello/you | hello who=you r1 v True /bare/hello/you",
			"GET | /q/x | original  r1 v True /q/x",
			"GET | /q/x?api-version=2024-01-01 | first  r1 v2024-01-01 True /q1/x?api-version=2024-01-01",
			"GET | /q/x?API-Version=2025-01-01 | second  r1 v2025-01-01 True /q2/x?API-Version=2025-01-01",
			"GET | /q;rev=2/x?api-version=2025-01-01 | third  r2 v2025-01-01 False /q2/x?api-version=2025-01-01" })
	void thisOperationAnswers(String method, String path, String told) {
		HttpResponse<String> response = send(method, path);
		assertThat(response.body()).isEqualTo(told);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /t/items", "GET, /t/items/7/parts", "GET, /t/deep/y", "OPTIONS, /t/items", "HEAD, /t/items/7",
			"GET, /nothing", "GET, /q;rev=2/x", "GET, /q;rev=7/x?api-version=2025-01-01" })
	void noOperationAnswers(String method, String path) {
		HttpResponse<String> response = send(method, path);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body())
			.isEqualTo(method.equals("HEAD") ? "" : "{ \"statusCode\": 404, \"message\": \"Resource not found\" }");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "//" })
	void exactlyOneSlashIsBetweenTheServiceUrlAndTheRest(String end) {
		gateway.put("/apis/slash",
				"""
						{"path":"slash","displayName":"s","protocols":["http"],"subscriptionRequired":false,"serviceUrl":"http://127.0.0.1:%d/slash%s"}"""
					.formatted(backend.port(), end));
		operation("slash", "any", "GET", "/*");
		assertThat(send("GET", "/slash/x//y").body()).endsWith(" /slash/x//y");
	}

	@Test
	void anApiMayDescribeItsVersionSetItself() {
		api("own", "own", ",\"apiVersion\":\"v7\",\"apiVersionSet\":{\"name\":\"own\",\"versioningScheme\":\"Header\","
				+ "\"versionHeaderName\":\"X-Version\"}");
		operation("own", "any", "GET", "/*");
		assertThat(gateway.get("/own/x", "X-Version", "v7").body()).startsWith("any  r1 vv7 True ");
		assertThat(send("GET", "/own/x").statusCode()).isEqualTo(404);
	}

	@Test
	void aVersionWhoseSetIsMissingIsNotServedAsIfItHadNone() {
		api("lost", "lost", ",\"apiVersion\":\"v7\",\"apiVersionSetId\":\"/apiVersionSets/none\"");
		operation("lost", "any", "GET", "/*");
		assertThat(send("GET", "/lost/x").statusCode()).isEqualTo(404);
	}

	@Test
	void headIsAnsweredByAnOperationOfItsOwn() {
		assertThat(send("HEAD", "/t/items").statusCode()).isEqualTo(200);
	}

	@Test
	void aTemplateThatIsMalformedIsRefusedAndTheOthersStay() {
		for (String template : List.of("/a/{b", "/a/*/c", "/{}")) {
			try {
				operation("t", "bad", "GET", template);
				throw new AssertionError(template + " was accepted");
			}
			catch (RuntimeException refused) {
				assertThat(refused.getMessage()).contains(template);
			}
		}
		assertThat(send("GET", "/t/items").statusCode()).isEqualTo(200);
	}

	private static HttpResponse<String> send(String method, String path) {
		return gateway.send(
				HttpRequest.newBuilder(gateway.uri(path)).method(method, HttpRequest.BodyPublishers.noBody()).build());
	}

}
