package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * WebSockets through the gateway, with the client of the JDK.
 */
class WebSocketTests {

	private static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

	private static final AtomicInteger FLOODED = new AtomicInteger();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static TestGateway gateway;

	private static TestGateway impatient;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create().host("127.0.0.1").port(0).handle(WebSocketTests::serve).bindNow();
		gateway = TestGateway.start("selvage.web-sockets.max-frame=100KB");
		gateway.put("/apis/sockets",
				"{\"path\":\"ws\",\"displayName\":\"sockets\",\"type\":\"websocket\",\"protocols\":[\"ws\"],"
						+ "\"subscriptionRequired\":false,\"serviceUrl\":\"ws://127.0.0.1:" + backend.port()
						+ "/base\"}");
		gateway.put("/apis/sockets/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><inbound><base /><set-header name=\"x-from\" exists-action=\"override\"><value>@(context.Operation.Id)"
					+ "</value></set-header><choose><when condition=\"@(context.Request.Headers.ContainsKey(&quot;x-bad&quot;))\">"
					+ "<return-response><set-status code=\"403\" reason=\"No\" /></return-response></when></choose></inbound>"
					+ "<backend><base /></backend><outbound><set-header name=\"x-out\" exists-action=\"override\"><value>yes"
					+ "</value></set-header></outbound></policies>")
				+ "}");
		gateway.api("mixed", "mixed", "http://127.0.0.1:" + backend.port(), null);
		impatient = TestGateway.start("selvage.web-sockets.idle-timeout=600ms",
				"selvage.listener.header-deadline=300ms", "selvage.listener.pace-window=200ms",
				"server.netty.idle-timeout=300ms");
		impatient.api("mixed", "mixed", "http://127.0.0.1:" + backend.port(), null);
		gateway.api("dead", "dead", "http://127.0.0.1:1", null);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		impatient.close();
		backend.disposeNow();
	}

	private static Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
		if (request.requestHeaders().contains("origin")) {
			SEEN.add("origin " + request.requestHeaders().get("origin"));
		}
		SEEN.add(request.uri() + " " + request.requestHeaders().get("x-from", "") + " "
				+ request.requestHeaders().get("host", ""));
		if (request.uri().contains("refuse")) {
			return response.status(401).header("WWW-Authenticate", "Bearer").sendString(Mono.just("who are you?"));
		}
		if (!request.requestHeaders().contains("upgrade")) {
			return response.sendString(Mono.just("plain"));
		}
		WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder()
			.handlePing(true)
			.maxFramePayloadLength(1_000_000);
		if (request.requestHeaders().contains("sec-websocket-protocol")) {
			spec.protocols("chat,soap");
		}
		return response.sendWebsocket((inbound, outbound) -> talk(request.uri(), inbound, outbound), spec.build());
	}

	private static Publisher<Void> talk(String uri, WebsocketInbound inbound, WebsocketOutbound outbound) {
		if (uri.contains("bye")) {
			return outbound.sendString(Flux.just("one", "two", "three"))
				.then()
				.then(outbound.sendClose(4001, "enough"));
		}
		if (uri.contains("lost")) {
			inbound.withConnection((connection) -> connection.channel().close());
			return Mono.never();
		}
		if (uri.contains("flood")) {
			return outbound.sendObject(Flux.range(0, 2000).map((i) -> {
				FLOODED.incrementAndGet();
				return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[50_000]));
			})).then().then(Mono.never());
		}
		inbound.receiveCloseStatus()
			.subscribe((status) -> SEEN.add("closed " + status.code() + " " + status.reasonText()));
		return outbound.sendObject(inbound.receiveFrames().map((frame) -> {
			if (frame instanceof PingWebSocketFrame) {
				SEEN.add("ping");
				return new TextWebSocketFrame("pinged");
			}
			return (WebSocketFrame) frame.retain();
		}).cast(Object.class)).then();
	}

	private static URI uri(String path) {
		return URI.create("ws://127.0.0.1:" + gateway.port() + path);
	}

	private static WebSocket open(String path, Talk talk, String... protocols) {
		WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
		if (protocols.length > 0) {
			builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
		}
		return builder.buildAsync(uri(path), talk).join();
	}

	private static String seen(String beginning) throws InterruptedException {
		String next = SEEN.poll(10, TimeUnit.SECONDS);
		while (next != null && !next.startsWith(beginning)) {
			next = SEEN.poll(10, TimeUnit.SECONDS);
		}
		assertThat(next).isNotNull();
		return next;
	}

	@Test
	void policiesRunOnTheHandshakeAndFramesAreRelayed() throws Exception {
		Talk talk = new Talk();
		WebSocket socket = open("/ws/echo/a?x=1", talk);
		assertThat(seen("/base")).isEqualTo("/base/echo/a?x=1 onHandshake 127.0.0.1:" + backend.port());
		socket.sendText("hel", false).join();
		socket.sendText("lo", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		socket.sendBinary(ByteBuffer.wrap(new byte[70_000]), true).join();
		assertThat(talk.next()).isEqualTo("70000 bytes");
		socket.sendClose(4002, "thanks").join();
		assertThat(seen("closed")).isEqualTo("closed 4002 thanks");
		assertThat(talk.next()).isEqualTo("closed 4002 thanks");
	}

	@Test
	void anUpgradeOfAnOrdinaryApiIsRelayedToo() throws Exception {
		Talk talk = new Talk();
		WebSocket socket = open("/mixed/echo", talk);
		socket.sendText("hello", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		assertThat(gateway.get("/mixed/echo").body()).isEqualTo("plain");
		socket.abort();
		seen("closed 1001");
	}

	@Test
	void theSubprotocolIsTheOneTheBackendChooses() throws Exception {
		Talk talk = new Talk();
		WebSocket socket = open("/ws/echo", talk, "unknown", "soap");
		assertThat(socket.getSubprotocol()).isEqualTo("soap");
		socket.sendText("hello", true).join();
		assertThat(talk.next()).isEqualTo("hello");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	@Test
	void pingsGoTheWholeWay() throws Exception {
		Talk talk = new Talk();
		WebSocket socket = open("/ws/echo", talk);
		socket.sendPing(ByteBuffer.wrap(new byte[] { 1 })).join();
		assertThat(seen("ping")).isEqualTo("ping");
		assertThat(talk.next()).isEqualTo("pinged");
		socket.sendPong(ByteBuffer.wrap(new byte[] { 2 })).join();
		assertThat(talk.next()).isEqualTo("pong");
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
	}

	@Test
	void whatTheBackendSaidBeforeItClosedArrivesBeforeItsCloseCode() throws Exception {
		Talk talk = new Talk();
		open("/ws/bye", talk);
		assertThat(talk.next()).isEqualTo("one");
		assertThat(talk.next()).isEqualTo("two");
		assertThat(talk.next()).isEqualTo("three");
		assertThat(talk.next()).isEqualTo("closed 4001 enough");
	}

	@Test
	void aBackendThatIsLostIsAnErrorToTheClient() throws Exception {
		Talk talk = new Talk();
		open("/ws/lost", talk);
		assertThat(talk.next()).startsWith("closed 1011 ");
	}

	@Test
	void aFrameThatIsTooLargeEndsTheSocket() throws Exception {
		Talk talk = new Talk();
		WebSocket socket = open("/ws/echo", talk);
		socket.sendBinary(ByteBuffer.wrap(new byte[200_000]), true);
		assertThat(talk.next()).satisfiesAnyOf((end) -> assertThat(end).startsWith("closed 1009"),
				(end) -> assertThat(end).startsWith("failed"));
	}

	private static String handshake(String path, String more) {
		return "GET " + path + " HTTP/1.1\r\nHost: gw\r\nSec-WebSocket-Version: 13\r\n"
				+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
	}

	@Test
	void whatABackendThatRefusesSaysIsHeardToo() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.send(handshake("/mixed/refuse", "Upgrade: websocket\r\nConnection: Upgrade\r\n"));
			assertThat(client.readUntil("who are you?")).startsWith("HTTP/1.1 401 ")
				.containsIgnoringCase("content-length: 12\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upgrade: h2c, websocket", "Upgrade: websocket, foo" })
	void aWebSocketMayBeOneOfSeveralOffers(String offers) throws Exception {
		SEEN.clear();
		try (RawClient client = new RawClient(gateway.port())) {
			client.send(handshake("/mixed/echo", offers + "\r\nConnection: keep-alive, Upgrade\r\n"));
			assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
		}
		String first = SEEN.poll(10, TimeUnit.SECONDS);
		while (first != null && first.startsWith("closed")) {
			first = SEEN.poll(10, TimeUnit.SECONDS);
		}
		assertThat(first).as("no origin is made up").startsWith("/echo");
	}

	@Test
	void aReservedBitNobodyAgreedUponEndsTheSocket() throws Exception {
		try (RawClient client = new RawClient(gateway.port())) {
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
		assertThatThrownBy(() -> open("/ws/refuse", new Talk())).isInstanceOf(CompletionException.class)
			.cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class, (refused) -> {
				assertThat(refused.getResponse().statusCode()).isEqualTo(401);
				assertThat(refused.getResponse().headers().firstValue("www-authenticate")).hasValue("Bearer");
			});
	}

	@Test
	void aPolicyMayRefuse() {
		SEEN.clear();
		assertThatThrownBy(
				() -> CLIENT.newWebSocketBuilder().header("x-bad", "1").buildAsync(uri("/ws/echo"), new Talk()).join())
			.cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(refused) -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
		assertThat(SEEN).isEmpty();
	}

	@Test
	void aBackendThatIsNotThereIsAnOrdinaryError() {
		assertThatThrownBy(() -> open("/dead/", new Talk())).cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(refused) -> assertThat(refused.getResponse().statusCode()).isEqualTo(500));
	}

	@Test
	void whoeverDoesNotAskForAWebSocketIsToldTo() {
		HttpResponse<String> response = gateway.get("/ws/echo");
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
		SEEN.clear();
		String[] parts = given.split("\\|");
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /ws/echo HTTP/1.1\r\nHost: gw\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" + parts[1]
					+ "\r\n\r\n");
			String head = client.readHead();
			assertThat(head).startsWith("HTTP/1.1 " + parts[0]);
			if (parts[0].equals("426")) {
				assertThat(head.toLowerCase(Locale.ROOT)).contains("sec-websocket-version: 13");
			}
		}
		assertThat(SEEN).isEmpty();
	}

	@Test
	void headersOfOutboundPoliciesAreInTheHandshake() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			client.send("GET /ws/echo HTTP/1.1\r\nHost: gw\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
					+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
			assertThat(client.readHead().toLowerCase(Locale.ROOT)).startsWith("http/1.1 101 ")
				.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n", "x-out: yes\r\n");
		}
	}

	@Test
	void aClientThatDoesNotReadHoldsItsBackendBack() throws Exception {
		Talk talk = new Talk();
		talk.patient = false;
		WebSocket socket = open("/ws/flood", talk);
		int before = -1;
		while (FLOODED.get() != before) {
			before = FLOODED.get();
			Thread.sleep(400);
		}
		assertThat(before).isLessThan(2000);
		talk.patient = true;
		socket.request(1);
		long received = 0;
		while (received < 2000L * 50_000) {
			received += Long.parseLong(talk.next().split(" ")[0]);
		}
		assertThat(received).isEqualTo(2000L * 50_000);
		socket.abort();
	}

	@Test
	void aSilentSocketIsClosed() throws Exception {
		Talk talk = new Talk();
		CLIENT.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + impatient.port() + "/mixed/echo"), talk)
			.join();
		assertThat(talk.next()).isEqualTo("closed 1001 idle");
	}

	@Test
	void aSocketOutlivesTheDeadlinesOfRequests() throws Exception {
		Talk talk = new Talk();
		WebSocket socket = CLIENT.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + impatient.port() + "/mixed/echo"), talk)
			.join();
		for (int i = 0; i < 5; i++) {
			socket.sendText("hello", true).join();
			assertThat(talk.next()).isEqualTo("hello");
			Thread.sleep(200);
		}
		socket.abort();
	}

	/**
	 * Notes what a client hears.
	 */
	static final class Talk implements WebSocket.Listener {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		private final StringBuilder text = new StringBuilder();

		private int bytes;

		volatile boolean patient = true;

		String next() throws InterruptedException {
			String next = this.heard.poll(15, TimeUnit.SECONDS);
			assertThat(next).as("something heard").isNotNull();
			return next;
		}

		@Override
		public void onOpen(WebSocket socket) {
			if (this.patient) {
				socket.request(1);
			}
		}

		@Override
		public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				this.heard.add(this.text.toString());
				this.text.setLength(0);
			}
			socket.request(1);
			return null;
		}

		@Override
		public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
			this.bytes += data.remaining();
			if (last) {
				this.heard.add(this.bytes + " bytes");
				this.bytes = 0;
			}
			socket.request(1);
			return null;
		}

		@Override
		public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
			this.heard.add("pong");
			socket.request(1);
			return null;
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.heard.add("closed " + status + " " + reason);
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.heard.add("failed " + error);
		}

	}

}
