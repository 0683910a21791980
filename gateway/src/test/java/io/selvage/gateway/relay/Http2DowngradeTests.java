package io.selvage.gateway.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests over HTTP/2 that must not be one over HTTP/1.1 (RFC 9113 sections 8.1.1 and
 * 8.2): not a byte of them reaches the backend.
 */
class Http2DowngradeTests {

	private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

	private static TestGateway gateway;

	private static RecordingBackend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RecordingBackend();
		gateway = TestGateway.start("server.http2.enabled=true");
		gateway.api("vectors", "v", "http://127.0.0.1:" + backend.port(), null);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	private static Vector vector(String name, String body, String... fields) {
		return new Vector(name, fields, body);
	}

	/** A request with something added. */
	private static Vector plus(String name, String body, String... more) {
		List<String> fields = new ArrayList<>(
				List.of(":method", "POST", ":scheme", "http", ":authority", "gw.example", ":path", "/v/x"));
		fields.addAll(List.of(more));
		return new Vector(name, fields.toArray(String[]::new), body);
	}

	/**
	 * A request with one of its pseudo-header fields replaced or, with null, left out.
	 */
	private static Vector instead(String name, String field, String value) {
		List<String> fields = new ArrayList<>();
		String[] usual = { ":method", "POST", ":scheme", "http", ":authority", "gw.example", ":path", "/v/x" };
		for (int i = 0; i < usual.length; i += 2) {
			boolean replaced = usual[i].equals(field);
			if (!replaced || value != null) {
				fields.add(usual[i]);
				fields.add(replaced ? value : usual[i + 1]);
			}
		}
		return new Vector(name, fields.toArray(String[]::new), "x");
	}

