package io.selvage.gateway.relay;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 103 (Early Hints) is relayed where the gateway is told to, and only its links.
 */
class EarlyHintsTests {

	private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nLink: </b>\r\n"
			+ "X-Secret: no\r\n\r\n";

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static TestGateway gateway;

	private static RawBackend backend;

	private static RawHttp2Backend two;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		two = new RawHttp2Backend();
		gateway = TestGateway.start("server.http2.enabled=true", "selvage.listener.early-hints=true");
		gateway.api("hints", "h", backend.url(), null);
		gateway.api("two", "two", two.url(),
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" /></backend></policies>");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
		two.close();
	}

	@Test
	void aClientHearsOfTheLinksBeforeTheAnswerIsThere() throws Exception {
		Semaphore heard = new Semaphore(0);
		hintThenWait(heard);
		try (RawClient client = new RawClient(gateway.port())) {
			for (int i = 0; i < 3; i++) {
				client.send("GET /h/ HTTP/1.1\r\nHost: gw\r\n\r\n");
				String hints = client.readHead();
				heard.release();
				assertThat(hints).startsWith("HTTP/1.1 103 Early Hints\r\n")
					.contains("Link: </a>; rel=preload\r\n", "Link: </b>\r\n")
					.doesNotContain("Secret");
				assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 OK\r\n");
			}
		}
	}

	@Test
	void theAnswersOfPipelinedRequestsStayInOrder() throws Exception {
		Semaphore heard = new Semaphore(0);
		hintThenWait(heard);
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /h/ HTTP/1.1\r\nHost: gw\r\n\r\nHEAD /h/ HTTP/1.1\r\nHost: gw\r\n\r\n"
					+ "GET /h/ HTTP/1.1\r\nHost: gw\r\n\r\n");
			for (String body : new String[] { "ok", "", "ok" }) {
				assertThat(client.readHead()).startsWith("HTTP/1.1 103 ");
				heard.release();
				assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
				assertThat(client.read(body.length())).isEqualTo(body);
			}
		}
	}

	private static void hintThenWait(Semaphore heard) {
		backend.script((connection) -> {
			connection.answer(HINTS);
			heard.tryAcquire(10, TimeUnit.SECONDS);
			connection.answer(connection.head().startsWith("HEAD") ? OK.substring(0, OK.length() - 2) : OK);
		});
	}

	@Test
	void aClientOfHttp2HearsOfThemToo() throws Exception {
		Semaphore heard = new Semaphore(0);
		hintThenWait(heard);
		two.script((connection, stream) -> {
			connection.headers(stream, false, ":status", "103", "link", "</c>");
			heard.tryAcquire(10, TimeUnit.SECONDS);
			connection.headers(stream, true, ":status", "204");
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			int stream = 1;
			for (String path : new String[] { "/h/x", "/two/x" }) {
				client.headers(stream, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", path);
				RawHttp2Client.Frame hints = client.await(RawHttp2Client.HEADERS, stream);
				assertThat(String.valueOf(hints.headers().status())).isEqualTo("103");
				assertThat(String.valueOf(hints.headers().get("link"))).startsWith("</");
				assertThat(hints.last()).isFalse();
				heard.release();
				assertThat(client.outcome(stream)).startsWith("20");
				stream += 2;
			}
		}
	}

	@Test
	void aClientOfHttp10OnlyGetsTheAnswer() throws Exception {
		backend.answer(HINTS + OK);
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /h/ HTTP/1.0\r\nHost: gw\r\n\r\n");
			assertThat(client.readAll()).startsWith("HTTP/1.0 200 ");
		}
	}

	@Test
	void hintsWithoutLinksStayHere() throws Exception {
		backend.answer("HTTP/1.1 103 Early Hints\r\nX-Secret: no\r\n\r\n" + OK);
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /h/ HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
	}

}
