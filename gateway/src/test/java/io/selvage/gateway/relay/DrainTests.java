package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Leaving without losing a request.
 */
class DrainTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final int GOAWAY = 7;

	private RawBackend backend;

	@BeforeEach
	void start() throws IOException {
		this.backend = new RawBackend();
	}

	@AfterEach
	void stop() throws IOException {
		this.backend.close();
	}

	@Test
	void tellsItsClientsToGoElsewhereBeforeItLeaves() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		this.backend.script((connection) -> {
			arrived.countDown();
			go.await(10, TimeUnit.SECONDS);
			connection.answer(OK);
		});
		TestGateway leaving = TestGateway.start("selvage.listener.drain-notice=10s", "server.shutdown=graceful");
		leaving.api("edge", "e", this.backend.url(), null);
		try (RawClient busy = new RawClient(leaving.port()); RawClient idle = new RawClient(leaving.port())) {
			busy.send("GET /e/ HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			Thread shutdown = new Thread(leaving::close);
			shutdown.start();
			String answer = "";
			go.countDown();
			assertThat(busy.readUntil("ok")).startsWith("HTTP/1.1 200");
			this.backend.answer(OK);
			for (int i = 0; i < 100 && !answer.toLowerCase(Locale.ROOT).contains("connection: close"); i++) {
				try (RawClient late = new RawClient(leaving.port())) {
					answer = late.send("GET /e/ HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("ok");
				}
			}
			assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
			idle.close();
			busy.close();
			shutdown.join(20_000);
			assertThat(shutdown.isAlive()).isFalse();
		}
	}

	@Test
	void tellsItsClientsOfHttp2BeforeItLeavesAndServesWhatTheyHadSent() throws Exception {
		this.backend.answer(OK);
		TestGateway leaving = TestGateway.start("selvage.listener.drain-notice=10s", "server.http2.enabled=true");
		leaving.api("edge", "e", this.backend.url(), null);
		String[] request = { ":method", "GET", ":scheme", "http", ":authority", "gw", ":path", "/e/" };
		try (RawHttp2Client idle = new RawHttp2Client(leaving.port())) {
			assertThat(idle.headers(1, true, request).outcome(1)).isEqualTo("200");
			Thread shutdown = new Thread(leaving::close);
			shutdown.start();
			byte[] goAway = idle.await(GOAWAY, 0).payload();
			assertThat(goAway).startsWith(0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0);
			assertThat(idle.headers(3, true, request).outcome(3)).isEqualTo("200");
			idle.close();
			shutdown.join(20_000);
			assertThat(shutdown.isAlive()).isFalse();
		}
	}

	@Test
	void tellsTheClientsOfWebSocketsToConnectAnew() throws Exception {
		DisposableServer echo = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.sendWebsocket((inbound,
					outbound) -> outbound.sendObject(inbound.receiveFrames().map(WebSocketFrame::retain)).then()))
			.bindNow();
		TestGateway leaving = TestGateway.start();
		leaving.api("mixed", "mixed", "http://127.0.0.1:" + echo.port(), null);
		SocketTalk talk = new SocketTalk();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + leaving.port() + "/mixed/echo"), talk)
			.join();
		socket.sendText("hello", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		leaving.close();
		assertThat(talk.next()).startsWith("closed 1012 ");
		echo.disposeNow();
	}

}
