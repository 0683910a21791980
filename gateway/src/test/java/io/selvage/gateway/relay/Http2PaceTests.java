package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are too slow on a stream of HTTP/2 lose the stream, those that send no
 * more than half a head their connection.
 */
class Http2PaceTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage("selvage.listener.header-deadline=400ms",
			"selvage.listener.pace-window=300ms", "selvage.listener.min-rate=1000B", "server.netty.idle-timeout=20s",
			"server.http2.enabled=true");

	@BeforeAll
	static void describe() {
		stage.gateway().api("pace", "p", stage.backend().url(), null);
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
		stage.backend().script((connection) -> {
			if (connection.head().startsWith("GET")) {
				connection.answer(RawBackend.OK);
				return;
			}
			connection.readAtMost(1_000_000);
			given.countDown();
			connection.finish();
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
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
		stage.backend().script((connection) -> {
			connection.readAtMost(60_000);
			connection.answer(RawBackend.OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
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
		stage.backend().script((connection) -> {
			connection.readAtMost(connection.head().contains("60000") ? 60_000 : 16_000);
			connection.answer(RawBackend.OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
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
		stage.backend().script((connection) -> {
			Thread.sleep(1500);
			connection.answer(RawBackend.OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
			head(client, 1, true);
			head(client, 3, false).data(3, true, "hello");
			assertThat(client.outcome(1)).isEqualTo("200");
			assertThat(client.outcome(3)).isEqualTo("200");
		}
	}

	@Test
	void aStreamWhoseWindowStaysShutIsResetAndItsBackendDropped() throws Exception {
		CountDownLatch dropped = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			if (connection.path().endsWith("small")) {
				connection.answer(RawBackend.OK);
				return;
			}
			connection.answerUntilDropped(dropped);
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
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
		stage.backend().script((connection) -> {
			connection.answerUntilDropped(dropped);
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
			head(client, 1, true);
			client.frame(RawHttp2Client.WINDOW_UPDATE, 0, 0, new byte[] { 0x7F, 0, 0, 0 });
			client.frame(RawHttp2Client.WINDOW_UPDATE, 0, 1, new byte[] { 0x7F, 0, 0, 0 });
			assertThat(dropped.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void halfAHeadEndsTheConnectionAlsoAfterAWholeOne() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
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
		stage.backend().answer(RawBackend.OK);
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
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
