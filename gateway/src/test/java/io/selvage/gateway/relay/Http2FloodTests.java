package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of HTTP/2 that send frames for nothing but the work they make, and requests
 * beyond the limits.
 */
class Http2FloodTests {

	private static TestGateway gateway;

	private static RawBackend backend;

	private static final AtomicInteger received = new AtomicInteger();

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		backend.script((connection) -> {
			received.incrementAndGet();
			connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		});
		gateway = TestGateway.start("server.http2.enabled=true");
		gateway.api("flood", "f", backend.url(), null);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	private static void endsTheConnection(Flood flood) throws Exception {
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			String outcome;
			try {
				flood.send(client);
				outcome = client.outcome(99_999);
			}
			catch (SocketException closed) {
				outcome = "closed";
			}
			assertThat(outcome).isIn("goaway", "closed");
		}
		assertThat(gateway.get("/f/x").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest(name = "of type {0}")
	@CsvSource({ "6, 8", "4, 0", "2, 5", "99, 0" })
	void framesThatAskForNothingEndTheConnection(int type, int length) throws Exception {
		endsTheConnection((client) -> {
			for (int i = 0; i < 300_000; i++) {
				client.frame(type, 0, (type == 2) ? 1 : 0, new byte[length]);
			}
		});
	}

	@Test
	void aHeadWithoutEndEndsTheConnection() throws Exception {
		endsTheConnection((client) -> {
			client.frame(RawHttp2Client.HEADERS, 1, 1, new byte[] { 0, 1, 'a', 1, 'b' });
			for (int i = 0; i < 100_000; i++) {
				client.frame(RawHttp2Client.CONTINUATION, 0, 1, new byte[0]);
			}
		});
		endsTheConnection((client) -> {
			client.frame(RawHttp2Client.HEADERS, 1, 1, new byte[] { 0, 1, 'a', 1, 'b' });
			byte[] more = new byte[16384];
			for (int i = 0; i < 1000; i++) {
				client.frame(RawHttp2Client.CONTINUATION, 0, 1, more);
			}
		});
	}

	@Test
	void emptyFramesOfABodyEndTheConnection() throws Exception {
		endsTheConnection((client) -> {
			client.headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "gw", ":path", "/f/x");
			for (int i = 0; i < 100_000; i++) {
				client.data(1, false, "");
			}
		});
	}

	@Test
	void makingTheGatewayResetStreamsEndsTheConnection() throws Exception {
		endsTheConnection((client) -> {
			for (int stream = 1; stream < 4000; stream += 2) {
				client.headers(stream, false, ":method", "POST", ":scheme", "http", ":authority", "gw", ":path", "/f/x",
						"content-length", "1");
				client.data(stream, true, "more than announced");
			}
		});
	}

	@Test
	void whatIsTooLargeIsToldApart() throws Exception {
		int before = received.get();
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			String[] many = new String[8 + 240];
			System.arraycopy(new String[] { ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/f/x" },
					0, many, 0, 8);
			for (int i = 8; i < many.length; i += 2) {
				many[i] = "x" + i;
				many[i + 1] = "y";
			}
			client.headers(1, true, many);
			assertThat(client.outcome(1)).isEqualTo("431");
		}
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path",
					"/f/" + "x".repeat(9000));
			assertThat(client.outcome(1)).isEqualTo("414");
		}
		assertThat(received.get()).isEqualTo(before);
	}

	/**
	 * What a client sends.
	 */
	private interface Flood {

		void send(RawHttp2Client client) throws IOException;

	}

}