	static Stream<Vector> vectors() {
		List<Vector> all = new ArrayList<>();
		String[] breaks = { "\r\n", "\n", "\r", "\0" };
		for (String each : breaks) {
			String shown = each.replace("\r", "CR").replace("\n", "LF").replace("\0", "NUL");
			all.add(plus(shown + " in a value", SMUGGLED, "x-a", "b" + each + "transfer-encoding: chunked"));
			all.add(plus(shown + " at the end of a value", "x", "x-a", "b" + each));
			all.add(plus(shown + " in a name", "x", "x-a: b" + each + "x-inj", "1"));
			all.add(plus(shown + " in a cookie", "x", "cookie", "a=b" + each + "x: y"));
			all.add(instead(shown + " in the path", ":path", "/v/x HTTP/1.1" + each + "Inj: 1"));
			all.add(instead(shown + " in the method", ":method", "GET /admin HTTP/1.1" + each + "X: y"));
			all.add(instead(shown + " in the authority", ":authority", "gw.example" + each + "x: y"));
			all.add(instead(shown + " in the scheme", ":scheme", "http" + each + "x"));
		}
		for (String name : List.of("x a", "x:a", "", "X-Upper", "x(a)", "tr\u00e4nsfer", "x\u007f", "x\t", ":custom",
				":status", "content_length", "transfer_encoding")) {
			all.add(plus("the name '" + name + "'", "x", name, "1"));
		}
		for (String value : List.of(" b", "b ", "\tb", "b\t", "b\u0001c", "b\u007fc")) {
			all.add(plus("the value '" + value + "'", "x", "x-a", value));
		}
		all.add(plus("connection", "x", "connection", "close"));
		all.add(plus("keep-alive", "x", "keep-alive", "timeout=5"));
		all.add(plus("proxy-connection", "x", "proxy-connection", "keep-alive"));
		all.add(plus("transfer-encoding", "0\r\n\r\n" + SMUGGLED, "transfer-encoding", "chunked"));
		all.add(plus("transfer-encoding identity", SMUGGLED, "transfer-encoding", "identity"));
		all.add(plus("upgrade", "x", "upgrade", "websocket"));
		all.add(plus("te other than trailers", "x", "te", "gzip"));
		all.add(plus("content-length 0 and a body", SMUGGLED, "content-length", "0"));
		all.add(plus("content-length too short", "abc" + SMUGGLED, "content-length", "3"));
		all.add(plus("content-length too long", "abc", "content-length", "50"));
		all.add(plus("content-length without a body", null, "content-length", "5"));
		all.add(plus("content-length no number", "x", "content-length", "one"));
		all.add(plus("content-length negative", "x", "content-length", "-1"));
		all.add(plus("content-length signed", "x", "content-length", "+1"));
		all.add(plus("content-length twice", "x", "content-length", "1", "content-length", "2"));
		all.add(plus("content-length as a list", "x", "content-length", "1, 2"));
		all.add(instead("no method", ":method", null));
		all.add(instead("no scheme", ":scheme", null));
		all.add(instead("no path", ":path", null));
		all.add(instead("no authority", ":authority", null));
		all.add(instead("empty path", ":path", ""));
		all.add(instead("path without a slash", ":path", "v/x"));
		all.add(instead("absolute path", ":path", "http://b.example/v/x"));
		all.add(instead("absolute path with the same authority", ":path", "http://gw.example/v/x"));
		all.add(instead("path *", ":path", "*"));
		all.add(plus("an expectation nobody meets", "x", "expect", "a-miracle"));
		all.add(instead("dot segments", ":path", "/v/../v/x"));
		all.add(instead("encoded dot segments", ":path", "/v/%2e%2e/v/x"));
		all.add(instead("space in path", ":path", "/v/x y"));
		all.add(instead("fragment", ":path", "/v/x#y"));
		all.add(instead("method with a space", ":method", "GET /admin"));
		all.add(instead("empty method", ":method", ""));
		all.add(instead("authority with a path", ":authority", "gw.example/x?y"));
		all.add(instead("authority with a user", ":authority", "u@gw.example"));
		all.add(instead("unknown scheme", ":scheme", "gopher"));
		all.add(instead("scheme with more", ":scheme", "http://b.example/?"));
		all.add(plus("path twice", "x", ":path", "/v/admin"));
		all.add(plus("method twice", "x", ":method", "GET"));
		all.add(plus("authority twice", "x", ":authority", "b.example"));
		all.add(plus("scheme twice", "x", ":scheme", "https"));
		all.add(plus("host that is not the authority", "x", "host", "evil.example"));
		all.add(vector("a pseudo-header behind others", "x", ":method", "POST", ":scheme", "http", "x-a", "b",
				":authority", "gw.example", ":path", "/v/x"));
		all.add(vector("CONNECT", null, ":method", "CONNECT", ":authority", "127.0.0.1:80"));
		all.add(vector("CONNECT with a path", null, ":method", "CONNECT", ":scheme", "http", ":authority", "gw.example",
				":path", "/v/x"));
		all.add(vector("extended CONNECT", null, ":method", "CONNECT", ":protocol", "websocket", ":scheme", "http",
				":authority", "gw.example", ":path", "/v/x"));
		return all.stream();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void isRefusedAndNothingOfItIsForwarded(Vector vector) throws IOException {
		backend.take();
		String outcome;
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, vector.body == null, vector.fields);
			if (vector.body != null) {
				client.data(1, true, vector.body);
			}
			outcome = client.outcome(1);
		}
		assertThat(outcome).matches("4\\d\\d|501|reset|goaway|closed");
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, true, ":method", "GET", ":scheme", "http", ":authority", "gw.example", ":path",
					"/v/after");
			assertThat(client.outcome(1)).isEqualTo("200");
		}
		List<byte[]> received = backend.take();
		assertThat(received).hasSize(1);
		assertThat(new String(received.get(0))).startsWith("GET /after HTTP/1.1\r\n");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { ":method, none", ":method, GET /", ":path, none", ":path, /v/x y" })
	void whatCannotBecomeARequestOfHttp1IsResetAndTheOthersGoOn(String field, String value) throws IOException {
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, true, instead("", field, value).fields);
			client.headers(3, true, ":method", "GET", ":scheme", "http", ":authority", "gw.example", ":path", "/v/x");
			assertThat(client.outcome(1)).isEqualTo("reset");
			assertThat(client.errorCode()).isEqualTo(1);
			assertThat(client.outcome(3)).isEqualTo("200");
		}
		backend.take();
	}

	@Test
	void whatIsInOrderIsForwarded() throws IOException {
		backend.take();
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, false, plus("", null, "content-length", "3", "te", "trailers", "x-a", "b").fields);
			client.data(1, true, "abc");
			assertThat(client.outcome(1)).isEqualTo("200");
			client.headers(3, false, plus("", null, "content-length", "0").fields);
			client.data(3, true, "");
			assertThat(client.outcome(3)).isEqualTo("200");
		}
		assertThat(new String(backend.take().get(0)).toLowerCase()).startsWith("post /x http/1.1\r\n")
			.contains("te: trailers", "x-a: b", "\r\n\r\nabc")
			.doesNotContain("x-http2-", "transfer-encoding");
	}

	@Test
	void thereAreAtLeastSixty() {
		assertThat(vectors()).hasSizeGreaterThanOrEqualTo(60);
	}

	record Vector(String name, String[] fields, String body) {

		@Override
		public String toString() {
			return this.name.replaceAll("[^ -~]", "?");
		}

	}

}
