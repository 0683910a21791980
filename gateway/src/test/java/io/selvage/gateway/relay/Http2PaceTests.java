package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are too slow on a stream of HTTP/2 lose the stream, those that send no
 * more than half a head their connection.
 */
class Http2PaceTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static TestGateway gateway;

	private static RawBackend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		gateway = TestGateway.start("selvage.listener.header-deadline=400ms", "selvage.listener.pace-window=300ms",
				"selvage.listener.min-rate=1000B", "server.netty.idle-timeout=20s", "server.http2.enabled=true");
		gateway.api("pace", "p", backend.url(), null);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	private static RawHttp2Client head(RawHttp2Client client, int stream, boolean last, String... more)
			throws IOException {
		String method = last ? "GET" : "POST";
		String[] fields = new String[8 + more.length];
		System.arraycopy(new String[] { ":method", method, ":scheme", "http", ":authority", "gw", ":path", "/p/x" }, 0,
				fields, 0, 8);
		System.arraycopy(more, 0, fields, 8, more.length);
		return client.headers(stream, last, fields);
	}

	@ParameterizedTest
	@CsvSource({ "100", "100000", "0" })
	void aBodyThatDripsIsAnsweredWith408AndOthersOnItsConnectionGoOn(int length) throws Exception {
		CountDownLatch given = new CountDownLatch(1);
		backend.script((connection) -> {
			if (connection.head().startsWith("GET")) {
				connection.answer(OK);
				return;
			}
			connection.readAtMost(1_000_000);
			given.countDown();
			connection.finish();
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, false,
					(length == 0) ? new String[0] : new String[] { "content-length", String.valueOf(length) });
			Thread dripping = new Thread(() -> {
				try {
					for (int i = 0; i < 60; i++) {
						client.data(1, false, "x");
						Thread.sleep(50);
					}
				}
				catch (IOException | InterruptedException closed) {
					// that is what is waited for
				}
			});
			dripping.start();
			assertThat(client.outcome(1)).isEqualTo("408");
			dripping.interrupt();
			dripping.join(10_000);
		}
		if (length != 100) {
			assertThat(given.await(10, TimeUnit.SECONDS)).as("the backend was given up").isTrue();
		}
	}

	@Test
	void aBodyThatComesInPiecesAtAFairRateIsServed() throws Exception {
		backend.script((connection) -> {
			connection.readAtMost(60_000);
			connection.answer(OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, false, "content-length", "70000");
			for (int i = 0; i < 14; i++) {
				client.data(1, i == 13, "x".repeat(5000));
				Thread.sleep(100);
			}
			assertThat(client.outcome(1)).isEqualTo("200");
		}
	}

	@Test
	void aStreamMayWaitWhileItsClientIsBusyWithAnother() throws Exception {
		backend.script((connection) -> {
			connection.readAtMost(connection.head().contains("60000") ? 60_000 : 16_000);
			connection.answer(OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, false, "content-length", "60000");
			head(client, 3, false, "content-length", "16000");
			for (int i = 0; i < 12; i++) {
				client.data(1, i == 11, "x".repeat(5000));
				Thread.sleep(80);
			}
			client.data(3, true, "x".repeat(16_000));
			assertThat(client.outcome(1)).isEqualTo("200");
			assertThat(client.outcome(3)).isEqualTo("200");
		}
	}

	@Test
	void aBackendThatThinksForLongIsNoFaultOfTheClient() throws Exception {
		backend.script((connection) -> {
			Thread.sleep(1500);
			connection.answer(OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, true);
			head(client, 3, false).data(3, true, "hello");
			assertThat(client.outcome(1)).isEqualTo("200");
			assertThat(client.outcome(3)).isEqualTo("200");
		}
	}

	@Test
	void aStreamWhoseWindowStaysShutIsResetAndItsBackendDropped() throws Exception {
		CountDownLatch dropped = new CountDownLatch(1);
		backend.script((connection) -> {
			if (connection.path().endsWith("small")) {
				connection.answer(OK);
				return;
			}
			connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n");
			byte[] some = new byte[100_000];
			try {
				for (int i = 0; i < 9000; i++) {
					connection.answer(some);
				}
			}
			catch (IOException closed) {
				dropped.countDown();
				throw closed;
			}
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, true);
			assertThat(client.outcome(1)).isEqualTo("200");
			client.frame(RawHttp2Client.WINDOW_UPDATE, 0, 0, new byte[] { 0, 0x10, 0, 0 });
			assertThat(client.outcome(1)).isEqualTo("reset");
			assertThat(dropped.await(20, TimeUnit.SECONDS)).isTrue();
			client.headers(3, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/p/small");
			assertThat(client.outcome(3)).as("the connection goes on").isEqualTo("200");
		}
	}

	@Test
	void aClientThatReadsNothingAtAllLosesItsConnection() throws Exception {
		CountDownLatch dropped = new CountDownLatch(1);
		backend.script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n");
			byte[] some = new byte[100_000];
			try {
				for (int i = 0; i < 9000; i++) {
					connection.answer(some);
				}
			}
			catch (IOException closed) {
				dropped.countDown();
				throw closed;
			}
		});
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, true);
			client.frame(RawHttp2Client.WINDOW_UPDATE, 0, 0, new byte[] { 0x7F, 0, 0, 0 });
			client.frame(RawHttp2Client.WINDOW_UPDATE, 0, 1, new byte[] { 0x7F, 0, 0, 0 });
			assertThat(dropped.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void halfAHeadEndsTheConnectionAlsoAfterAWholeOne() throws Exception {
		backend.answer(OK);
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, true);
			assertThat(client.outcome(1)).isEqualTo("200");
			client.frame(RawHttp2Client.HEADERS, 0, 3, new byte[] { 0, 1, 'a', 1, 'b' });
			try {
				for (int i = 0; i < 100; i++) {
					client.frame(RawHttp2Client.CONTINUATION, 0, 3, new byte[] { 0, 1, 'a', 1, 'b' });
					Thread.sleep(50);
				}
			}
			catch (SocketException closed) {
				// that is what is waited for
			}
			assertThat(client.outcome(3)).isIn("goaway", "closed");
		}
	}

	@Test
	void aConnectionThatIsOnlyKeptAliveIsLeftAlone() throws Exception {
		backend.answer(OK);
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			head(client, 1, true);
			assertThat(client.outcome(1)).isEqualTo("200");
			for (int i = 0; i < 15; i++) {
				client.frame(RawHttp2Client.PING, 0, 0, new byte[8]);
				Thread.sleep(100);
			}
			head(client, 3, true);
			assertThat(client.outcome(3)).isEqualTo("200");
		}
	}

}
