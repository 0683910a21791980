package io.selvage.gateway.relay;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams of one connection of HTTP/2 do not wait for each other: neither the uploads of
 * a client for a backend that reads nothing, nor the answers of a backend for a client
 * that reads nothing.
 */
class SharedConnectionTests {

	private static final int PART = 10_000;

	private static final int LARGE = 10_000;

	private static final int SMALL = 50;

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
			.route((routes) -> routes.get("/large", (request, response) -> response.send(parts(LARGE)))
				.get("/small", (request, response) -> response.send(parts(SMALL)))
				.post("/count", (request, response) -> response.sendString(
						request.receive().map(ByteBuf::readableBytes).reduce(0, Integer::sum).map(String::valueOf))))
			.bindNow();
		gateway = TestGateway.start("server.http2.enabled=true", "selvage.listener.pace-window=10m",
				"selvage.forward.connections.max-per-endpoint=1");
		String url = "http://127.0.0.1:" + backend.port();
		gateway.api("one", "one", url, null);
		gateway.api("two", "two", url,
				"<policies><inbound><base /></inbound><backend><forward-request http-version=\"2\" /></backend></policies>");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	private static Flux<ByteBuf> parts(int count) {
		return Flux.range(0, count).map((i) -> Unpooled.wrappedBuffer(new byte[PART]));
	}

	private static CompletableFuture<String> upload(HttpClient client, String path, int parts) {
		return client.headers((headers) -> headers.set("content-length", String.valueOf((long) PART * parts)))
			.post()
			.uri(path)
			.send((request, outbound) -> outbound.send(parts(parts)))
			.responseSingle((response, content) -> content.asString().map((text) -> response.status() + " " + text))
			.timeout(Duration.ofSeconds(20))
			.toFuture();
	}

	@Test
	void anUploadThatNobodyTakesKeepsNoOtherFromItsBackend() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		ConnectionProvider connections = ConnectionProvider.create("uploads", 1);
		try (RawBackend stuck = new RawBackend()) {
			stuck.script((connection) -> go.await(60, TimeUnit.SECONDS));
			gateway.api("stuck", "stuck", stuck.url(), null);
			HttpClient client = HttpClient.create(connections)
				.protocol(HttpProtocol.H2C)
				.baseUrl(gateway.uri("").toString());
			CompletableFuture<String> held = upload(client, "/stuck/x", LARGE);
			stuck.head();
			for (int i = 0; i < 5; i++) {
				assertThat(upload(client, "/one/count", SMALL).join()).isEqualTo("200 OK " + PART * SMALL);
			}
			assertThat(held.isDone()).isFalse();
		}
		finally {
			go.countDown();
			connections.dispose();
		}
	}

	@Test
	void anAnswerThatNobodyTakesKeepsNoOtherFromItsClient() throws Exception {
		try (RawClient idle = new RawClient(gateway.port())) {
			idle.send("GET /two/large HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(idle.readHead()).startsWith("HTTP/1.1 200 ");
			// Until nothing moves any more: what is under way fits into no buffer.
			Thread.sleep(500);
			for (int i = 0; i < 5; i++) {
				HttpResponse<String> other = CompletableFuture.supplyAsync(() -> gateway.get("/two/small"))
					.get(20, TimeUnit.SECONDS);
				assertThat(other.statusCode()).isEqualTo(200);
				assertThat(other.body()).hasSize(PART * SMALL);
			}
		}
	}

}
