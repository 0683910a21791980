package io.selvage.gateway.relay;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands between a client and a backend, byte by byte.
 */
class RelayTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage();

	@BeforeAll
	static void describe() {
		stage.gateway().api("relay", "r", stage.backend().url() + "/base", null);
		stage.gateway()
			.api("impatient", "impatient", stage.backend().url(),
					"<policies><inbound><base /></inbound><backend><forward-request timeout=\"1\" /></backend></policies>");
	}

	private static RawClient client() throws IOException {
		return new RawClient(stage.gateway().port());
	}

	private static String get(String path, String... lines) {
		return "GET " + path + " HTTP/1.1\r\nHost: gw.example\r\n" + String.join("", lines) + "\r\n";
	}

	@Test
	void joinsBasePathAndQueryAndNamesTheBackendAsHost() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = client()) {
			client.send(get("/r/a/b?x=1&y=%20")).readUntil("ok");
		}
		assertThat(stage.backend().head()).startsWith("GET /base/a/b?x=1&y=%20 HTTP/1.1\r\n")
			.contains("host: 127.0.0.1:" + stage.backend().port() + "\r\n");
	}

	@Test
	void addsNothingButTheClientsAddressAndDropsWhatBelongsToTheConnection() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = client()) {
			client
				.send(get("/r/", "Connection: keep-alive, X-Secret-Hop\r\n", "X-Secret-Hop: 1\r\n",
						"Keep-Alive: timeout=5\r\n", "Proxy-Connection: keep-alive\r\n", "TE: gzip\r\n",
						"x-http2-scheme: gopher\r\n", "X-Forwarded-For: 6.6.6.6\r\n", "X-Forwarded-Host: evil\r\n",
						"Forwarded: for=6.6.6.6\r\n", "X-Kept: yes\r\n"))
				.readUntil("ok");
		}
		String head = stage.backend().head().toLowerCase(Locale.ROOT);
		assertThat(head.split("\r\n")).containsExactlyInAnyOrder("get /base/ http/1.1",
				"host: 127.0.0.1:" + stage.backend().port(), "x-kept: yes", "x-forwarded-for: 127.0.0.1");
	}

	@ParameterizedTest
	@CsvSource({ "chunked,RST", "chunked,FIN", "length,RST", "length,FIN", "small,RST", "small,FIN" })
	void aBodyThatBreaksOffNeverLooksComplete(String framing, String ending) throws Exception {
		String framed = switch (framing) {
			case "chunked" -> "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
			case "length" -> "Content-Length: 99999\r\n\r\nhello";
			default -> "Content-Length: 100\r\n\r\nhello";
		};
		CountDownLatch seen = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\n" + framed);
			if (!framing.equals("small")) {
				await(seen);
			}
			if (ending.equals("RST")) {
				connection.reset();
			}
			else {
				connection.finish();
			}
		});
		try (RawClient client = client()) {
			client.send(get("/r/cut"));
			if (framing.equals("small")) {
				assertThat(client.readHead()).startsWith("HTTP/1.1 500 ");
				return;
			}
			String begun = client.readUntil("hello");
			seen.countDown();
			String all = begun + client.readAll();
			assertThat(all).contains("hello").doesNotContain("0\r\n\r\n");
		}
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void anInformationalAnswerIsNotTheFinalOne() throws Exception {
		stage.backend()
			.answer("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
					+ RawBackend.OK);
		try (RawClient client = client()) {
			assertThat(client.send(get("/r/hints")).readUntil("ok")).startsWith("HTTP/1.1 200 OK\r\n");
			assertThat(client.send(get("/r/hints")).readUntil("ok")).startsWith("HTTP/1.1 200 OK\r\n");
		}
	}

	@Test
	void anInformationalAnswerInAPacketOfItsOwnIsNotTheFinalOne() throws Exception {
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
			Thread.sleep(50);
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			assertThat(client.send(get("/r/hints")).readUntil("ok")).startsWith("HTTP/1.1 200 OK\r\n");
		}
	}

	@Test
	void relaysTheTrailersOfAnAnswer() throws Exception {
		stage.backend()
			.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
					+ "5\r\nhello\r\n0\r\nX-Sum: 42\r\nContent-Length: 7\r\n\r\n");
		try (RawClient client = client()) {
			String answer = client.send(get("/r/trailers", "TE: trailers\r\n")).readUntil("X-Sum: 42\r\n\r\n");
			assertThat(answer).contains("5\r\nhello\r\n0\r\n").doesNotContain("Content-Length: 7");
		}
	}

	@Test
	void relaysTheTrailersOfARequest() throws Exception {
		StringBuilder received = new StringBuilder();
		stage.backend().script((connection) -> {
			received.append(connection.readUntil("0\r\n")).append(connection.readUntil("\r\n\r\n"));
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			client.send(
					"POST /r/trailers HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n")
				.readUntil("ok");
		}
		assertThat(received.toString()).contains("hello").containsIgnoringCase("x-sum: 42\r\n");
	}

	@Test
	void answersAnExpectationItselfAndDoesNotForwardIt() throws Exception {
		stage.backend().script((connection) -> {
			connection.readUntil("hello");
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			client.send("POST /r/expect HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
			assertThat(client.readHead()).startsWith("HTTP/1.1 100 Continue");
			assertThat(client.send("hello").readUntil("ok")).startsWith("HTTP/1.1 200 OK");
		}
		assertThat(stage.backend().head().toLowerCase(Locale.ROOT)).doesNotContain("expect:");
	}

	@Test
	void relaysAnAnswerThatComesBeforeTheBodyIsSent() throws Exception {
		stage.backend().script((connection) -> {
			connection.readAtMost(1000);
			connection.answer("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
			connection.waitForClose();
		});
		try (RawClient client = client()) {
			client.send("POST /r/early HTTP/1.1\r\nHost: gw\r\nContent-Length: 10000000\r\n\r\n");
			client.send(new byte[100_000]);
			assertThat(client.readUntil("big")).startsWith("HTTP/1.1 413 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 2\r\nContent-Length: 3\r\n\r\nokx", "Content-Length: 2x\r\n\r\nok",
			"Content-Length: -2\r\n\r\nok",
			"Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
			"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n" })
	void anAnswerThatCanBeReadInTwoWaysIsRefused(String rest) throws Exception {
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\n" + rest);
			connection.waitForClose();
		});
		try (RawClient client = client()) {
			assertThat(client.send(get("/r/ambiguous")).readHead()).startsWith("HTTP/1.1 502 ");
		}
	}

	@Test
	void nobodyGetsAnAnswerThatWasNotAskedFor() throws Exception {
		CountDownLatch second = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			connection.answer(RawBackend.OK + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
			second.countDown();
		});
		try (RawClient client = client()) {
			for (int i = 0; i < 5; i++) {
				assertThat(client.send(get("/r/poison")).readUntil("ok")).doesNotContain("poison");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET,Content-Length: 2,okHTTP/1.1 200", "GET,Content-Length: 0,x", "HEAD,Content-Length: 4,gone",
			"GET,Transfer-Encoding: chunked,'2\r\nok\r\n0\r\n\r\nmore'" })
	void bytesBehindAnAnswerCostTheConnectionAndNothingElse(String method, String framing, String rest)
			throws Exception {
		String bytes = rest.translateEscapes();
		stage.backend().script((connection) -> connection.answer("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n" + bytes));
		int before = stage.backend().connections();
		for (int i = 0; i < 3; i++) {
			try (RawClient client = client()) {
				assertThat(client.send(method + " /r/extra HTTP/1.1\r\nHost: gw\r\n\r\n").readHead())
					.startsWith("HTTP/1.1 200 ");
			}
		}
		assertThat(stage.backend().connections() - before).isGreaterThanOrEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 2\r\n\r\nok", "Content-Length: 0\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
			"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n" })
	void anAnswerThatEndsWhereItShouldKeepsItsConnection(String rest) throws Exception {
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\n");
			Thread.sleep(30);
			connection.answer(rest);
		});
		getAndLetGo("/r/first");
		getAndLetGo("/r/second");
		int before = stage.backend().connections();
		for (int i = 0; i < 3; i++) {
			getAndLetGo("/r/again");
		}
		assertThat(stage.backend().connections()).isEqualTo(before);
	}

	/** A client can have all of an answer before the pool has its connection back. */
	private static void getAndLetGo(String path) throws Exception {
		stage.gateway().get(path);
		Thread.sleep(50);
	}

	@Test
	void aRequestIsGivenUpWhenItsClientGoesAway() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			asked.countDown();
			if (connection.waitForClose()) {
				closed.countDown();
			}
		});
		RawClient client = client();
		client.send(get("/r/slow"));
		await(asked);
		client.close();
		await(closed);
	}

	@Test
	void noAnswerInTimeIsAnError() throws Exception {
		stage.backend().script((connection) -> connection.waitForClose());
		try (RawClient client = client()) {
			String head = client.send(get("/impatient/")).readHead();
			assertThat(head).startsWith("HTTP/1.1 500 ");
			assertThat(client.readUntil("}"))
				.startsWith("{ \"statusCode\": 500, \"message\": \"Internal server error\", \"activityId\": \"");
		}
	}

	@Test
	void answersWithoutABodyStayWithoutOne() throws Exception {
		stage.backend().answer("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
		try (RawClient client = client()) {
			String head = client.send("HEAD /r/ HTTP/1.1\r\nHost: gw\r\n\r\n").readHead();
			assertThat(head.toLowerCase(Locale.ROOT)).contains("content-length: 1234")
				.doesNotContain("transfer-encoding");
			stage.backend().answer("HTTP/1.1 204 No Content\r\n\r\n");
			String empty = client.send(get("/r/")).readHead().toLowerCase(Locale.ROOT);
			assertThat(empty).startsWith("http/1.1 204").doesNotContain("content-length", "transfer-encoding");
			stage.backend().answer("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n");
			assertThat(client.send(get("/r/")).readHead()).startsWith("HTTP/1.1 304").containsIgnoringCase("etag");
			stage.backend().answer(RawBackend.OK);
			assertThat(client.send(get("/r/")).readUntil("ok")).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void theHeadOfAStreamIsSentBeforeItsFirstEvent() throws Exception {
		CountDownLatch seen = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			connection
				.answer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
			await(seen);
			connection.answer("7\r\ndata: 1\r\n");
			connection.waitForClose();
		});
		try (RawClient client = client()) {
			assertThat(client.send(get("/r/events")).readHead()).containsIgnoringCase("text/event-stream");
			seen.countDown();
			assertThat(client.readUntil("data: 1")).isNotNull();
		}
	}

	@Test
	void anUnfinishedAnswerOfUnknownLengthEndsWithItsConnection() throws Exception {
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end");
			connection.finish();
		});
		try (RawClient client = client()) {
			assertThat(client.send(get("/r/")).readUntil("0\r\n\r\n")).contains("until the end");
		}
	}

	@Test
	void answersAClientOfHttp10WithoutChunks() throws Exception {
		stage.backend().answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
		try (RawClient client = client()) {
			String answer = client.send("GET /r/ HTTP/1.0\r\nHost: gw\r\n\r\n").readAll();
			assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding").endsWith("\r\n\r\nhello");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE", "POST", "PUT", "PATCH" })
	void streamsTheBodyOfAnyMethod(String method) throws Exception {
		stage.backend().script((connection) -> {
			connection.readUntil("hello");
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = client()) {
			client.send(method + " /r/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\n\r\nhello").readUntil("ok");
			assertThat(stage.backend().head().toLowerCase(Locale.ROOT)).contains("content-length: 5\r\n");
			stage.backend().script((connection) -> {
				connection.readUntil("0\r\n\r\n");
				connection.answer(RawBackend.OK);
			});
			client.send(
					method + " /r/ HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
			client.readUntil("ok");
			assertThat(stage.backend().head().toLowerCase(Locale.ROOT)).contains("transfer-encoding: chunked\r\n")
				.doesNotContain("content-length");
		}
	}

}
