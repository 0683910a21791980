package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a request is sent again, with which body, how often, and what a trace says if it
 * is not.
 */
class ResendTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final String UNAVAILABLE = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy";

	private static final AtomicInteger requests = new AtomicInteger();

	private static final AtomicLong bodyBytes = new AtomicLong();

	private static TestGateway gateway;

	private static RawBackend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		gateway = TestGateway.start("selvage.trace.enabled=true", "selvage.forward.attempts.max=4",
				"selvage.forward.attempts.replay-limit=64KB", "selvage.forward.attempts.total-time=3s");
		gateway.put("/backends/live", "{\"url\":\"" + backend.url() + "\",\"protocol\":\"http\"}", "/backends/dead",
				"{\"url\":\"http://127.0.0.1:1\",\"protocol\":\"http\"}", "/backends/pool",
				"{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/dead\",\"priority\":1},"
						+ "{\"id\":\"/backends/live\",\"priority\":2}]}}");
		gateway.api("single", "single", backend.url(), null);
		gateway.api("pool", "pool", null, policy("<set-backend-service backend-id=\"pool\" />", "<forward-request />"));
		gateway.api("retry", "retry", backend.url(), policy("",
				"""
						<retry condition="@(context.Response == null || context.Response.StatusCode == 503)" count="2" interval="0">
						<forward-request buffer-request-body="true" /></retry>"""));
		gateway.api("often", "often", backend.url(), policy("",
				"""
						<retry condition="@(context.Response == null || context.Response.StatusCode == 503)" count="50" interval="0">
						<forward-request /></retry>"""));
		gateway.api("long", "long", backend.url(), policy("",
				"""
						<retry condition="@(context.Response == null || context.Response.StatusCode == 503)" count="50" interval="2">
						<forward-request /></retry>"""));
	}

	private static String policy(String inbound, String backendSection) {
		return "<policies><inbound><base />" + inbound + "</inbound><backend>" + backendSection
				+ "</backend></policies>";
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	@BeforeEach
	void forget() {
		requests.set(0);
		bodyBytes.set(0);
	}

	/** Counts requests and reads bodies of a known length, then does something else. */
	private static void script(RawBackend.Script then) {
		backend.script((connection) -> {
			requests.incrementAndGet();
			String head = connection.head().toLowerCase(java.util.Locale.ROOT);
			int at = head.indexOf("content-length: ");
			if (at >= 0) {
				long length = Long.parseLong(head.substring(at + 16, head.indexOf('\r', at)));
				bodyBytes.addAndGet(connection.readAtMost(length));
			}
			then.play(connection);
		});
	}

	private static HttpResponse<String> send(String method, String path, int bodyLength) {
		return gateway.send(HttpRequest.newBuilder(gateway.uri(path))
			.method(method,
					(bodyLength > 0) ? HttpRequest.BodyPublishers.ofByteArray(new byte[bodyLength])
							: HttpRequest.BodyPublishers.noBody())
			.header("Ocp-Apim-Trace", "true")
			.build());
	}

	private static String trace(HttpResponse<String> response) {
		return gateway
			.send(HttpRequest
				.newBuilder(URI.create(response.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow()))
				.build())
			.body();
	}

	@ParameterizedTest
	@CsvSource({ "GET,0", "PUT,50000", "POST,50000", "PATCH,10" })
	void aMemberThatCannotBeReachedCostsNeitherTheRequestNorItsBody(String method, int length) {
		script((connection) -> connection.answer(OK));
		assertThat(send(method, "/pool/x", length).statusCode()).isEqualTo(200);
		assertThat(requests).hasValue(1);
		assertThat(bodyBytes).hasValue(length);
	}

	@ParameterizedTest
	@CsvSource({ "GET,0,2", "PUT,1000,2", "DELETE,0,2", "POST,1000,1", "PATCH,1000,1" })
	void whatMayHaveBeenExecutedIsSentAgainOnlyIfThatIsAsGoodAsOnce(String method, int length, int times) {
		script((connection) -> connection.reset());
		HttpResponse<String> response = send(method, "/single/x", length);
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(requests).hasValue(times);
		assertThat(bodyBytes).hasValue((long) length * times);
		assertThat(trace(response)).contains((times == 1) ? "its method is not idempotent" : "Attempt 2 failed");
	}

	@ParameterizedTest
	@CsvSource({ "POST,60000", "PUT,1", "GET,0" })
	void aRetryPolicyRepeatsEveryMethodWithItsBody(String method, int length) {
		script((connection) -> connection.answer((requests.get() < 3) ? UNAVAILABLE : OK));
		assertThat(send(method, "/retry/x", length).statusCode()).isEqualTo(200);
		assertThat(requests).hasValue(3);
		assertThat(bodyBytes).hasValue(3L * length);
	}

	@Test
	void aBodyThatWasNotKeptIsNotSentHalfAndTheTraceSaysWhy() {
		script((connection) -> connection.answer(UNAVAILABLE));
		HttpResponse<String> response = send("POST", "/retry/x", 200_000);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.body()).isEqualTo("busy");
		assertThat(requests).hasValue(1);
		assertThat(trace(response)).contains("more of it has gone by than the 65536 bytes that are kept");
	}

	@Test
	void theNumberOfAttemptsHasALimitWhateverAPolicySays() {
		script((connection) -> connection.answer(UNAVAILABLE));
		HttpResponse<String> response = send("GET", "/often/x", 0);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(requests).hasValue(4);
		assertThat(trace(response)).contains("The request was sent 4 times, which is the limit.");
	}

	@Test
	void theTimeOfAllAttemptsHasALimitToo() {
		script((connection) -> connection.answer(UNAVAILABLE));
		assertThat(send("GET", "/long/x", 0).statusCode()).isEqualTo(503);
		assertThat(requests.get()).isBetween(2, 3);
	}

	@Test
	void underABudgetPoliciesToSendAtMostAFifthAgain() {
		try (TestGateway budgeted = TestGateway.start("selvage.forward.retry-budget.policies=true",
				"selvage.forward.retry-budget.floor-per-second=1", "selvage.forward.retry-budget.window=10s")) {
			budgeted.api("often", "often", backend.url(), policy("",
					"""
							<retry condition="@(context.Response == null || context.Response.StatusCode == 503)" count="5" interval="0">
							<forward-request /></retry>"""));
			script((connection) -> connection.answer(UNAVAILABLE));
			for (int i = 0; i < 100; i++) {
				assertThat(budgeted.get("/often/x").statusCode()).isEqualTo(503);
			}
			assertThat(requests.get()).isBetween(100, 160);
		}
	}

}
