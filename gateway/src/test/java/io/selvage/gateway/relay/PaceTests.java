package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are too slow lose their connection; others do not, and slow backends are
 * no fault of theirs.
 */
class PaceTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage("selvage.listener.header-deadline=400ms",
			"selvage.listener.pace-window=300ms", "selvage.listener.min-rate=1000B", "server.netty.idle-timeout=700ms",
			"server.http2.enabled=true");

	@BeforeAll
	static void describe() {
		stage.gateway().api("pace", "p", stage.backend().url(), null);
		stage.gateway()
			.api("unread", "unread", null,
					"<policies><inbound><return-response><set-status code=\"202\" reason=\"Ok\" />"
							+ "</return-response></inbound></policies>");
	}

	private static RawClient client() throws IOException {
		return new RawClient(stage.gateway().port());
	}

	/** Sends a byte now and then until the gateway has had enough. */
	private static String drip(RawClient client) throws IOException, InterruptedException {
		try {
			for (int i = 0; i < 200; i++) {
				client.send("x");
				Thread.sleep(50);
			}
		}
		catch (SocketException closed) {
			// that is what is waited for
		}
		return client.readAll();
	}

	@Test
	void aBodyThatDripsIsAnsweredWith408AndGivenUp() throws Exception {
		CountDownLatch aborted = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			connection.readAtMost(100_000);
			aborted.countDown();
			connection.finish();
		});
		try (RawClient client = client()) {
			client.send("POST /p/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000\r\n\r\n");
			StringBuilder answer = new StringBuilder();
			Thread reader = new Thread(() -> {
				try {
					answer.append(client.readAll());
				}
				catch (IOException ex) {
					answer.append(ex);
				}
			});
			reader.start();
			try {
				for (int i = 0; i < 200 && reader.isAlive(); i++) {
					client.send("x");
					Thread.sleep(50);
				}
			}
			catch (SocketException closed) {
				// the answer was read before
			}
			reader.join(10_000);
			assertThat(answer.toString()).startsWith("HTTP/1.1 408 ");
			assertThat(answer.toString().toLowerCase(Locale.ROOT)).contains("connection: close");
		}
		assertThat(aborted.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aChunkedBodyThatStopsIsGivenUp() throws Exception {
		stage.backend().script((connection) -> connection.waitForClose());
		try (RawClient client = client()) {
			client.send("POST /p/ HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
			assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
		}
	}

	@Test
	void aBodyNobodyReadsDoesNotHoldItsConnection() throws Exception {
		try (RawClient client = client()) {
			client.send("POST /unread/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000\r\n\r\n");
			assertThat(drip(client)).startsWith("HTTP/1.1 202 ");
		}
	}

	@Test
	void aBodyThatComesInPiecesAtAFairRateIsServed() throws Exception {
		stage.backend().script((connection) -> {
			connection.readAtMost(60_000);
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			client.send("POST /p/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 60000\r\n\r\n");
			for (int i = 0; i < 12; i++) {
				client.send(new byte[5000]);
				Thread.sleep(100);
			}
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void aBackendThatReadsSlowlyIsNoFaultOfTheClient() throws Exception {
		int length = 20_000_000;
		stage.backend().script((connection) -> {
			Thread.sleep(1500);
			assertThat(connection.readAtMost(length)).isEqualTo(length);
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			client.send("POST /p/ HTTP/1.1\r\nHost: gw\r\nContent-Length: " + length + "\r\n\r\n");
			client.send(new byte[length]);
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void aBackendThatThinksForLongIsNoFaultOfTheClient() throws Exception {
		stage.backend().script((connection) -> {
			connection.readUntil("hello");
			Thread.sleep(1500);
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			client.send("POST /p/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\n\r\nhello");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void aClientThatDoesNotReadIsDroppedAndItsBackendToo() throws Exception {
		CountDownLatch dropped = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			connection.answerUntilDropped(dropped);
		});
		try (RawClient client = client()) {
			client.send("GET /p/ HTTP/1.1\r\nHost: gw\r\n\r\n").readHead();
			assertThat(dropped.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void aClientThatReadsWithPausesGetsEverything() throws Exception {
		int length = 30_000_000;
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
			connection.answer(new byte[length]);
		});
		try (RawClient client = client()) {
			client.send("GET /p/ HTTP/1.1\r\nHost: gw\r\n\r\n").readHead();
			int received = 0;
			while (received < length) {
				received += client.read(3_000_000).length();
				Thread.sleep(100);
			}
			assertThat(received).isEqualTo(length);
		}
	}

	@Test
	void aStreamOfEventsMayBeSilent() throws Exception {
		stage.backend().script((connection) -> {
			connection
				.answer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
			Thread.sleep(1500);
			connection.answer("7\r\ndata: 1\r\n0\r\n\r\n");
		});
		try (RawClient client = client()) {
			client.send("GET /p/ HTTP/1.1\r\nHost: gw\r\n\r\n").readHead();
			assertThat(client.readUntil("0\r\n\r\n")).contains("data: 1");
		}
	}

	@Test
	void anIdleConnectionIsClosed() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = client()) {
			client.send("GET /p/ HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("ok");
			assertThat(client.readAll()).isEmpty();
		}
	}

	@Test
	void aSecondRequestHasTheDeadlineOfTheFirst() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = client()) {
			client.send("GET /p/ HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("ok");
			client.send("GET /p/ HT");
			assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
		}
	}

	@Test
	void anHttp2ConnectionThatAsksForNothingIsClosed() throws Exception {
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
			assertThat(client.outcome(1)).isIn("goaway", "closed");
		}
	}

	@Test
	void aStreamOfHttp2MayWaitLongerThanAConnectionMayBeIdle() throws Exception {
		stage.backend().script((connection) -> {
			Thread.sleep(2000);
			connection.answer(RawBackend.OK);
		});
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
			client.headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/p/x");
			assertThat(client.outcome(1)).isEqualTo("200");
			assertThat(client.outcome(3)).isIn("goaway", "closed");
		}
	}

	@Test
	void aBodyOverHttp2ThatStopsIsGivenUpEventually() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawHttp2Client client = new RawHttp2Client(stage.gateway().port())) {
			client.timeout(15_000);
			client.headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "gw", ":path", "/p/x",
					"content-length", "100");
			client.data(1, false, "x");
			assertThat(client.outcome(1)).isEqualTo("408");
		}
	}

	@Test
	void othersAreServedWhileManyAreSlow() throws Exception {
		stage.backend().answer(RawBackend.OK);
		List<RawClient> slow = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			RawClient each = client();
			slow.add(each.send((i % 2 == 0) ? "GET /p/ HTTP/1.1\r\nX: "
					: "POST /unread/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 1000\r\n\r\nx"));
		}
		for (int i = 0; i < 100; i++) {
			assertThat(stage.gateway().get("/p/").statusCode()).isEqualTo(200);
		}
		for (RawClient each : slow) {
			each.readAll();
			each.close();
		}
	}

}
