package io.selvage.gateway.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS at both ends, where the protocol is agreed upon during the handshake.
 */
class TlsEndsTests {

	private static final String HERE = "127.0.0.1";

	private static TestGateway gateway;

	private static CertificateIdentity identity;

	private static SSLContext trusting;

	private static DisposableServer either;

	private static DisposableServer old;

	private static RawBackend raw;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		identity = CertificateIdentity.selfSigned(CertificateRequest.of("here", HERE).asAuthority());
		Path certificate = Files.writeString(folder.resolve("here.pem"), identity.certificatePem());
		Path key = Files.writeString(folder.resolve("here.key"), identity.privateKeyPem());
		trusting = context(folder);
		either = server().protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
			.secure((spec) -> spec
				.sslContext(Http2SslContextSpec.forServer(identity.privateKey(), identity.certificate())))
			.bindNow();
		old = server()
			.secure((spec) -> spec
				.sslContext(Http11SslContextSpec.forServer(identity.privateKey(), identity.certificate())))
			.bindNow();
		raw = new RawBackend(trusting.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(HERE)));
		gateway = TestGateway.start("server.http2.enabled=true", "server.ssl.certificate=" + certificate,
				"server.ssl.certificate-private-key=" + key, "selvage.network.trusted-certificates=" + certificate);
		api("either", either.port());
		api("old", old.port());
		api("raw", raw.port());
		gateway.put("/apis/sockets",
				"{\"path\":\"ws\",\"displayName\":\"sockets\",\"type\":\"websocket\",\"protocols\":[\"wss\"],"
						+ "\"subscriptionRequired\":false,\"serviceUrl\":\"wss://127.0.0.1:" + old.port() + "/base\"}");
	}

	private static SSLContext context(Path folder) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(identity.pfx("secret")), "secret".toCharArray());
		store.setCertificateEntry("trusted", identity.certificate());
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, "secret".toCharArray());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		return context;
	}

	private static HttpServer server() {
		return HttpServer.create().host(HERE).port(0).handle(TlsEndsTests::serve);
	}

	private static Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
		if (request.requestHeaders().contains("upgrade")) {
			return response.sendWebsocket((inbound, outbound) -> outbound
				.sendString(inbound.receive().asString().map((text) -> request.uri() + " " + text)));
		}
		if (request.uri().contains("flood")) {
			return response.send(Flux.range(0, 80).map((i) -> response.alloc().buffer(65536).writeZero(65536)));
		}
		return request.receive()
			.map((part) -> (long) part.readableBytes())
			.reduce(0L, Long::sum)
			.flatMap((length) -> response
				.header("x-seen", request.protocol() + " " + request.requestHeaders().contains("upgrade"))
				.sendString(Mono.just(request.protocol() + " " + length))
				.then());
	}

	/** One API per way of choosing the version. */
	private static void api(String name, int port) {
		for (String version : new String[] { "1", "2", "2or1" }) {
			gateway.api(name + version, name + version, "https://127.0.0.1:" + port,
					"<policies><inbound><base /></inbound><backend><forward-request timeout=\"60\" http-version=\""
							+ version + "\" /></backend></policies>");
		}
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		either.disposeNow();
		old.disposeNow();
		raw.close();
	}

	private static HttpClient client(HttpClient.Version version) {
		return HttpClient.newBuilder().version(version).sslContext(trusting).build();
	}

	private static URI uri(String path) {
		return URI.create("https://127.0.0.1:" + gateway.port() + path);
	}

	private static HttpResponse<String> get(String path) throws Exception {
		return client(HttpClient.Version.HTTP_1_1).send(HttpRequest.newBuilder(uri(path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@ParameterizedTest
	@EnumSource(HttpClient.Version.class)
	void aClientGetsTheVersionItAsksFor(HttpClient.Version version) throws Exception {
		HttpClient client = client(version);
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> response = client.send(
					HttpRequest.newBuilder(uri("/old1/x")).POST(HttpRequest.BodyPublishers.ofString("body")).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(response.version()).isEqualTo(version);
			assertThat(response.body()).isEqualTo("HTTP/1.1 4");
		}
	}

	@ParameterizedTest
	@CsvSource({ "either1, HTTP/1.1", "either2, HTTP/2.0", "either2or1, HTTP/2.0", "old1, HTTP/1.1",
			"old2or1, HTTP/1.1" })
	void aBackendIsSpokenToInTheVersionBothHave(String api, String version) throws Exception {
		assertThat(get("/" + api + "/x").body()).startsWith(version);
	}

	@Test
	void aBackendThatLacksTheOnlyVersionAskedForIsAnErrorAtOnce() throws Exception {
		HttpResponse<String> response = get("/old2/x");
		assertThat(response.statusCode()).isEqualTo(502);
	}

	@ParameterizedTest
	@CsvSource({ "raw1", "raw2or1" })
	void anInformationalAnswerIsSwallowedHoweverTheVersionWasAgreedUpon(String api) throws Exception {
		for (int i = 0; i < 3; i++) {
			raw.answer("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
			HttpResponse<String> response = get("/" + api + "/x");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("ok");
		}
	}

	@ParameterizedTest
	@CsvSource({ "raw1", "raw2or1" })
	void nobodyGetsAnAnswerThatWasNotAskedForHoweverTheVersionWasAgreedUpon(String api) throws Exception {
		raw.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
		for (int i = 0; i < 4; i++) {
			assertThat(get("/" + api + "/x").body()).isEqualTo("ok");
		}
	}

	@ParameterizedTest
	@CsvSource({ "raw1", "raw2or1" })
	void trailersReachABackendHoweverTheVersionWasAgreedUpon(String api) throws Exception {
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		raw.script((connection) -> {
			received.add(connection.readUntil("0\r\n") + connection.readUntil("\r\n\r\n"));
			connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Down: 2\r\n\r\n");
		});
		try (RawClient client = new RawClient(
				trusting.getSocketFactory().createSocket(InetAddress.getByName(HERE), gateway.port()))) {
			client.send("POST /" + api + "/x HTTP/1.1\r\nHost: gw\r\nTE: trailers\r\nTransfer-Encoding: chunked\r\n\r\n"
					+ "2\r\nup\r\n0\r\nX-Up: 1\r\n\r\n");
			String answer = client.readUntil("0\r\n") + client.readUntil("\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 200");
			assertThat(answer.toLowerCase(Locale.ROOT)).contains("x-down: 2");
		}
		assertThat(received.poll(10, TimeUnit.SECONDS).toLowerCase(Locale.ROOT)).contains("x-up: 1");
	}

	@Test
	void aWebSocketOverTlsReachesABackendOverTls() throws Exception {
		BlockingQueue<String> heard = new LinkedBlockingQueue<>();
		WebSocket socket = HttpClient.newBuilder()
			.sslContext(trusting)
			.build()
			.newWebSocketBuilder()
			.connectTimeout(Duration.ofSeconds(10))
			.buildAsync(URI.create("wss://127.0.0.1:" + gateway.port() + "/ws/a"), new WebSocket.Listener() {
				@Override
				public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
					heard.add(data.toString());
					webSocket.request(1);
					return null;
				}
			})
			.get(10, TimeUnit.SECONDS);
		for (int i = 0; i < 3; i++) {
			socket.sendText("hello " + i, true).get(10, TimeUnit.SECONDS);
			assertThat(heard.poll(10, TimeUnit.SECONDS)).endsWith("/base/a hello " + i);
		}
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP_1_1, old1", "HTTP_1_1, either2", "HTTP_2, old1", "HTTP_2, either2" })
	void largeBodiesStreamEitherWay(HttpClient.Version version, String api) throws Exception {
		HttpClient client = client(version);
		long length = 80L * 65536;
		byte[] part = new byte[65536];
		HttpResponse<String> up = client.send(HttpRequest.newBuilder(uri("/" + api + "/up"))
			.POST(HttpRequest.BodyPublishers.fromPublisher(reactor.adapter.JdkFlowAdapter
				.publisherToFlowPublisher(Flux.range(0, 80).map((i) -> java.nio.ByteBuffer.wrap(part))), length))
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(up.body()).endsWith(" " + length);
		HttpResponse<java.io.InputStream> down = client.send(HttpRequest.newBuilder(uri("/" + api + "/flood")).build(),
				HttpResponse.BodyHandlers.ofInputStream());
		long received = 0;
		try (var body = down.body()) {
			int n = body.read(part);
			while (n >= 0) {
				received += n;
				n = body.read(part);
			}
		}
		assertThat(received).isEqualTo(length);
	}

}
