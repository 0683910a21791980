package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/2 at either end.
 */
class Http2Tests {

	private static TestGateway gateway;

	private static DisposableServer backend;

	private static RawBackend raw;

	@BeforeAll
	static void start() throws IOException {
		raw = new RawBackend();
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
			.handle((request,
					response) -> request.receive()
						.aggregate()
						.asString()
						.defaultIfEmpty("")
						.flatMap((body) -> response.sendString(Mono.just(request.protocol() + " " + body + " "
								+ request.requestHeaders().contains("x-http2-scheme")))
							.then()))
			.bindNow();
		gateway = TestGateway.start("server.http2.enabled=true");
		String url = "http://127.0.0.1:" + backend.port();
		gateway.api("raw", "raw", raw.url(), null);
		gateway.api("one", "one", url, null);
		gateway.api("two", "two", url,
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" /></backend></policies>");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		raw.close();
		backend.disposeNow();
	}

	@Test
	void aBackendIsSpokenToInHttp2IfThePolicySaysSo() {
		HttpResponse<String> response = gateway.send(HttpRequest.newBuilder(gateway.uri("/two/x"))
			.POST(HttpRequest.BodyPublishers.ofString("body"))
			.build());
		assertThat(response.body()).startsWith("HTTP/2.0 body");
		assertThat(gateway.get("/two/x").body()).startsWith("HTTP/2.0 ");
	}

	@Test
	void aClientMaySpeakHttp2AndItsExtensionsStayHere() {
		String body = reactor.netty.http.client.HttpClient.create()
			.protocol(HttpProtocol.H2C)
			.post()
			.uri("http://127.0.0.1:" + gateway.port() + "/one/x")
			.send(ByteBufFlux.fromString(Flux.just("a", "b")))
			.responseSingle((response, content) -> content.asString())
			.block(Duration.ofSeconds(10));
		assertThat(body).isEqualTo("HTTP/1.1 ab false");
	}

	@Test
	void trailersPassBetweenTheVersions() throws Exception {
		StringBuilder received = new StringBuilder();
		raw.script((connection) -> {
			received.append(connection.readUntil("0\r\n")).append(connection.readUntil("\r\n\r\n"));
			connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: x-sum\r\n\r\n"
					+ "5\r\nhello\r\n0\r\nX-Sum: 42\r\nHost: no\r\n\r\n");
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "gw", ":path", "/raw/x", "te",
					"trailers");
			client.data(1, false, "up");
			client.headers(1, true, "x-up", "1");
			RawHttp2Client.Frame next = client.read();
			String body = "";
			while (next != null && !(next.last() && next.stream() == 1)) {
				body += (next.type() == RawHttp2Client.DATA) ? new String(next.payload()) : "";
				next = client.read();
			}
			assertThat(body).isEqualTo("hello");
			assertThat(next).isNotNull();
			assertThat(next.type()).isEqualTo(RawHttp2Client.HEADERS);
			assertThat(next.headers().toString()).contains("x-sum: 42").doesNotContain("host");
		}
		assertThat(received.toString()).contains("up").containsIgnoringCase("x-up: 1");
	}

	@Test
	void anInformationalAnswerIsNotTheFinalOneForHttp2Either() throws Exception {
		raw.answer("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/raw/x");
			assertThat(client.outcome(1)).isEqualTo("200");
		}
	}

	@Test
	void theHeadOfAStreamOfEventsIsSentBeforeItsFirstEventAndEachAsItComes() throws Exception {
		Semaphore next = new Semaphore(0);
		raw.script((connection) -> {
			connection
				.answer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
			for (int i = 1; i <= 3; i++) {
				next.tryAcquire(10, TimeUnit.SECONDS);
				connection.answer("9\r\ndata: " + i + "\n\n\r\n");
			}
			connection.answer("0\r\n\r\n");
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/raw/x");
			assertThat(client.outcome(1)).isEqualTo("200");
			for (int i = 1; i <= 3; i++) {
				next.release();
				assertThat(new String(client.await(RawHttp2Client.DATA, 1).payload())).isEqualTo("data: " + i + "\n\n");
			}
		}
	}

	@Test
	void moreStreamsThanAllowedAreRefused() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		raw.script((connection) -> {
			go.await(10, TimeUnit.SECONDS);
			connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			for (int stream = 1; stream < 203; stream += 2) {
				client.headers(stream, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path",
						"/raw/x");
			}
			assertThat(client.outcome(201)).isEqualTo("reset");
			go.countDown();
			assertThat(client.outcome(1)).isEqualTo("200");
		}
	}

	@Test
	void rapidResetsEndTheConnection() throws Exception {
		raw.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			String outcome = "";
			try {
				for (int stream = 1; stream < 2000; stream += 2) {
					client.headers(stream, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path",
							"/raw/x");
					client.frame(RawHttp2Client.RST_STREAM, 0, stream, new byte[] { 0, 0, 0, 8 });
				}
				outcome = client.outcome(9999);
			}
			catch (SocketException closed) {
				outcome = "closed";
			}
			assertThat(outcome).isIn("goaway", "closed");
		}
	}

	@Test
	void connectIsRefused() throws Exception {
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n");
			assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
		}
	}

	@Test
	void anUpgradeToHttp2DoesNotGetPastTheRules() throws Exception {
		raw.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /raw/x HTTP/1.1\r\nHost: gw\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
					+ "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
			assertThat(client.readHead()).matches("(?s)HTTP/1.1 (101|200) .*");
		}
		assertThat(raw.head().toLowerCase(Locale.ROOT)).doesNotContain("upgrade", "http2-settings");
	}

}
