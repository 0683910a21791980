package io.selvage.gateway.relay;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.selvage.gateway.TestGateway;
import io.selvage.gateway.relay.HoldingBackend.Held;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backend that takes no more requests while nobody may wait for it: two connections
 * with one request each over HTTP/1.1, and three over HTTP/2.
 */
class FullBackendTests {

	private static TestGateway gateway;

	private static HoldingBackend backend;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final List<Held> held = new ArrayList<>();

	@BeforeAll
	static void start() {
		backend = new HoldingBackend(3);
		gateway = TestGateway.start("selvage.forward.connections.max-per-endpoint=2",
				"selvage.forward.connections.max-pending=0", "selvage.forward.connections.acquire-timeout=60s");
		gateway.api("one", "one", backend.url(), policy("1", 60));
		gateway.api("two", "two", backend.url(), policy("2", 60));
		gateway.api("one-brief", "one-brief", backend.url(), policy("1", 1));
		gateway.api("two-brief", "two-brief", backend.url(), policy("2", 1));
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.close();
	}

	@AfterEach
	void release() {
		this.held.forEach(Held::release);
	}

	private static String policy(String version, int seconds) {
		return "<policies><inbound><base /></inbound><backend><forward-request http-version=\"" + version
				+ "\" timeout=\"" + seconds + "\" /></backend></policies>";
	}

	private CompletableFuture<Integer> call(String path) {
		return this.client
			.sendAsync(HttpRequest.newBuilder(gateway.uri(path)).timeout(Duration.ofSeconds(20)).build(),
					HttpResponse.BodyHandlers.ofString())
			.thenApply(HttpResponse::statusCode);
	}

	private List<CompletableFuture<Integer>> fill(String api, int places) throws InterruptedException {
		List<CompletableFuture<Integer>> calls = new ArrayList<>();
		for (int i = 0; i < places; i++) {
			calls.add(call("/" + api + "/held"));
			this.held.add(backend.next());
		}
		return calls;
	}

	private void emptied(List<CompletableFuture<Integer>> calls) {
		this.held.forEach(Held::release);
		this.held.clear();
		assertThat(calls).allSatisfy((call) -> assertThat(call.join()).isEqualTo(200));
	}

	private List<Integer> statuses(String path, int count) {
		List<CompletableFuture<Integer>> calls = IntStream.range(0, count).mapToObj((i) -> call(path)).toList();
		return calls.stream().map(CompletableFuture::join).toList();
	}

	/** What went away elsewhere is known here a moment later. */
	private static void awaitPlace(String api) throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			if (gateway.get("/" + api + "/free").statusCode() == 200) {
				return;
			}
			Thread.sleep(50);
		}
		throw new AssertionError("The place was not given back");
	}

	@ParameterizedTest
	@CsvSource({ "one,2", "two,6" })
	void whoeverFindsNoPlaceIsRefusedWhileTheOthersAreStillServed(String api, int places) throws Exception {
		for (int round = 0; round < 3; round++) {
			List<CompletableFuture<Integer>> calls = fill(api, places);
			assertThat(statuses("/" + api + "/free", 200)).containsOnly(503);
			assertThat(backend.receivedMore()).isFalse();
			emptied(calls);
		}
	}

	@ParameterizedTest
	@CsvSource({ "one,2", "two,6" })
	void nobodyIsRefusedWhileThereIsRoom(String api, int places) throws Exception {
		for (int round = 0; round < 20; round++) {
			List<CompletableFuture<Integer>> calls = IntStream.range(0, places)
				.mapToObj((i) -> call("/" + api + "/held"))
				.toList();
			for (int i = 0; i < places; i++) {
				this.held.add(backend.next());
			}
			emptied(calls);
		}
	}

	@ParameterizedTest
	@CsvSource({ "one,1", "two,5" })
	void whoEndsLeavesHisPlaceToWhoComesNext(String api, int others) throws Exception {
		List<CompletableFuture<Integer>> calls = fill(api, others);
		try (RawClient raw = new RawClient(gateway.port())) {
			for (int i = 0; i < 2000; i++) {
				raw.send("GET /" + api + "/free HTTP/1.1\r\nHost: gw\r\n\r\n");
				assertThat(raw.readHead()).as("request " + i).startsWith("HTTP/1.1 200 ");
				raw.readUntil("ok");
			}
		}
		emptied(calls);
	}

	@ParameterizedTest
	@CsvSource({ "one,2", "two,6" })
	void whoGoesAwayLeavesHisPlace(String api, int places) throws Exception {
		List<CompletableFuture<Integer>> calls = fill(api, places - 1);
		for (int i = 0; i < 10; i++) {
			try (RawClient raw = new RawClient(gateway.port())) {
				raw.send("GET /" + api + "/held HTTP/1.1\r\nHost: gw\r\n\r\n");
				this.held.add(backend.next());
				assertThat(gateway.get("/" + api + "/free").statusCode()).isEqualTo(503);
			}
			awaitPlace(api);
		}
		emptied(calls);
	}

	@ParameterizedTest
	@CsvSource({ "one,2", "two,6" })
	void whatFailsLeavesItsPlace(String api, int places) throws Exception {
		List<CompletableFuture<Integer>> calls = fill(api, places - 1);
		for (int i = 0; i < 10; i++) {
			CompletableFuture<Integer> failing = this.client
				.sendAsync(HttpRequest.newBuilder(gateway.uri("/" + api + "/held"))
					.POST(HttpRequest.BodyPublishers.ofString("body"))
					.build(), HttpResponse.BodyHandlers.ofString())
				.thenApply(HttpResponse::statusCode);
			Held next = backend.next();
			assertThat(gateway.get("/" + api + "/free").statusCode()).isEqualTo(503);
			next.abort();
			assertThat(failing.get(10, TimeUnit.SECONDS)).isEqualTo(500);
			awaitPlace(api);
		}
		emptied(calls);
	}

	@ParameterizedTest
	@CsvSource({ "one,2", "two,6" })
	void whatTakesTooLongLeavesItsPlace(String api, int places) throws Exception {
		List<CompletableFuture<Integer>> calls = fill(api, places - 1);
		CompletableFuture<Integer> late = call("/" + api + "-brief/held");
		this.held.add(backend.next());
		assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo(500);
		awaitPlace(api);
		calls.addAll(fill(api, 1));
		assertThat(statuses("/" + api + "/free", 10)).containsOnly(503);
		emptied(calls);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig",
			"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
			"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\nmore", "HTP" })
	void whateverTheAnswerIsItLeavesItsPlace(String answer) throws Exception {
		try (RawBackend odd = new RawBackend()) {
			odd.script((connection) -> {
				connection.answer(answer);
				connection.finish();
			});
			gateway.api("odd", "odd", odd.url(), policy("1", 60));
			for (int i = 0; i < 10; i++) {
				try (RawClient raw = new RawClient(gateway.port())) {
					raw.send("POST /odd/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000\r\n\r\nbegun");
					raw.readHead();
				}
			}
			odd.answer(RawBackend.OK);
			awaitPlace("odd");
		}
	}

}
