package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client does wrong while it sends the body of a request is its own fault: it is
 * told so, the backend's circuit stays closed, nobody else is asked instead, and the log
 * has no more than a line about it.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientFaultTests {

	/**
	 * Either may come first (RFC 9113 section 8.1.1): the answer, or the end of the
	 * stream.
	 */
	private static final String MALFORMED = "4000|reset1";

	private static final String POST = "POST /f/x HTTP/1.1\r\nHost: gw\r\n";

	/** More than is awaited before anything is forwarded. */
	private static final int ANNOUNCED = 70_000;

	/** Ten times what a client may send before it is given room. */
	private static final int WINDOWS = 655_350;

	private static final AtomicInteger posts = new AtomicInteger();

	private static final AtomicLong received = new AtomicLong();

	private static TestGateway gateway;

	private static RawBackend backend;

	private static volatile CountDownLatch gone = new CountDownLatch(1);

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		backend.script((connection) -> {
			if (connection.head().startsWith("GET ")) {
				connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
				return;
			}
			posts.incrementAndGet();
			received.set(connection.readAtMost(Long.MAX_VALUE));
			gone.countDown();
			connection.finish();
		});
		gateway = TestGateway.start("server.http2.enabled=true", "selvage.listener.pace-window=300ms");
		for (String name : List.of("a", "b")) {
			gateway.put("/backends/" + name, """
					{"url":"%s","protocol":"http","circuitBreaker":{"rules":[{"name":"r","failureCondition":{
					"count":1,"interval":"PT1M","statusCodeRanges":[{"min":400,"max":599}],"errorReasons":
					["BackendConnectionFailure","ClientConnectionFailure","Timeout"]},"tripDuration":"PT1M"}]}}
					""".formatted(backend.url()));
		}
		gateway.put("/backends/pool",
				"{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/a\"},{\"id\":\"/backends/b\"}]}}");
		gateway.api("fault", "f", null, policy("<forward-request buffer-request-body=\"true\" />"));
		gateway.api("unread", "u", null,
				policy("<forward-request buffer-request-body=\"true\" continue-timeout=\"60\" />"));
	}

	private static String policy(String forward) {
		return """
				<policies><inbound><set-backend-service backend-id="pool" /></inbound><backend>
				<retry condition="@(context.Request.Method == &quot;POST&quot;)" count="2" interval="0">%s</retry>
				</backend><outbound /><on-error /></policies>""".formatted(forward);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	private static Fault http1(String name, String expected, String request, String more) {
		return new Fault("HTTP/1.1: " + name, expected, () -> {
			try (RawClient client = new RawClient(gateway.port())) {
				int before = posts.get();
				client.send(POST + request);
				awaitPost(before);
				String answer = client.send(more).readAll();
				return answer.isEmpty() ? "closed" : answer.substring(9, 12);
			}
		});
	}

	private static Fault cut(String name, boolean reset, String request) {
		return new Fault("HTTP/1.1: " + name, "gone", () -> {
			int before = posts.get();
			Socket socket = new Socket("127.0.0.1", gateway.port());
			try (RawClient client = new RawClient(socket)) {
				client.send(POST + request);
				awaitPost(before);
				socket.setSoLinger(reset, 0);
			}
			return "gone";
		});
	}

	private static Fault unreadCut(String name, boolean reset) {
		return new Fault("HTTP/1.1: " + name, "gone", () -> {
			int before = posts.get();
			Socket socket = new Socket("127.0.0.1", gateway.port());
			try (RawClient client = new RawClient(socket)) {
				client.send("POST /u/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(50_000));
				awaitPost(before);
				socket.setSoLinger(reset, 0);
			}
			return "gone";
		});
	}

	private static void awaitPost(int before) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (posts.get() == before && System.nanoTime() < deadline) {
			Thread.sleep(5);
		}
		assertThat(posts.get()).isEqualTo(before + 1);
	}

	private static void overrun(RawHttp2Client client, int frames) throws IOException {
		for (int i = 0; i < frames; i++) {
			client.data(1, false, "x".repeat(16_384));
		}
	}

	private static Fault http2(String name, String expected, Frames frames, String... more) {
		return new Fault("HTTP/2: " + name, expected, () -> {
			int before = posts.get();
			try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
				String[] fields = { ":method", "POST", ":scheme", "http", ":authority", "gw", ":path",
						expected.equals("reset3") ? "/u/x" : "/f/x" };
				String[] all = new String[fields.length + more.length];
				System.arraycopy(fields, 0, all, 0, fields.length);
				System.arraycopy(more, 0, all, fields.length, more.length);
				client.headers(1, false, all);
				if (more.length == 0 || Integer.parseInt(more[1]) > 65_536) {
					client.data(1, false, "x".repeat(10));
					awaitPost(before);
				}
				frames.send(client);
				return expected.equals("gone") ? "gone" : client.outcome(1) + client.errorCode();
			}
		});
	}

	private static Fault unread(String name, Frames frames) {
		return new Fault(name, "gone", () -> {
			int before = posts.get();
			try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
				client.headers(1, false, ":method", "POST", ":scheme", "http", ":authority", "gw", ":path",
						name.contains("answers") ? "/f/x" : "/u/x");
				awaitPost(before);
				client.data(1, false, "part of a body");
				frames.send(client);
			}
			return "gone";
		});
	}

	static Stream<Fault> faults() {
		return Stream.of(
				http1("a chunk whose size is none", "400", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
						"zz\r\nx"),
				http1("a chunk longer than its size", "400", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
						" and more\r\n0\r\n\r\n"),
				http1("a body that stops", "408", "Content-Length: 100\r\n\r\nhello", ""),
				cut("a body that is cut", false, "Content-Length: 100\r\n\r\nhello"),
				cut("a body whose connection is reset", true, "Content-Length: 100\r\n\r\nhello"),
				cut("chunks that are cut", false, "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
				cut("chunks whose connection is reset", true, "Transfer-Encoding: chunked\r\n\r\n5\r\nhel"),
				unreadCut("a connection closed while nobody reads the body", false),
				unreadCut("a connection reset while nobody reads the body", true),
				cut("a client that does not wait for its answer", false, "Content-Length: 5\r\n\r\nhello"),
				http2("longer than announced, small", "4000", (client) -> client.data(1, true, "more than announced"),
						"content-length", "3"),
				http2("shorter than announced, small", "4000", (client) -> client.data(1, true, "less"),
						"content-length", "30"),
				http2("nothing at all of what was announced", "4000", (client) -> client.data(1, true, ""),
						"content-length", "30"),
				http2("shorter than announced", MALFORMED, (client) -> client.data(1, true, "less"), "content-length",
						String.valueOf(ANNOUNCED)),
				http2("longer than announced", MALFORMED, (client) -> {
					for (int i = 0; i < 3; i++) {
						client.data(1, false, "x".repeat(16_000));
					}
					client.await(RawHttp2Client.WINDOW_UPDATE, 1);
					client.data(1, false, "x".repeat(16_000));
					client.data(1, true, "x".repeat(6_500));
				}, "content-length", String.valueOf(ANNOUNCED)),
				http2("beyond the window", "4000|(reset|goaway)3|closed", (client) -> overrun(client, 200)),
				http2("beyond a window nobody makes room in", "reset3", (client) -> overrun(client, 4)),
				unread("HTTP/2: a connection closed while nobody reads the body", RawHttp2Client::close),
				unread("HTTP/2: a stream reset while nobody reads the body",
						(client) -> client.frame(RawHttp2Client.RST_STREAM, 0, 1, new byte[] { 0, 0, 0, 8 })),
				unread("HTTP/2: a connection closed while nobody answers", (client) -> {
					client.data(1, true, "x");
					client.close();
				}), unread("HTTP/2: a stream reset while nobody answers", (client) -> {
					client.data(1, true, "x");
					client.frame(RawHttp2Client.RST_STREAM, 0, 1, new byte[] { 0, 0, 0, 8 });
				}),
				http2("a stream that is reset", "gone",
						(client) -> client.frame(RawHttp2Client.RST_STREAM, 0, 1, new byte[] { 0, 0, 0, 8 })),
				http2("a connection that is closed", "gone", RawHttp2Client::close),
				http2("a frame nobody knows how to read", "goaway9",
						(client) -> client.frame(RawHttp2Client.HEADERS, 5, 1, new byte[] { -1, -1, -1, -1 })));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void isTheClientsOwn(Fault fault, CapturedOutput output) throws Exception {
		gone = new CountDownLatch(1);
		int before = posts.get();
		String outcome;
		try {
			outcome = fault.client.run();
		}
		catch (SocketException closed) {
			outcome = "closed";
		}
		int sent = posts.get() - before;
		assertThat(outcome).matches(fault.expected);
		assertThat(sent).isLessThanOrEqualTo(1);
		if (sent == 1) {
			assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(received.get()).isLessThanOrEqualTo(fault.name.contains("window") ? WINDOWS : ANNOUNCED);
		}
		for (int member = 0; member < 4; member++) {
			assertThat(gateway.get("/f/x").statusCode()).isEqualTo(200);
		}
		assertThat(posts.get() - before).isEqualTo(sent);
		assertThat(output.getAll()).doesNotContain("\tat ", "onErrorDropped");
	}

	/**
	 * A client that does something wrong.
	 *
	 * @param name what it does
	 * @param expected what becomes of its request
	 * @param client does it
	 */
	record Fault(String name, String expected, Client client) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	private interface Client {

		String run() throws Exception;

	}

	private interface Frames {

		void send(RawHttp2Client client) throws IOException;

	}

}
