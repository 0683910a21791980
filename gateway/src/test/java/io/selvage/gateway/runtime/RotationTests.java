package io.selvage.gateway.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Named values and certificates that only refer to where their values are kept take
 * effect, and so does another value of theirs: without a restart and without a failed
 * request.
 */
class RotationTests {

	private static final String TOKEN = "management-token-of-the-test";

	private static final String SERVICE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/v";

	@TempDir
	private Path folder;

	private final Map<String, String> vault = new ConcurrentHashMap<>();

	private DisposableServer vaultServer;

	private DisposableServer backend;

	private TestGateway gateway;

	@BeforeEach
	void start() throws Exception {
		this.vaultServer = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.route((routes) -> routes.get("/v1/secret/data/{name}", (request, response) -> {
				String value = this.vault.get(String.valueOf(request.param("name")));
				boolean may = "root-token".equals(request.requestHeaders().get("X-Vault-Token"));
				return (may && value != null)
						? response.sendString(Mono
							.just("{\"data\":{\"data\":{\"value\":\"" + value + "\"},\"metadata\":{\"version\":1}}}"))
						: response.status(may ? 404 : 403).send();
			}))
			.bindNow();
		CertificateIdentity server = ClusterCertificates.create("backend").server();
		SslContextBuilder tls = SslContextBuilder
			.forServer(server.privateKey(), server.chain().toArray(X509Certificate[]::new))
			.clientAuth(ClientAuth.REQUIRE)
			.trustManager(InsecureTrustManagerFactory.INSTANCE);
		io.netty.handler.ssl.SslContext context = tls.build();
		this.backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.secure((spec) -> spec.sslContext(context))
			.handle((request, response) -> {
				String[] peer = new String[1];
				request.withConnection(
						(connection) -> peer[0] = peer(connection.channel().pipeline().get(SslHandler.class)));
				return response.sendString(Mono.just(request.requestHeaders().get("X-Credential", "-") + "|"
						+ request.requestHeaders().get("X-Policy", "-") + "|" + peer[0]));
			})
			.bindNow();
	}

	private static String peer(SslHandler handler) {
		try {
			Certificate certificate = handler.engine().getSession().getPeerCertificates()[0];
			return ((X509Certificate) certificate).getSerialNumber().toString();
		}
		catch (SSLPeerUnverifiedException ex) {
			return "none";
		}
	}

	@AfterEach
	void stop() {
		if (this.gateway != null) {
			this.gateway.close();
		}
		this.backend.disposeNow();
		this.vaultServer.disposeNow();
	}

	@Test
	void rotatedSecretsTakeEffectUnderLoadWithoutAFailedRequest() throws Exception {
		CertificateIdentity first = ClusterCertificates.create("first").client();
		CertificateIdentity second = ClusterCertificates.create("second").client();
		file("certificate.pfx", first.pfx(""));
		file("key", "file-one\n".getBytes());
		this.vault.put("app", "vault-one");
		startGateway();
		setUp();

		assertThat(this.gateway.get("/rotated/x").body()).isEqualTo("file-one|vault-one|" + serial(first));

		AtomicBoolean running = new AtomicBoolean(true);
		List<String> failures = new CopyOnWriteArrayList<>();
		ExecutorService callers = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 4; i++) {
			callers.submit(() -> {
				while (running.get()) {
					HttpResponse<String> answer = this.gateway.get("/rotated/x");
					if (answer.statusCode() != 200) {
						failures.add(answer.statusCode() + " " + answer.body());
					}
				}
			});
		}
		try {
			// The file is noticed; what a vault holds is asked for when told to.
			file("key", "file-two".getBytes());
			await((body) -> body.startsWith("file-two|"));
			this.vault.put("app", "vault-two");
			assertThat(refreshSecret("namedValues/from-vault").statusCode()).isEqualTo(200);
			await((body) -> body.contains("|vault-two|"));
			file("certificate.pfx", second.pfx(""));
			await((body) -> body.equals("file-two|vault-two|" + serial(second)));
		}
		finally {
			running.set(false);
			callers.shutdown();
			assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(failures).isEmpty();
	}

