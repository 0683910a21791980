package io.selvage.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backends behind a proxy that asks for credentials: plain HTTP with the whole URL in the
 * request line, TLS in a tunnel.
 */
class ProxiedCallTests {

	private static TestGateway gateway;

	private static DisposableServer plain;

	private static DisposableServer secure;

	private static CertificateIdentity identity;

	private static final AtomicInteger requests = new AtomicInteger();

	private static Relay relay;

	@BeforeAll
	static void start() throws IOException {
		plain = server().bindNow();
		identity = CertificateIdentity.selfSigned(CertificateRequest.of("behind", "127.0.0.1"));
		secure = server()
			.secure((spec) -> spec
				.sslContext(Http11SslContextSpec.forServer(identity.privateKey(), identity.certificate())))
			.bindNow();
		relay = new Relay();
		gateway = TestGateway.start("selvage.trace.enabled=true");
		gateway.put("/namedValues/user", "{\"displayName\":\"proxy-user\",\"value\":\"user\"}");
		gateway.put("/namedValues/pw",
				"{\"displayName\":\"proxy-password\",\"value\":\"canary-password\",\"secret\":true}");
		backend("plain", "http", plain.port(), "");
		backend("secure", "https", secure.port(), ",\"tls\":{\"validateCertificateChain\":false}");
	}

