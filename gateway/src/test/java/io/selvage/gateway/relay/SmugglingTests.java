package io.selvage.gateway.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import io.selvage.gateway.Measured;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Requests that two HTTP implementations could read in two ways must not get through.
 */
class SmugglingTests {

	private static final Path VECTORS = Path.of("../../shared/conformance/reliability/http1-smuggling-mit.jsonl.gz");

	private static TestGateway gateway;

	private static RecordingBackend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RecordingBackend();
		gateway = TestGateway.start("logging.level.root=error");
		gateway.api("all", "", "http://127.0.0.1:" + backend.port(), null);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "Transfer-Encoding: gzip, chunked\r\n",
					"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n",
					"Transfer-Encoding: xchunked\r\n", "Transfer_Encoding: chunked\r\n", "Content_Length: 7\r\n",
					"Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: +3\r\n", "Content-Length: 0x3\r\n",
					"Transfer-Encoding : chunked\r\n", "Host: other\r\n", "X: a\u0000b\r\n", "X-Y\u0001: b\r\n" })
	void refusesAndClosesTheConnection(String lines) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("POST / HTTP/1.1\r\nHost: gw\r\n" + lines + "\r\n3\r\nabc\r\n0\r\n\r\n");
			assertThat(client.readAll()).startsWith("HTTP/1.1 400 ");
		}
		assertThat(backend.take()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n",
			"GET http://evil/ HTTP/1.1\r\nHost: gw\r\n\r\n", "GET * HTTP/1.1\r\nHost: gw\r\n\r\n",
			"GET foo HTTP/1.1\r\nHost: gw\r\n\r\n", "CONNECT gw:80 HTTP/1.1\r\nHost: gw:80\r\n\r\n",
			"POST / HTTP/1.0\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"GET /a/../b HTTP/1.1\r\nHost: gw\r\n\r\n", "GET /a/%2e%2E/b HTTP/1.1\r\nHost: gw\r\n\r\n",
			"GET /a%2fb HTTP/1.1\r\nHost: gw\r\n\r\n", "GET /a%5cb HTTP/1.1\r\nHost: gw\r\n\r\n",
			"GET /a%00b HTTP/1.1\r\nHost: gw\r\n\r\n", "GET /%c0%ae/ HTTP/1.1\r\nHost: gw\r\n\r\n",
			"GET /a%zz HTTP/1.1\r\nHost: gw\r\n\r\n", "GET /a/..;/b HTTP/1.1\r\nHost: gw\r\n\r\n" })
	void refusesTargetsThatCouldMeanTwoThings(String request) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			assertThat(client.send(request).readAll()).startsWith("HTTP/1.1 4");
		}
		assertThat(backend.take()).isEmpty();
	}

	@Test
	void forwardsThePathItMatched() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /%61%2D//b;x=1/%e4%bd%a0?q=%2F..%2F HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("ok");
		}
		assertThat(StrictHttp.read(backend.take().get(0)).requests())
			.containsExactly("GET /a-//b;x=1/%E4%BD%A0?q=%2F..%2F HTTP/1.1");
	}

	@Test
	void noVectorOfThePublicCollectionsGetsThrough() throws IOException {
		assumeTrue(Files.exists(VECTORS), "SKIPPED: no smuggling vectors at " + VECTORS.toAbsolutePath());
		backend.take();
		Set<String> vectors = vectors();
		long legal = 0;
		for (String vector : vectors) {
			byte[] raw = Base64.getDecoder().decode(vector);
			exchange(raw);
			legal += pipelined(raw) ? 1 : 0;
		}
		List<StrictHttp> seen = backend.take().stream().map(StrictHttp::read).toList();
		List<String> objections = seen.stream().flatMap((connection) -> connection.objections().stream()).toList();
		List<String> requests = seen.stream().flatMap((connection) -> connection.requests().stream()).toList();
		long second = requests.stream().filter((line) -> line.contains("/smuggled")).count();
		System.out.printf(
				"smuggling vectors: %d sent, %d requests forwarded, %d objections, %d second requests (%d legal)%n",
				vectors.size(), requests.size(), objections.size(), second, legal);
		Measured.figure("S1", vectors.size() + " vectors: " + requests.size() + " requests forwarded, "
				+ objections.size() + " of them ambiguous");
		assertThat(objections).isEmpty();
		assertThat(second).isLessThanOrEqualTo(legal);
	}

	/**
	 * A vector whose mutated coding is no coding at all is two legal requests in a row.
	 */
	private static boolean pipelined(byte[] raw) {
		return StrictHttp.read(raw).objections().isEmpty() && StrictHttp.read(raw).whole() > 1;
	}

	private static Set<String> vectors() throws IOException {
		Set<String> vectors = new LinkedHashSet<>();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(new GZIPInputStream(Files.newInputStream(VECTORS)), StandardCharsets.UTF_8))) {
			reader.lines().forEach((line) -> vectors.add((String) TestGateway.json(line).get("raw_b64")));
		}
		return vectors;
	}

	/**
	 * Sends a vector, half-closes and reads until the gateway closes or stays silent.
	 */
	private static void exchange(byte[] raw) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
			socket.setSoTimeout(30);
			socket.getOutputStream().write(raw);
			socket.getOutputStream().flush();
			InputStream in = socket.getInputStream();
			byte[] buffer = new byte[65536];
			while (in.read(buffer) >= 0) {
				continue;
			}
		}
		catch (SocketTimeoutException | SocketException ex) {
			// silent or closed by force: what the backend saw is what counts
		}
	}

}
