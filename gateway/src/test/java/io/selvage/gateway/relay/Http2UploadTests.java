package io.selvage.gateway.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.netty.buffer.Unpooled;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of several windows of HTTP/2 (RFC 9113 section 6.9) that a backend takes more
 * slowly than their client sends them.
 */
class Http2UploadTests {

	private static final int PART = 10_000;

	private static final int PARTS = 100;

	private static TestGateway gateway;

	private static RawBackend one;

	private static RawHttp2Backend two;

	@BeforeAll
	static void start() throws IOException {
		one = new RawBackend();
		two = new RawHttp2Backend();
		gateway = TestGateway.start("server.http2.enabled=true");
		gateway.api("one", "one", one.url(), null);
		gateway.api("two", "two", two.url(),
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" /></backend></policies>");
		one.script((connection) -> {
			long length = connection.head().contains("ength: ") ? (long) PART * PARTS : 0;
			long sum = 0;
			while (sum < length) {
				sum += connection.readAtMost(Math.min(20_000, length - sum));
				Thread.sleep(1);
			}
			connection.answer("HTTP/1.1 200 OK\r\nContent-Length: " + String.valueOf(sum).length() + "\r\n\r\n" + sum);
		});
		two.script((connection, stream) -> {
			long sum = 0;
			boolean last = false;
			while (!last) {
				RawHttp2Client.Frame next = connection.read();
				last = next.stream() == stream && next.last();
				sum += (next.stream() == stream && next.type() == RawHttp2Client.DATA) ? next.payload().length : 0;
				Thread.sleep(1);
			}
			connection.headers(stream, false, ":status", "200");
			connection.data(stream, true, String.valueOf(sum));
		});
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		one.close();
		two.close();
	}

	private static HttpClient client(ConnectionProvider connections) {
		return HttpClient.create(connections).protocol(HttpProtocol.H2C).baseUrl(gateway.uri("").toString());
	}

	private static CompletableFuture<String> upload(HttpClient client, String path, boolean announced) {
		return client
			.headers((headers) -> headers.set(announced ? "content-length" : "x-size", String.valueOf(PART * PARTS)))
			.post()
			.uri(path)
			.send((request, outbound) -> outbound
				.send(Flux.range(0, PARTS).map((i) -> Unpooled.wrappedBuffer(new byte[PART]))))
			.responseSingle((response, content) -> content.asString().map((text) -> response.status() + " " + text))
			.timeout(Duration.ofSeconds(30))
			.toFuture();
	}

	@ParameterizedTest
	@CsvSource({ "one,true,1", "two,true,1", "two,false,1", "one,true,8" })
	void everyByteArrivesHoweverSlowlyItIsTaken(String api, boolean announced, int atOnce) {
		ConnectionProvider connections = ConnectionProvider.create("uploads", 1);
		try {
			HttpClient client = client(connections);
			List<CompletableFuture<String>> answers = IntStream.range(0, atOnce)
				.mapToObj((i) -> upload(client, "/" + api + "/x", announced))
				.toList();
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.join()).isEqualTo("200 OK " + PART * PARTS));
		}
		finally {
			connections.dispose();
		}
	}

}