	private static HttpServer server() {
		return HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> {
			requests.incrementAndGet();
			return response.sendString(Mono.just(request.uri() + " " + request.requestHeaders().get("Host") + " "
					+ request.requestHeaders().get("Proxy-Authorization")));
		});
	}

	private static void backend(String id, String scheme, int port, String more) {
		gateway.put("/backends/" + id,
				"""
						{"url":"%s://127.0.0.1:%d/base","protocol":"http","proxy":{"url":"http://127.0.0.1:%d","username":"{{proxy-user}}",
						"password":"{{proxy-password}}"}%s}"""
					.formatted(scheme, port, relay.port(), more));
		gateway.api(id, id, null, "<policies><inbound><base /><set-backend-service backend-id=\"" + id
				+ "\" /></inbound><backend><base /></backend></policies>");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		relay.server.close();
		plain.disposeNow();
		secure.disposeNow();
	}

	@BeforeEach
	void forget() {
		relay.heads.clear();
	}

	@Test
	void plainHttpIsRelayedWithTheWholeUrlAndTheProxysCredentials() {
		HttpResponse<String> response = gateway.get("/plain/a%20b?c=d", "Proxy-Authorization", "Basic clients");

		assertThat(response.body()).isEqualTo("/base/a%20b?c=d 127.0.0.1:" + plain.port() + " null");
		assertThat(relay.heads).hasSize(1);
		assertThat(relay.heads.get(0))
			.startsWith("GET http://127.0.0.1:" + plain.port() + "/base/a%20b?c=d HTTP/1.1\r\n")
			.containsIgnoringCase("proxy-authorization: " + Relay.BASIC);
	}

	@Test
	void tlsGoesThroughATunnel() {
		backend("tunnel", "https", secure.port(), ",\"tls\":{\"validateCertificateChain\":false}");
		HttpResponse<String> response = gateway.get("/tunnel/x");

		assertThat(response.body()).isEqualTo("/base/x 127.0.0.1:" + secure.port() + " null");
		assertThat(relay.heads).hasSize(1);
		assertThat(relay.heads.get(0)).startsWith("CONNECT 127.0.0.1:" + secure.port() + " HTTP/1.1\r\n");
	}

	@Test
	void theServerBehindATunnelIsCheckedLikeAnyOther() {
		Map<String, Integer> statuses = Map.of("", 500, ",\"tls\":{\"validateCertificateName\":false}", 500,
				",\"tls\":{\"validateCertificateChain\":false}", 200,
				",\"tls\":{\"serverCertificateThumbprints\":[\"" + identity.thumbprint() + "\"]}", 200,
				",\"tls\":{\"serverCertificateThumbprints\":[\"" + "A".repeat(40) + "\"]}", 500);
		statuses.forEach((tls, status) -> {
			requests.set(0);
			relay.heads.clear();
			backend("checked", "https", secure.port(), tls);
			assertThat(gateway.get("/checked/x").statusCode()).as(tls).isEqualTo(status);
			assertThat(relay.heads).isNotEmpty().allMatch((head) -> head.startsWith("CONNECT "));
			assertThat(requests.get()).as(tls).isEqualTo((status == 200) ? 1 : 0);
		});
	}

	@Test
	void aProxyIsSpokenToInTheClearOnly() {
		gateway.put("/backends/checked", "{\"url\":\"https://127.0.0.1:" + secure.port()
				+ "\",\"protocol\":\"http\",\"proxy\":{\"url\":\"https://127.0.0.1:" + relay.port() + "\"}}");
		HttpResponse<String> refused = gateway.get("/checked/x", "Ocp-Apim-Trace", "true");
		assertThat(refused.statusCode()).isEqualTo(500);
		assertThat(relay.heads).isEmpty();
	}

	@Test
	void aProxyThatRefusesIsAConnectionFailureAndThePasswordStaysUnseen() {
		gateway.put("/namedValues/pw",
				"{\"displayName\":\"proxy-password\",\"value\":\"canary-wrong\",\"secret\":true}");
		HttpResponse<String> refused = gateway.get("/secure/x", "Ocp-Apim-Trace", "true");
		assertThat(refused.statusCode()).isEqualTo(500);
		String trace = gateway
			.send(java.net.http.HttpRequest
				.newBuilder(java.net.URI.create(refused.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow()))
				.build())
			.body();
		assertThat(trace).doesNotContain("canary");
		gateway.put("/namedValues/pw",
				"{\"displayName\":\"proxy-password\",\"value\":\"canary-password\",\"secret\":true}");
		assertThat(gateway.get("/secure/x").statusCode()).isEqualTo(200);
	}

	@Test
	void aProxyThatIsNotThereIsAConnectionFailure() {
		gateway.put("/backends/plain", "{\"url\":\"http://127.0.0.1:" + plain.port()
				+ "\",\"protocol\":\"http\",\"proxy\":{\"url\":\"http://127.0.0.1:1\"}}");
		assertThat(gateway.get("/plain/x").statusCode()).isEqualTo(500);
		backend("plain", "http", plain.port(), "");
	}

	/**
	 * A proxy that wants {@code user:canary-password}.
	 */
	private static final class Relay {

		static final String BASIC = "Basic dXNlcjpjYW5hcnktcGFzc3dvcmQ=";

		private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final List<String> heads = new CopyOnWriteArrayList<>();

		Relay() throws IOException {
			daemon(this::accept);
		}

		int port() {
			return this.server.getLocalPort();
		}

		private static void daemon(Runnable work) {
			Thread thread = new Thread(work, "relay");
			thread.setDaemon(true);
			thread.start();
		}

		private void accept() {
			try {
				while (true) {
					Socket socket = this.server.accept();
					daemon(() -> serve(socket));
				}
			}
			catch (IOException closed) {
				// the test is over
			}
		}

		private void serve(Socket client) {
			try (client) {
				InputStream in = client.getInputStream();
				StringBuilder head = new StringBuilder();
				while (head.indexOf("\r\n\r\n") < 0) {
					int next = in.read();
					if (next < 0) {
						return;
					}
					head.append((char) next);
				}
				this.heads.add(head.toString());
				if (!head.toString().contains(BASIC)) {
					write(client, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
					return;
				}
				boolean tunnel = head.toString().startsWith("CONNECT ");
				String url = head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
				String authority = tunnel ? url : url.substring(7, url.indexOf('/', 7));
				int port = Integer.parseInt(authority.substring(authority.indexOf(':') + 1));
				try (Socket upstream = new Socket("127.0.0.1", port)) {
					if (tunnel) {
						write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
					}
					else {
						write(upstream,
								head.toString()
									.replaceFirst("http://[^/]+", "")
									.replaceAll("(?i)proxy-authorization: [^\r]+\r\n", ""));
					}
					daemon(() -> pump(upstream, client));
					pump(client, upstream);
				}
			}
			catch (IOException closed) {
				// either end is gone
			}
		}

		private static void write(Socket socket, String text) throws IOException {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
		}

		private static void pump(Socket from, Socket to) {
			try {
				from.getInputStream().transferTo(to.getOutputStream());
				to.shutdownOutput();
			}
			catch (IOException closed) {
				// either end is gone
			}
		}

	}

}
