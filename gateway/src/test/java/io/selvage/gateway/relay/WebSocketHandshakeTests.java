package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Handshakes of WebSockets that succeed or do not.
 */
class WebSocketHandshakeTests {

	@RegisterExtension
	static final WebSocketStage stage = new WebSocketStage();

	private static String handshake(String path, String more) {
		return "GET " + path + " HTTP/1.1\r\nHost: gw\r\nSec-WebSocket-Version: 13\r\n"
				+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
	}

	@Test
	void whatABackendThatRefusesSaysIsHeardToo() throws IOException {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send(handshake("/mixed/refuse", "Upgrade: websocket\r\nConnection: Upgrade\r\n"));
			assertThat(client.readUntil("who are you?")).startsWith("HTTP/1.1 401 ")
				.containsIgnoringCase("content-length: 12\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upgrade: h2c, websocket", "Upgrade: websocket, foo" })
	void aWebSocketMayBeOneOfSeveralOffers(String offers) throws Exception {
		stage.backend().seen().clear();
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send(handshake("/mixed/echo", offers + "\r\nConnection: keep-alive, Upgrade\r\n"));
			assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
		}
		String first = stage.backend().seen().poll(10, TimeUnit.SECONDS);
		while (first != null && first.startsWith("closed")) {
			first = stage.backend().seen().poll(10, TimeUnit.SECONDS);
		}
		assertThat(first).as("no origin is made up").startsWith("/echo");
	}

	@Test
	void aReservedBitNobodyAgreedUponEndsTheSocket() throws Exception {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send(handshake("/mixed/echo", "Upgrade: websocket\r\nConnection: Upgrade\r\n"));
			assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
			client.send(new byte[] { (byte) 0xC1, (byte) 0x81, 0, 0, 0, 0, 'x' });
			String close = client.read(4);
			assertThat((int) close.charAt(0)).isEqualTo(0x88);
			assertThat((close.charAt(2) << 8) | close.charAt(3)).isEqualTo(1002);
		}
	}

	@Test
	void aBackendThatRefusesIsHeard() {
		assertThatThrownBy(() -> stage.open("/ws/refuse", new SocketTalk())).isInstanceOf(CompletionException.class)
			.cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class, (refused) -> {
				assertThat(refused.getResponse().statusCode()).isEqualTo(401);
				assertThat(refused.getResponse().headers().firstValue("www-authenticate")).hasValue("Bearer");
			});
	}

	@Test
	void aPolicyMayRefuse() {
		stage.backend().seen().clear();
		assertThatThrownBy(
				() -> stage.builder().header("x-bad", "1").buildAsync(stage.uri("/ws/echo"), new SocketTalk()).join())
			.cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(refused) -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
		assertThat(stage.backend().seen()).isEmpty();
	}

	@Test
	void aBackendThatIsNotThereIsAnOrdinaryError() {
		assertThatThrownBy(() -> stage.open("/dead/", new SocketTalk())).cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(refused) -> assertThat(refused.getResponse().statusCode()).isEqualTo(500));
	}

	@Test
	void whoeverDoesNotAskForAWebSocketIsToldTo() {
		HttpResponse<String> response = stage.gateway().get("/ws/echo");
		assertThat(response.statusCode()).isEqualTo(426);
		assertThat(response.headers().firstValue("upgrade")).hasValue("websocket");
	}

	@ParameterizedTest
	@ValueSource(strings = { "426|Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
			"426|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "400|Sec-WebSocket-Version: 13",
			"400|Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short",
			"400|Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
			"400|Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
			"400|Sec-WebSocket-Version: 13\r\nContent-Length: 5\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==" })
	void aHandshakeThatIsNotInOrderReachesNobody(String given) throws IOException {
		stage.backend().seen().clear();
		String[] parts = given.split("\\|");
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /ws/echo HTTP/1.1\r\nHost: gw\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + parts[1]
					+ "\r\n\r\n");
			String head = client.readHead();
			assertThat(head).startsWith("HTTP/1.1 " + parts[0]);
			if (parts[0].equals("426")) {
				assertThat(head.toLowerCase(Locale.ROOT)).contains("sec-websocket-version: 13");
			}
		}
		assertThat(stage.backend().seen()).isEmpty();
	}

	@Test
	void headersOfOutboundPoliciesAreInTheHandshake() throws IOException {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /ws/echo HTTP/1.1\r\nHost: gw\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
			assertThat(client.readHead().toLowerCase(Locale.ROOT)).startsWith("http/1.1 101 ")
				.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n", "x-out: yes\r\n");
		}
	}

}
