package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the attributes of {@code forward-request} do.
 */
class ForwardRequestTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static TestGateway gateway;

	private static RawBackend backend;

	private static RawBackend other;

	private static RawBackend stranger;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		other = new RawBackend();
		stranger = new RawBackend();
		gateway = TestGateway.start();
		gateway.put("/backends/known", "{\"url\":\"" + other.url() + "\",\"protocol\":\"http\"}", "/backends/secured",
				"{\"url\":\"" + backend.url()
						+ "\",\"protocol\":\"http\",\"credentials\":{\"header\":{\"x-key\":[\"k1\"]},"
						+ "\"query\":{\"code\":[\"c1\"]}}}",
				"/namedValues/hidden", "{\"displayName\":\"hidden\",\"value\":\"a-secret-value\",\"secret\":true}");
		api("plain", "");
		api("follow", "follow-redirects=\"true\"");
		gateway.api("secured", "secured", null, "<policies><inbound><set-backend-service backend-id=\"secured\" />"
				+ "<set-header name=\"x-shared\" exists-action=\"override\"><value>{{hidden}}</value></set-header>"
				+ "</inbound><backend><forward-request follow-redirects=\"@(true)\" /></backend></policies>");
		api("ask", "continue-timeout=\"2\"");
		api("askbriefly", "continue-timeout=\"0.2\"");
		api("gather", "buffer-response=\"true\"");
		api("direct", "buffer-response=\"false\"");
		api("millis", "timeout-ms=\"200\"");
		api("strict", "fail-on-error-status-code=\"true\"");
		api("keep", "buffer-request-body=\"true\"",
				"<retry condition=\"@(context.Response.StatusCode == 503)\" count=\"1\" " + "interval=\"0\">",
				"</retry>");
	}

	private static void api(String name, String attributes) {
		api(name, attributes, "", "");
	}

	private static void api(String name, String attributes, String before, String after) {
		gateway.api(name, name, backend.url() + "/base", "<policies><inbound><base /></inbound><backend>" + before
				+ "<forward-request " + attributes + " />" + after
				+ "</backend><on-error><return-response><set-status code=\"599\" reason=\"@(context.LastError.Reason + "
				+ "context.Response.StatusCode)\" /></return-response></on-error></policies>");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
		other.close();
		stranger.close();
	}

	private static RawClient client() throws IOException {
		return new RawClient(gateway.port());
	}

	private static String redirect(int status, String location) {
		return "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + location + "\r\nContent-Length: 4\r\n\r\ngone";
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
	}

	/** Answers the path that is redirected, and keeps what else was asked for. */
	private static Map<String, String> redirecting(int status, String location) {
		Map<String, String> asked = new ConcurrentHashMap<>();
		backend.script((connection) -> {
			String head = connection.head().toLowerCase(Locale.ROOT);
			String body = head.contains("content-length: 5\r\n") ? connection.readUntil("hello") : "";
			if (connection.path().startsWith("/base/from")) {
				connection.answer(redirect(status, location));
			}
			else {
				asked.put("line", connection.head().split("\r\n")[0]);
				asked.put("head", head);
				asked.put("body", body);
				connection.answer(OK);
			}
		});
		return asked;
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aRedirectIsPassedOnUnlessItIsToBeFollowed(int status) {
		redirecting(status, "/base/to");
		HttpResponse<String> response = gateway.get("/plain/from");
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("location")).hasValue("/base/to");
	}

	@ParameterizedTest
	@CsvSource({ "301,POST,GET", "302,POST,GET", "303,POST,GET", "303,PUT,GET", "303,DELETE,GET", "303,HEAD,HEAD",
			"301,PUT,PUT", "302,PATCH,PATCH", "307,POST,POST", "308,POST,POST", "307,PUT,PUT", "302,GET,GET",
			"301,HEAD,HEAD" })
	void followsARedirectWithTheMethodAndBodyItAsksFor(int status, String method, String then) {
		Map<String, String> asked = redirecting(status, "/base/to?y=2");
		boolean withBody = !method.equals("GET") && !method.equals("HEAD");
		HttpRequest.BodyPublisher body = withBody ? HttpRequest.BodyPublishers.ofString("hello")
				: HttpRequest.BodyPublishers.noBody();
		HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.uri("/follow/from?x=1"))
			.header("content-type", "text/plain")
			.header("authorization", "Bearer mine")
			.method(method, body)
			.build());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(asked.get("line")).isEqualTo(then + " /base/to?y=2 HTTP/1.1");
		assertThat(asked.get("head")).contains("authorization: bearer mine");
		if (then.equals(method) && withBody) {
			assertThat(asked.get("body")).isEqualTo("hello");
			assertThat(asked.get("head")).contains("content-type: text/plain", "content-length: 5");
		}
		else if (withBody) {
			assertThat(asked.get("head")).doesNotContain("content-type", "content-length", "transfer-encoding");
		}
	}

	@ParameterizedTest
	@CsvSource({ "to,/base/to", "../x/./y,/x/y", "?z=3,/base/from?z=3", "//127.0.0.1:PORT/abs,/abs",
			"http://127.0.0.1:PORT/abs#part,/abs", "/../../up,/up", "'/sp ace',/sp%20ace", "/{id},/%7Bid%7D" })
	void aLocationIsRelativeToTheUrlThatWasCalled(String location, String target) {
		Map<String, String> asked = new ConcurrentHashMap<>();
		AtomicInteger calls = new AtomicInteger();
		backend.script((connection) -> {
			asked.put("path", connection.path());
			connection.answer((calls.getAndIncrement() == 0)
					? redirect(302, location.replace("PORT", String.valueOf(backend.port()))) : OK);
		});
		assertThat(gateway.get("/follow/from").statusCode()).isEqualTo(200);
		assertThat(asked.get("path")).isEqualTo(target);
	}

	@Test
	void anotherHostOfTheCatalogIsCalledWithoutCredentials() throws Exception {
		redirecting(307, other.url() + "/to");
		other.answer(OK);
		HttpResponse<String> response = gateway.get("/secured/x", "authorization", "Bearer mine", "cookie", "a=b",
				"x-harmless", "1");
		assertThat(response.statusCode()).isEqualTo(200);
		redirecting(307, other.url() + "/to");
		backend.script((connection) -> connection.answer(redirect(307, other.url() + "/to")));
		assertThat(gateway.get("/secured/y", "authorization", "Bearer mine", "cookie", "a=b", "x-harmless", "1")
			.statusCode()).isEqualTo(200);
		assertThat(backend.head().toLowerCase(Locale.ROOT)).contains("x-key: k1", "code=c1", "x-shared: a-secret-value",
				"authorization: bearer mine");
		assertThat(other.head().toLowerCase(Locale.ROOT)).startsWith("get /to http/1.1\r\n")
			.contains("x-harmless: 1", "host: 127.0.0.1:" + other.port())
			.doesNotContain("x-key", "code=", "a-secret-value", "authorization", "cookie");
	}

	@ParameterizedTest
	@ValueSource(strings = { "STRANGER/x", "ftp://127.0.0.1/x", "http://169.254.169.254/latest", "http://[::1]:1/x",
			"javascript:alert(1)", "http://exa mple/\u0001" })
	void whatAComputedUrlMayNotCallARedirectMayNotEither(String location) {
		backend.script((connection) -> connection.answer(redirect(302, location.replace("STRANGER", stranger.url()))));
		HttpResponse<String> response = gateway.get("/follow/from");
		assertThat(response.statusCode()).isEqualTo(599);
		assertThat(stranger.connections()).isZero();
	}

	@Test
	void redirectsInACircleEnd() {
		AtomicInteger calls = new AtomicInteger();
		backend.script((connection) -> {
			calls.incrementAndGet();
			connection.answer(redirect(302, "/base/from"));
		});
		assertThat(gateway.get("/follow/from").statusCode()).isEqualTo(599);
		assertThat(calls).hasValue(21);
	}

	@Test
	void aBodyIsSentOnceTheBackendSaysContinue() throws Exception {
		CountDownLatch told = new CountDownLatch(1);
		List<String> early = new java.util.concurrent.CopyOnWriteArrayList<>();
		backend.script((connection) -> {
			connection.socketTimeout(300);
			early.add(connection.readWhatComes());
			connection.socketTimeout(0);
			connection.answer("HTTP/1.1 100 Continue\r\n\r\n");
			connection.readUntil("hello");
			told.countDown();
			connection.answer(OK);
		});
		try (RawClient client = client()) {
			client.send("POST /ask/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\n\r\nhello");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
		await(told);
		assertThat(backend.head().toLowerCase(Locale.ROOT)).contains("expect: 100-continue\r\n");
		assertThat(early).containsExactly("");
	}

	@Test
	void aBackendThatDoesNotWantTheBodyAnswersAtOnceAndTheClientNeverSendsIt() throws Exception {
		backend.script((connection) -> {
			connection.answer("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
			connection.waitForClose();
		});
		try (RawClient client = client()) {
			client.send("POST /ask/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
			assertThat(client.readHead()).startsWith("HTTP/1.1 417 ");
		}
	}

	@Test
	void aBackendThatSaysNothingIsATimeout() {
		backend.script((connection) -> connection.waitForClose());
		HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.uri("/askbriefly/"))
			.POST(HttpRequest.BodyPublishers.ofString("hello"))
			.build());
		assertThat(response.statusCode()).isEqualTo(599);
	}

	@Test
	void aRequestWithoutABodyAsksForNothing() throws Exception {
		backend.answer(OK);
		assertThat(gateway.get("/ask/").statusCode()).isEqualTo(200);
		assertThat(backend.head().toLowerCase(Locale.ROOT)).doesNotContain("expect:");
	}

	@Test
	void chunksAreCollectedIfThePolicySaysSo() throws Exception {
		CountDownLatch more = new CountDownLatch(1);
		backend.script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
			await(more);
			connection.answer("2000\r\n" + "x".repeat(0x2000) + "\r\n4\r\nlast\r\n0\r\n\r\n");
		});
		try (RawClient client = client()) {
			client.send("GET /gather/ HTTP/1.1\r\nHost: gw\r\n\r\n");
			client.readHead();
			client.timeout(300);
			assertThat(client.readWhatComes()).isEmpty();
			client.timeout(10_000);
			more.countDown();
			assertThat(client.readUntil("0\r\n\r\n")).contains("first" + "x".repeat(0x2000), "last");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "direct", "plain" })
	void chunksArePassedOnAtOnceOtherwise(String api) throws Exception {
		CountDownLatch seen = new CountDownLatch(1);
		backend.script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
			await(seen);
			connection.answer("4\r\nlast\r\n0\r\n\r\n");
		});
		try (RawClient client = client()) {
			client.send("GET /" + api + "/ HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readUntil("first")).isNotNull();
			seen.countDown();
			assertThat(client.readUntil("0\r\n\r\n")).contains("last");
		}
	}

	@Test
	void aTimeoutMayBeGivenInMilliseconds() {
		backend.script((connection) -> connection.waitForClose());
		HttpResponse<String> response = gateway.get("/millis/");
		assertThat(response.statusCode()).isEqualTo(599);
	}

	@ParameterizedTest
	@CsvSource({ "399,399", "400,599", "404,599", "500,599", "599,599", "200,200" })
	void anErrorStatusLeadsToOnErrorIfThePolicySaysSo(int status, int answered) {
		backend.answer("HTTP/1.1 " + status + " Any\r\nContent-Length: 0\r\n\r\n");
		assertThat(gateway.get("/strict/").statusCode()).isEqualTo(answered);
		assertThat(gateway.get("/plain/").statusCode()).isEqualTo(status);
	}

	@Test
	void aBodyThatIsKeptIsSentAgain() {
		AtomicInteger calls = new AtomicInteger();
		backend.script((connection) -> {
			connection.readUntil("hello");
			connection.answer((calls.getAndIncrement() == 0) ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n" : OK);
		});
		HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.uri("/keep/"))
			.POST(HttpRequest.BodyPublishers.ofString("hello"))
			.build());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(calls).hasValue(2);
	}

}