	@Test
	void aVolumeOfKubernetesIsFollowedThroughItsLink() throws Exception {
		Path one = Files.createDirectories(this.folder.resolve("..2024_01"));
		Path two = Files.createDirectories(this.folder.resolve("..2024_02"));
		Files.writeString(one.resolve("key"), "one");
		Files.writeString(two.resolve("key"), "two");
		Files.write(one.resolve("certificate.pfx"), ClusterCertificates.create("k").client().pfx(""));
		Files.write(two.resolve("certificate.pfx"), ClusterCertificates.create("k").client().pfx(""));
		Files.createSymbolicLink(this.folder.resolve("..data"), Path.of("..2024_01"));
		Files.createSymbolicLink(this.folder.resolve("key"), Path.of("..data/key"));
		Files.createSymbolicLink(this.folder.resolve("certificate.pfx"), Path.of("..data/certificate.pfx"));
		this.vault.put("app", "v");
		startGateway();
		setUp();
		assertThat(this.gateway.get("/rotated/x").body()).startsWith("one|v|");
		Files.createSymbolicLink(this.folder.resolve("..data_tmp"), Path.of("..2024_02"));
		Files.move(this.folder.resolve("..data_tmp"), this.folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		await((body) -> body.startsWith("two|v|"));
	}

	@Test
	void aSecretThatIsNotThereYetFailsWhatNeedsItUntilItIs() throws Exception {
		file("certificate.pfx", ClusterCertificates.create("c").client().pfx(""));
		file("key", "k".getBytes());
		startGateway();
		setUp();
		assertThat(this.gateway.get("/rotated/x").statusCode()).isEqualTo(500);
		HttpResponse<String> shown = management("GET", "namedValues/from-vault", "");
		assertThat(shown.body()).contains("\"lastStatus\":{\"code\":\"Failed\",\"message\":\"Vault answered 404")
			.contains("\"secretIdentifier\":\"vault:secret/data/app#value\"");
		assertThat(management("GET", "namedValues", "&isKeyVaultRefreshFailed=true").body()).contains("from-vault")
			.doesNotContain("from-file");
		this.vault.put("app", "v");
		assertThat(refreshSecret("namedValues/from-vault").body()).contains("\"lastStatus\":{\"code\":\"Success\"");
		assertThat(this.gateway.get("/rotated/x").body()).startsWith("k|v|");
		assertThat(post("namedValues/from-vault/listValue").body()).isEqualTo("{\"value\":\"v\"}");
		assertThat(management("GET", "certificates/client", "").body()).contains("\"thumbprint\":\"");
	}

	private void startGateway() {
		this.gateway = TestGateway.start("selvage.catalog.key-vault.files.folder=" + this.folder,
				"selvage.catalog.key-vault.vault.address=http://127.0.0.1:" + this.vaultServer.port(),
				"selvage.catalog.key-vault.vault.token=root-token", "selvage.management.token=" + TOKEN,
				"selvage.catalog.store.folder=" + this.folder.resolve("..store"));
	}

	private void setUp() {
		this.gateway.put("/namedValues/from-file",
				"{\"displayName\":\"from-file\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"file:key\"}}",
				"/namedValues/from-vault",
				"{\"displayName\":\"from-vault\",\"secret\":true,\"keyVault\":{\"secretIdentifier\":\"vault:secret/data/app#value\"}}",
				"/certificates/client", "{\"keyVault\":{\"secretIdentifier\":\"file:certificate.pfx\"}}",
				"/backends/secured",
				"{\"protocol\":\"http\",\"url\":\"https://127.0.0.1:" + this.backend.port()
						+ "\",\"tls\":{\"validateCertificateChain\":false,\"validateCertificateName\":false},"
						+ "\"credentials\":{\"certificateIds\":[\"/certificates/client\"],\"header\":{\"X-Credential\":[\"{{from-file}}\"]}}}");
		this.gateway
			.api("rotated", "rotated", null, "<policies><inbound><base /><set-backend-service backend-id=\"secured\" />"
					+ "<set-header name=\"X-Policy\" exists-action=\"override\"><value>{{from-vault}}</value></set-header>"
					+ "</inbound></policies>");
	}

	private void file(String name, byte[] content) throws IOException {
		Path next = this.folder.resolve(name + ".new");
		Files.write(next, content);
		Files.move(next, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	private void await(Predicate<String> expected) {
		List<String> seen = new ArrayList<>();
		Mono.fromSupplier(() -> this.gateway.get("/rotated/x").body())
			.doOnNext(seen::add)
			.filter(expected)
			.repeatWhenEmpty(2000, (empty) -> empty.delayElements(Duration.ofMillis(20)))
			.blockOptional(Duration.ofSeconds(60))
			.orElseThrow(() -> new AssertionError("last seen: " + seen.get(seen.size() - 1)));
	}

	private static String serial(CertificateIdentity identity) {
		return identity.certificate().getSerialNumber().toString();
	}

	private HttpResponse<String> refreshSecret(String path) {
		return post(path + "/refreshSecret");
	}

	private HttpResponse<String> post(String path) {
		return management("POST", path, "");
	}

	private HttpResponse<String> management(String method, String path, String query) {
		return this.gateway.send(HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.gateway.managementPort() + SERVICE + "/" + path
					+ "?api-version=2024-05-01" + query))
			.header("Authorization", "Bearer " + TOKEN)
			.method(method, HttpRequest.BodyPublishers.noBody())
			.build());
	}

}
