package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who waits for a connection to a backend, and who may not.
 */
class ConnectionLineTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static TestGateway gateway;

	private static RawBackend backend;

	private static HoldingBackend holding;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		gateway = TestGateway.start("selvage.forward.connections.max-per-endpoint=1",
				"selvage.forward.connections.max-pending=1", "selvage.forward.connections.acquire-timeout=30s");
		gateway.api("line", "l", backend.url(), null);
		holding = new HoldingBackend(2);
		gateway.api("one", "one", holding.url(), null);
		gateway.api("two", "two", holding.url(),
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" /></backend></policies>");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
		holding.close();
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
			assertThat(manyAtOnce("/l/").stream().map(CompletableFuture::join)).containsOnly(503);
			backend.answer(OK);
			go.countDown();
			assertThat(first.readUntil("ok")).startsWith("HTTP/1.1 200 ");
			assertThat(second.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
		assertThat(gateway.get("/l/").statusCode()).isEqualTo(200);
	}

	/** Over HTTP/2 a connection has room for two. */
	@ParameterizedTest
	@CsvSource({ "one,1", "two,2" })
	void asManyAsMayWaitDoSoAndTheOthersHearOfItAtOnce(String api, int room) throws Exception {
		List<CompletableFuture<Integer>> served = new ArrayList<>();
		List<HoldingBackend.Held> held = new ArrayList<>();
		for (int i = 0; i < room; i++) {
			served.addAll(atOnce("/" + api + "/held", 1));
			held.add(holding.next());
		}
		List<CompletableFuture<Integer>> late = manyAtOnce("/" + api + "/free");
		CountDownLatch refused = new CountDownLatch(late.size() - 1);
		late.forEach((call) -> call.thenAccept((status) -> refused.countDown()));
		assertThat(refused.await(20, TimeUnit.SECONDS)).as("all but one have their answer").isTrue();
		List<CompletableFuture<Integer>> waiting = late.stream().filter((call) -> !call.isDone()).toList();
		assertThat(waiting).hasSize(1);
		held.forEach(HoldingBackend.Held::release);
		served.addAll(waiting);
		assertThat(served).allSatisfy((call) -> assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(200));
		late.removeAll(waiting);
		assertThat(late).allSatisfy((call) -> assertThat(call.join()).isEqualTo(503));
	}

	private static List<CompletableFuture<Integer>> manyAtOnce(String path) {
		return atOnce(path, 500);
	}

	private static List<CompletableFuture<Integer>> atOnce(String path, int count) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(gateway.uri(path)).build();
		return IntStream.range(0, count)
			.mapToObj((i) -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.thenApply(HttpResponse::statusCode))
			.collect(Collectors.toList());
	}

}
