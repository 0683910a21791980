package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backends that speak HTTP/2, frame by frame, for clients of either version.
 */
class Http2BackendTests {

	private static TestGateway gateway;

	private static RawHttp2Backend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawHttp2Backend();
		gateway = TestGateway.start("server.http2.enabled=true");
		gateway.api("two", "two", backend.url(),
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" timeout=\"10\" /></backend></policies>");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	private static RawHttp2Client request(RawHttp2Client client, String method, boolean last, String... more)
			throws IOException {
		String[] fields = new String[8 + more.length];
		System.arraycopy(new String[] { ":method", method, ":scheme", "http", ":authority", "gw", ":path", "/two/x" },
				0, fields, 0, 8);
		System.arraycopy(more, 0, fields, 8, more.length);
		return client.headers(1, last, fields);
	}

	@Test
	void anInformationalAnswerIsNotTheFinalOne() throws Exception {
		backend.script((connection, stream) -> {
			connection.headers(stream, false, ":status", "103", "link", "</a>");
			connection.headers(stream, false, ":status", "102");
			connection.headers(stream, false, ":status", "200", "x-final", "yes");
			connection.data(stream, true, "body");
		});
		HttpResponse<String> response = gateway.get("/two/x");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("x-final")).contains("yes");
		assertThat(response.headers().firstValue("link")).isEmpty();
		assertThat(response.body()).isEqualTo("body");
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			request(client, "GET", true);
			assertThat(client.outcome(1)).isEqualTo("200");
			assertThat(new String(client.await(RawHttp2Client.DATA, 1).payload())).isEqualTo("body");
		}
	}

	/** Reads to the end of a request, and begins to answer. */
	private static String answerTrailers(RawHttp2Client connection, int stream) throws IOException {
		RawHttp2Client.Frame next = connection.read();
		while (!(next.stream() == stream && next.last())) {
			next = connection.read();
		}
		connection.headers(stream, false, ":status", "200");
		return String.valueOf(next.headers());
	}

	@Test
	void trailersOfAClientOfHttp1ReachItAndItsOwnComeBack() throws Exception {
		BlockingQueue<String> seen = new LinkedBlockingQueue<>();
		backend.script((connection, stream) -> {
			seen.add(answerTrailers(connection, stream));
			connection.data(stream, false, "down");
			connection.headers(stream, true, "x-down", "2", "set-cookie", "no");
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("POST /two/x HTTP/1.1\r\nHost: gw\r\nTE: trailers\r\nTrailer: X-Up\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n2\r\nup\r\n0\r\nX-Up: 1\r\nHost: no\r\n\r\n");
			String answer = client.readUntil("0\r\n") + client.readUntil("\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 200").contains("down");
			assertThat(answer.toLowerCase(Locale.ROOT)).contains("x-down: 2").doesNotContain("set-cookie");
		}
		assertThat(seen.poll(10, TimeUnit.SECONDS)).contains("x-up: 1").doesNotContain("host");
	}

	@Test
	void trailersPassBetweenTwoEndsOfHttp2() throws Exception {
		BlockingQueue<String> seen = new LinkedBlockingQueue<>();
		backend.script((connection, stream) -> {
			seen.add(answerTrailers(connection, stream));
			connection.headers(stream, true, "x-down", "2");
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			request(client, "POST", false, "te", "trailers");
			client.data(1, false, "up").headers(1, true, "x-up", "1");
			assertThat(client.outcome(1)).isEqualTo("200");
			RawHttp2Client.Frame trailers = client.await(RawHttp2Client.HEADERS, 1);
			assertThat(trailers.last()).isTrue();
			assertThat(String.valueOf(trailers.headers())).contains("x-down: 2");
		}
		assertThat(seen.poll(10, TimeUnit.SECONDS)).contains("x-up: 1");
	}

	@Test
	void anAnswerBeforeTheEndOfTheBodyReachesAClientOfEitherVersion() throws Exception {
		backend.script((connection, stream) -> {
			connection.headers(stream, false, ":status", "413", "content-length", "3");
			connection.data(stream, true, "big");
			connection.frame(RawHttp2Client.RST_STREAM, 0, stream, new byte[4]);
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("POST /two/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000000\r\n\r\nxxxx");
			assertThat(client.readUntil("big")).startsWith("HTTP/1.1 413 ");
		}
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			request(client, "POST", false, "content-length", "100000000");
			client.data(1, false, "xxxx");
			assertThat(client.outcome(1)).isEqualTo("413");
			assertThat(new String(client.await(RawHttp2Client.DATA, 1).payload())).isEqualTo("big");
			client.headers(3, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/two/x");
			assertThat(client.outcome(3)).as("the connection goes on").isEqualTo("413");
		}
	}

	@Test
	void aStreamThatIsResetIsNotTakenForWhole() throws Exception {
		backend.script((connection, stream) -> {
			connection.headers(stream, false, ":status", "200");
			connection.data(stream, false, "half");
			connection.frame(RawHttp2Client.RST_STREAM, 0, stream, new byte[] { 0, 0, 0, 2 });
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /two/x HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readAll()).doesNotContain("0\r\n\r\n");
		}
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			request(client, "GET", true);
			RawHttp2Client.Frame next = client.read();
			while (next != null && !(next.stream() == 1 && next.type() == RawHttp2Client.RST_STREAM)) {
				assertThat(next.stream() == 1 && next.last()).as("complete").isFalse();
				next = client.read();
			}
			assertThat(next).isNotNull();
		}
	}

	@Test
	void aConnectionThatGoesAwayTakesNoNewRequests() throws Exception {
		backend.script((connection, stream) -> {
			connection.frame(RawHttp2Client.GOAWAY, 0, 0, new byte[] { 0, 0, 0, (byte) stream, 0, 0, 0, 0 });
			connection.headers(stream, true, ":status", "204");
		});
		for (int i = 0; i < 20; i++) {
			assertThat(gateway.get("/two/x").statusCode()).isEqualTo(204);
		}
	}

	@Test
	void anExpectationIsMetByTheGatewayWhateverTheVersions() throws Exception {
		backend.script((connection, stream) -> {
			RawHttp2Client.Frame next = connection.read();
			int length = 0;
			while (!(next.stream() == stream && next.last())) {
				length += (next.stream() == stream) ? next.payload().length : 0;
				next = connection.read();
			}
			length += next.payload().length;
			connection.headers(stream, false, ":status", "200");
			connection.data(stream, true, "got " + length);
		});
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("POST /two/x HTTP/1.1\r\nHost: gw\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
			assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
			client.send("body");
			assertThat(client.readUntil("got 4")).startsWith("HTTP/1.1 200 ");
		}
		for (String length : new String[] { "4", "100000" }) {
			try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
				request(client, "POST", false, "expect", "100-continue", "content-length", length);
				assertThat(client.outcome(1)).isEqualTo("100");
				client.data(1, false, "body");
				for (int sent = 4; sent < Integer.parseInt(length); sent += 4166) {
					client.data(1, false, "x".repeat(Math.min(4166, Integer.parseInt(length) - sent)));
				}
				client.data(1, true, "");
				assertThat(client.outcome(1)).isEqualTo("200");
				assertThat(new String(client.await(RawHttp2Client.DATA, 1).payload())).isEqualTo("got " + length);
			}
		}
	}

	@Test
	void aClientThatIsGoneEndsItsStreamAndNoOther() throws Exception {
		CountDownLatch reset = new CountDownLatch(1);
		backend.script((connection, stream) -> {
			connection.headers(stream, false, ":status", "200");
			connection.data(stream, false, "part");
			connection.await(RawHttp2Client.RST_STREAM, stream);
			reset.countDown();
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			request(client, "GET", true);
			assertThat(client.outcome(1)).isEqualTo("200");
			client.frame(RawHttp2Client.RST_STREAM, 0, 1, new byte[] { 0, 0, 0, 8 });
			assertThat(reset.await(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void aRequestOfHttp1MayBeSent() {
		backend.script((connection, stream) -> connection.headers(stream, true, ":status", "204"));
		assertThat(gateway
			.send(HttpRequest.newBuilder(gateway.uri("/two/x"))
				.method("DELETE", HttpRequest.BodyPublishers.noBody())
				.build())
			.statusCode()).isEqualTo(204);
	}

}
