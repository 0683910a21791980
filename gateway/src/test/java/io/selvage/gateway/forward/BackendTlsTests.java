package io.selvage.gateway.forward;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.selvage.catalog.config.SslBundleSetting;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.gateway.TestGateway;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.identity.MetadataEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every TLS option of a backend has one right and one wrong peer; a wrong one gets no
 * byte of HTTP.
 */
class BackendTlsTests {

	private static final String HERE = "127.0.0.1";

	private static final Map<String, Peer> peers = new ConcurrentHashMap<>();

	private static CertificateIdentity authority;

	private static CertificateIdentity stranger;

	private static CertificateIdentity client;

	private static Path trusted;

	private static TestGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		authority = CertificateIdentity.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		stranger = CertificateIdentity.selfSigned(CertificateRequest.of("Stranger CA").asAuthority());
		client = authority.issue(CertificateRequest.of("gateway"));
		CertificateRequest named = CertificateRequest.of("cluster.example", HERE, "cluster.example");
		CertificateRequest elsewhere = CertificateRequest.of("elsewhere.example", "elsewhere.example");
		Instant now = Instant.now();
		peer("right", authority.issue(named), false);
		peer("wrong-chain", stranger.issue(named), false);
		peer("wrong-name", authority.issue(elsewhere), false);
		peer("wrong-both", stranger.issue(elsewhere), false);
		peer("expired", authority.issue(named.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))),
				false);
		peer("same-name", stranger.issue(named), false);
		peer("asks", authority.issue(named), true);
		trusted = Files.writeString(folder.resolve("company.pem"), authority.certificatePem());
		gateway = TestGateway.start("selvage.network.trusted-certificates=" + trusted, "selvage.trace.enabled=true");
		gateway.put("/certificates/own", certificate(client, "secret", "secret"));
	}

	private static String certificate(CertificateIdentity identity, String password, String told) {
		return "{\"data\":\"" + Base64.getEncoder().encodeToString(identity.pfx(password)) + "\",\"password\":\"" + told
				+ "\",\"thumbprint\":\"" + identity.thumbprint() + "\"}";
	}

	private static void peer(String name, CertificateIdentity identity, boolean asksForCertificate) {
		peers.put(name, Peer.start(identity, asksForCertificate));
	}

	@AfterAll
	static void stop() {
		gateway.close();
		peers.values().forEach((peer) -> peer.server.disposeNow());
	}

	@ParameterizedTest(name = "[{index}] {0} for {1}: {2}")
	@CsvSource(delimiter = '|', value = { "{} | right | 200", "{} | wrong-chain | 500", "{} | wrong-name | 500",
			"{} | expired | 500", "{'validateCertificateChain':true,'validateCertificateName':true} | wrong-both | 500",
			"{'validateCertificateChain':false} | wrong-chain | 200",
			"{'validateCertificateChain':false} | wrong-name | 500",
			"{'validateCertificateChain':false} | wrong-both | 500",
			"{'validateCertificateName':false} | wrong-name | 200",
			"{'validateCertificateName':false} | wrong-chain | 500",
			"{'validateCertificateName':false} | wrong-both | 500",
			"{'validateCertificateName':false,'validateCertificateChain':false} | wrong-both | 200",
			"{'serverCertificateThumbprints':['$wrong-both']} | wrong-both | 200",
			"{'serverCertificateThumbprints':['$wrong-both']} | right | 500",
			"{'serverCertificateThumbprints':['$right','$wrong-both']} | right | 200",
			"{'serverCertificateThumbprints':['$expired']} | expired | 500",
			"{'serverX509Names':[{'name':'cluster.example','issuerCertificateThumbprint':'$CA'}]} | right | 200",
			"{'serverX509Names':[{'name':'cluster.example','issuerCertificateThumbprint':'$SHOWN'}]} | right | 200",
			"{'serverX509Names':[{'name':'cluster.example','issuerCertificateThumbprint':'$SHOWN'}]} | same-name | 500",
			"{'serverX509Names':[{'name':'cluster.example','issuerCertificateThumbprint':'$CA'}]} | same-name | 500",
			"{'serverX509Names':[{'name':'cluster.example','issuerCertificateThumbprint':'$CA'}]} | wrong-name | 500",
			"{'serverX509Names':[{'name':'elsewhere.example','issuerCertificateThumbprint':'$CA'}]} | wrong-name | 200",
			"{'serverX509Names':[{'name':'elsewhere.example','issuerCertificateThumbprint':'$CA'}]} | wrong-both | 500" })
	void aServerIsTrustedOnlyAsTheBackendSays(String tls, String peer, int status) {
		assertThat(call(peer, "\"tls\":" + json(tls))).isEqualTo(status);
		assertThat(peers.get(peer).requests.get()).isEqualTo((status == 200) ? 1 : 0);
	}

	private static String json(String tls) {
		String json = tls.replace('\'', '"')
			.replace("$CA", authority.thumbprint())
			.replace("$SHOWN", authority.thumbprint().toLowerCase(Locale.ROOT).replaceAll("..(?=.)", "$0:"));
		for (Map.Entry<String, Peer> one : peers.entrySet()) {
			json = json.replace("$" + one.getKey() + "\"", one.getValue().identity.thumbprint() + "\"");
		}
		return json;
	}

	@ParameterizedTest(name = "[{index}] {0} by {1}")
	@CsvSource({ "right,send-request", "right,openid-config", "wrong-chain,send-request", "wrong-chain,openid-config",
			"wrong-name,send-request", "wrong-name,openid-config", "expired,send-request", "expired,openid-config" })
	void aPolicyAsksOnlyServersItCanTrust(String name, String policy) {
		Peer peer = peers.get(name);
		peer.requests.set(0);
		String url = "https://" + HERE + ":" + peer.server.port() + "/" + name;
		String statement = policy.equals("send-request")
				? "<send-request mode=\"new\" response-variable-name=\"r\" timeout=\"10\" ignore-error=\"true\"><set-url>"
						+ url + "</set-url></send-request>"
				: "<validate-jwt header-name=\"Authorization\"><openid-config url=\"" + url + "\" /></validate-jwt>";
		gateway.api("asks", "asks", null, "<policies><inbound>" + statement
				+ "<return-response><set-status code=\"204\" /></return-response></inbound></policies>");
		gateway.get("/asks/x", "Authorization", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ.e30.AA");
		assertThat(peer.requests.get() > 0).isEqualTo(name.equals("right"));
	}

	@ParameterizedTest
	@CsvSource({ "right,company,true", "right,,false", "wrong-chain,company,false", "wrong-chain,,false",
			"wrong-name,company,false", "expired,company,false" })
	void anIdentityEndpointIsToldItsSecretOnlyIfItsBundleVouchesForIt(String name, String bundle, boolean told) {
		Peer peer = peers.get(name);
		peer.requests.set(0);
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("bundles", new DefaultSslBundleRegistry("company", SslBundle
			.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(authority.certificatePem())))));
		java.net.http.HttpClient calls = new SslBundleSetting("selvage.identity.ssl-bundle", bundle)
			.client(beans.getBeanProvider(SslBundles.class))
			.build();
		MetadataEndpoint endpoint = new MetadataEndpoint("https://" + HERE + ":" + peer.server.port() + "/token", "key",
				calls);
		// The peer's answer is no token, but an answer.
		StepVerifier.create(endpoint.token(new IdentityTokens.Wanted("https://api", null)))
			.verifyError(told ? IllegalStateException.class : SSLException.class);
		assertThat(peer.requests.get()).isEqualTo(told ? 1 : 0);
	}

	@ParameterizedTest(name = "[{index}] {0} for {1}: {2}")
	@CsvSource(delimiter = '|',
			value = { "{} | right | 200", "{} | wrong-chain | 502", "{} | wrong-name | 502", "{} | expired | 502",
					"{'validateCertificateChain':false} | wrong-chain | 200",
					"{'validateCertificateChain':false} | wrong-name | 502",
					"{'validateCertificateName':false} | wrong-name | 200",
					"{'validateCertificateName':false} | wrong-chain | 502",
					"{'serverCertificateThumbprints':['$wrong-both']} | wrong-both | 200",
					"{'serverCertificateThumbprints':['$wrong-both']} | right | 502" })
	void aServerOfHttp2IsTrustedAsOneOfHttp1(String tls, String name, int status) {
		for (String version : new String[] { "2", "2or1" }) {
			Peer peer = backend(name, "\"tls\":" + json(tls));
			gateway.api("tls2", "tls2", null,
					"<policies><inbound><base /><set-backend-service backend-id=\"tls\" /></inbound>"
							+ "<backend><forward-request http-version=\"" + version + "\" /></backend></policies>");
			assertThat(gateway.get("/tls2/x").statusCode() == 200).as(version).isEqualTo(status == 200);
			assertThat(peer.requests.get()).isEqualTo((status == 200) ? 1 : 0);
			assertThat(peer.protocol).isEqualTo((status == 200) ? "HTTP/2.0" : "");
		}
	}

	@ParameterizedTest(name = "[{index}] {0} for {1}: {2}")
	@CsvSource(delimiter = '|',
			value = { "{} | right | 101", "{} | wrong-chain | 0", "{} | wrong-name | 0", "{} | expired | 0",
					"{'validateCertificateChain':false} | wrong-chain | 101",
					"{'validateCertificateChain':false} | wrong-name | 0",
					"{'validateCertificateName':false} | wrong-name | 101",
					"{'validateCertificateName':false} | wrong-chain | 0",
					"{'serverCertificateThumbprints':['$wrong-both']} | wrong-both | 101",
					"{'serverCertificateThumbprints':['$wrong-both']} | right | 0" })
	void aServerOfWebSocketsIsTrustedAsAnyOther(String tls, String name, int status) {
		Peer peer = backend(name, "\"tls\":" + json(tls));
		gateway.put("/apis/sockets",
				"{\"path\":\"ws\",\"displayName\":\"sockets\",\"type\":\"websocket\",\"protocols\":[\"ws\"],"
						+ "\"subscriptionRequired\":false,\"serviceUrl\":\"wss://elsewhere.example\"}",
				"/apis/sockets/policies/policy",
				"{\"format\":\"rawxml\",\"value\":"
						+ TestGateway.quoted(
								"<policies><inbound><set-backend-service backend-id=\"tls\" /></inbound></policies>")
						+ "}");
		CompletableFuture<java.net.http.WebSocket> socket = java.net.http.HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://" + HERE + ":" + gateway.port() + "/ws/x"),
					new java.net.http.WebSocket.Listener() {
					});
		assertThat(socket.handle((opened, failure) -> failure == null).join()).isEqualTo(status == 101);
		assertThat(peer.requests.get()).isEqualTo((status == 101) ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "right,true", "wrong-chain,false", "wrong-name,false", "expired,false" })
	void aProbeTrustsWhomItsBackendTrusts(String name, boolean asked) {
		Peer peer = peers.get(name);
		peer.requests.set(0);
		try (HttpClientRegistry clients = new HttpClientRegistry(HttpResources.get(), ConnectionSettings.DEFAULT,
				NameSettings.DEFAULT, trusted)) {
			BackendTransport transport = clients.transport(TransportSpec.plain("probed"));
			Endpoint endpoint = new Endpoint(MessageUrl.parse("https://" + HERE + ":" + peer.server.port()), "probed",
					transport, Endpoint.FORWARD_REQUEST);
			ProbeClient.Result result = new NettyProbeClient().probe(endpoint, "/health", Duration.ofSeconds(10))
				.block();
			assertThat(result.good()).as(result.detail()).isEqualTo(asked);
			assertThat(peer.requests.get()).isEqualTo(asked ? 1 : 0);
			transport.close();
		}
	}

	@Test
	void aClientCertificateIsPresentedByIdAndByThumbprint() {
		assertThat(call("asks", "\"tls\":{}")).isEqualTo(500);
		assertThat(peers.get("asks").requests.get()).isZero();
		assertThat(call("asks", "\"credentials\":{\"certificateIds\":[\"/subscriptions/s/resourceGroups/g/providers/"
				+ "Microsoft.ApiManagement/service/x/certificates/own\"]}"))
			.isEqualTo(200);
		String spaced = client.thumbprint().toLowerCase(Locale.ROOT).replaceAll("(..)", "$1 ").trim();
		assertThat(call("asks", "\"credentials\":{\"certificate\":[\"" + spaced + "\"]}")).isEqualTo(200);
		assertThat(peers.get("asks").seen).isEqualTo("CN=gateway");
	}

	@Test
	void aCertificateThatCannotBeOpenedFailsTheBackendAndTheTraceSaysWhy() {
		gateway.put("/certificates/locked", certificate(client, "secret", "another"));
		assertThat(call("asks", "\"credentials\":{\"certificateIds\":[\"/certificates/locked\"]}")).isEqualTo(500);
		assertThat(peers.get("asks").requests.get()).isZero();

		HttpResponse<String> traced = gateway.get("/tls/x", "Ocp-Apim-Trace", "true");
		String trace = gateway
			.send(HttpRequest
				.newBuilder(URI.create(traced.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow()))
				.build())
			.body();
		assertThat(trace).contains("Certificate 'locked' cannot be used").doesNotContain("another");
	}

	private static int call(String peer, String more) {
		backend(peer, more);
		gateway.api("tls", "tls", null,
				"<policies><inbound><base /><set-backend-service backend-id=\"tls\" /></inbound>"
						+ "<backend><base /></backend></policies>");
		return gateway.get("/tls/x").statusCode();
	}

	private static Peer backend(String peer, String more) {
		Peer called = peers.get(peer);
		called.requests.set(0);
		called.protocol = "";
		gateway.put("/backends/tls",
				"{\"url\":\"https://" + HERE + ":" + called.server.port() + "\",\"protocol\":\"http\"," + more + "}");
		return called;
	}

	/**
	 * A server that counts what it was asked.
	 */
	private static final class Peer {

		private final CertificateIdentity identity;

		private final AtomicInteger requests = new AtomicInteger();

		private volatile String seen = "";

		private volatile String protocol = "";

		private DisposableServer server;

		Peer(CertificateIdentity identity) {
			this.identity = identity;
		}

		static Peer start(CertificateIdentity identity, boolean asks) {
			Peer peer = new Peer(identity);
			peer.server = HttpServer.create()
				.host(HERE)
				.port(0)
				.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
				.secure((spec) -> spec.sslContext(context(identity, asks)))
				.handle((request, response) -> {
					peer.requests.incrementAndGet();
					peer.protocol = request.protocol();
					if (request.requestHeaders().contains("upgrade")) {
						return response.sendWebsocket((inbound, outbound) -> outbound.sendClose());
					}
					request.withConnection((connection) -> peer.seen = seen(connection.channel().pipeline()));
					return response.sendString(Mono.just("ok"));
				})
				.bindNow();
			return peer;
		}

		private static String seen(io.netty.channel.ChannelPipeline pipeline) {
			io.netty.handler.ssl.SslHandler tls = pipeline.get(io.netty.handler.ssl.SslHandler.class);
			try {
				// The pipeline of an HTTP/2 stream has none.
				return (tls != null) ? tls.engine().getSession().getPeerPrincipal().getName() : "";
			}
			catch (javax.net.ssl.SSLPeerUnverifiedException none) {
				return "";
			}
		}

		private static SslProvider.ProtocolSslContextSpec context(CertificateIdentity identity, boolean asks) {
			return reactor.netty.http.Http2SslContextSpec
				.forServer(identity.privateKey(), identity.chain().toArray(java.security.cert.X509Certificate[]::new))
				.configure((SslContextBuilder builder) -> {
					builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
					builder.clientAuth(asks ? ClientAuth.REQUIRE : ClientAuth.NONE);
				});
		}

	}

}
