package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who waits for a connection to a backend, and who may not.
 */
class ConnectionLineTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static TestGateway gateway;

	private static RawBackend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		gateway = TestGateway.start("selvage.forward.connections.max-per-endpoint=1",
				"selvage.forward.connections.max-pending=1", "selvage.forward.connections.acquire-timeout=30s");
		gateway.api("line", "l", backend.url(), null);
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	@Test
	void whoWaitsIsServedAndWhoComesLaterIsTurnedAway() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		backend.script((connection) -> {
			arrived.countDown();
			go.await(30, TimeUnit.SECONDS);
			connection.answer(OK);
		});
		String request = "GET /l/ HTTP/1.1\r\nHost: gw\r\n\r\n";
		try (RawClient first = new RawClient(gateway.port()); RawClient second = new RawClient(gateway.port())) {
			first.send(request);
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			second.send(request);
			Thread.sleep(300);
			assertThat(statusesOfManyAtOnce()).containsOnly(503);
			backend.answer(OK);
			go.countDown();
			assertThat(first.readUntil("ok")).startsWith("HTTP/1.1 200 ");
			assertThat(second.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
		assertThat(gateway.get("/l/").statusCode()).isEqualTo(200);
	}

	private static List<Integer> statusesOfManyAtOnce() {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/l/")).build();
		return IntStream.range(0, 500)
			.mapToObj((i) -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.thenApply(HttpResponse::statusCode))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

}
