package io.selvage.fabric.naming;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.security.ClientCertificate;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.ServerTrust;
import io.selvage.fabric.security.ServerTrust.X509Name;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Who may talk to whom. A wrong peer is refused in every test that names one, and the
 * cluster then has not received a single request.
 */
class ClusterTlsTests {

	private static SimulatedCluster cluster;

	private static ClusterCertificates certificates;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder().requireClientCertificate().start();
		certificates = cluster.certificates();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@BeforeEach
	void reset() {
		cluster.namingRequests().clear();
		cluster.presentAtNaming(certificates.server());
	}

	private static ClientCertificate client(CertificateIdentity identity) {
		return new ClientCertificate.InMemory(identity.privateKey(), identity.chain());
	}

	private ServerTrust authority() throws IOException {
		Path pem = Files.writeString(this.folder.resolve("ca.pem"), certificates.authority().certificatePem());
		return new ServerTrust(List.of(), List.of(), pem);
	}

	private static HttpNamingClient open(ClusterSecurity security) {
		return new HttpNamingClient("tls", cluster.namingEndpoints(), security, NamingSettings.DEFAULT,
				System::nanoTime);
	}

	private static Throwable ask(ClusterSecurity security) {
		try (HttpNamingClient naming = open(security)) {
			return ask(naming);
		}
	}

	private static Throwable ask(HttpNamingClient naming) {
		return naming.clusterVersion()
			.<Throwable>flatMap((version) -> Mono.empty())
			.onErrorResume(Mono::just)
			.block(Duration.ofSeconds(20));
	}

	private static void assertAccepted(ClusterSecurity security) {
		cluster.namingRequests().clear();
		assertThat(ask(security)).isNull();
		assertThat(cluster.namingRequests().count()).isEqualTo(1);
	}

	private static void assertServerRefused(ServerTrust trust) {
		cluster.namingRequests().clear();
		assertThat(ask(ClusterSecurity.of(client(certificates.client()), trust)))
			.isInstanceOf(FabricException.ServerNotTrusted.class)
			.hasMessageContaining("is not trusted");
		assertThat(cluster.namingRequests().count()).as("requests sent").isZero();
	}

	@Test
	void theRightServerIsAcceptedByThumbprintByNameAndByChain() throws IOException {
		ClientCertificate us = client(certificates.client());
		String sha1 = certificates.server().thumbprint();
		assertAccepted(ClusterSecurity.of(us, ServerTrust.ofThumbprints(sha1.toLowerCase(java.util.Locale.ROOT))));
		assertAccepted(ClusterSecurity.of(us, ServerTrust.ofThumbprints("00".repeat(20), sha1)));
		assertAccepted(ClusterSecurity.of(us, names("LOCALHOST", certificates.authority().thumbprint())));
		assertAccepted(ClusterSecurity.of(us, authority()));
		assertAccepted(ClusterSecurity.of(us,
				new ServerTrust(List.of(), List.of(new X509Name("localhost", null)), authority().authorities())));
	}

	private static ServerTrust names(String name, String issuer) {
		return new ServerTrust(List.of(), List.of(new X509Name(name, issuer)), null);
	}

	@Test
	void aServerThatFitsNoPinIsRefusedBeforeAnyRequest() throws IOException {
		assertServerRefused(ServerTrust.ofThumbprints("AB".repeat(20)));
		assertServerRefused(names("other", certificates.authority().thumbprint()));
		assertServerRefused(names("localhost", certificates.server().thumbprint()));
		assertServerRefused(names("localhost", null));
		assertServerRefused(ServerTrust.CHAIN);
	}

	@Test
	void aServerOfTheWrongHostOrUnknownIssuerIsRefused() throws IOException {
		cluster.presentAtNaming(certificates.wrongNameServer());
		assertServerRefused(authority());
		cluster.presentAtNaming(certificates.selfSignedServer());
		assertServerRefused(authority());
	}

	@Test
	void anExpiredServerIsRefusedEvenIfItsThumbprintIsPinned() throws IOException {
		cluster.presentAtNaming(certificates.expiredServer());
		assertServerRefused(authority());
		assertServerRefused(ServerTrust.ofThumbprints(certificates.expiredServer().thumbprint()));
		assertServerRefused(names("localhost", certificates.authority().thumbprint()));
	}

	@Test
	void showingThePinnedIssuerAlongWithoutItsSignatureIsNotEnough() {
		CertificateIdentity impostor = CertificateIdentity
			.selfSigned(CertificateRequest.of("Selvage simulator simulated CA").asAuthority())
			.issue(CertificateRequest.of("localhost", "localhost"));
		CertificateIdentity forged = new CertificateIdentity(impostor.privateKey(),
				List.of(impostor.certificate(), certificates.authority().certificate()));
		assertThat(impostor.certificate().getIssuerX500Principal())
			.isEqualTo(certificates.authority().certificate().getSubjectX500Principal());
		cluster.presentAtNaming(forged);
		assertServerRefused(names("localhost", certificates.authority().thumbprint()));
	}

	@Test
	void aSelfSignedServerIsItsOwnIssuer() {
		cluster.presentAtNaming(certificates.selfSignedServer());
		assertAccepted(ClusterSecurity.of(client(certificates.client()),
				names("localhost", certificates.selfSignedServer().thumbprint())));
	}

	@Test
	void aClusterThatRefusesOurCertificateSaysSoInAnErrorOfItsOwn() {
		ServerTrust trust = ServerTrust.ofThumbprints(certificates.server().thumbprint());
		for (ClientCertificate wrong : new ClientCertificate[] { null, client(certificates.strangerClient()),
				client(certificates.expiredClient()) }) {
			assertThat(ask(ClusterSecurity.of(wrong, trust)))
				.isInstanceOf(FabricException.ClientCertificateRefused.class);
		}
	}

	@Test
	void bothTlsVersionsWorkAndAVersionTheServerLacksIsAnError() {
		ServerTrust trust = ServerTrust.ofThumbprints(certificates.server().thumbprint());
		ClientCertificate us = client(certificates.client());
		assertAccepted(new ClusterSecurity(us, trust, List.of("TLSv1.3"), null));
		assertAccepted(new ClusterSecurity(us, trust, List.of("TLSv1.2", "TLSv1.3"), null));
		try (SimulatedCluster old = SimulatedCluster.builder().namingTls("TLSv1.2").start();
				HttpNamingClient naming = new HttpNamingClient("old", old.namingEndpoints(), new ClusterSecurity(null,
						ServerTrust.ofThumbprints(old.certificates().server().thumbprint()), List.of("TLSv1.3"), null),
						NamingSettings.DEFAULT, System::nanoTime)) {
			assertThat(ask(naming)).isInstanceOf(FabricException.Unreachable.class).hasMessageContaining("TLS");
		}
	}

	@Test
	void certificatesAreReadFromPfxAndPemFiles() throws IOException {
		ServerTrust trust = ServerTrust.ofThumbprints(certificates.server().thumbprint());
		Path pfx = Files.write(this.folder.resolve("c.pfx"), certificates.client().pfx("secret"));
		Path chain = Files.writeString(this.folder.resolve("c.pem"), certificates.client().chainPem());
		Path key = Files.writeString(this.folder.resolve("c.key"), certificates.client().privateKeyPem());
		assertAccepted(ClusterSecurity.of(new ClientCertificate.PfxFile(pfx, "secret"), trust));
		assertAccepted(ClusterSecurity.of(new ClientCertificate.PemFiles(chain, key, null), trust));
		assertThat(new ClientCertificate.PfxFile(pfx, "secret").toString()).doesNotContain("secret");
		for (ClientCertificate unreadable : List.of(new ClientCertificate.PfxFile(pfx, "wrong"),
				new ClientCertificate.PfxFile(this.folder.resolve("none.pfx"), ""),
				new ClientCertificate.PfxFile(key, ""), new ClientCertificate.PemFiles(key, chain, null))) {
			assertThatIllegalArgumentException().isThrownBy(() -> open(ClusterSecurity.of(unreadable, trust)))
				.withMessageContaining("can't read the client certificate")
				.withMessageContaining(this.folder.toString());
		}
	}

	@Test
	void aRenewedCertificateIsTakenOverWhenTheOldOneIsRefused() throws IOException {
		ServerTrust trust = ServerTrust.ofThumbprints(certificates.server().thumbprint());
		Path pfx = Files.write(this.folder.resolve("c.pfx"), certificates.strangerClient().pfx("secret"));
		try (HttpNamingClient naming = open(ClusterSecurity.of(new ClientCertificate.PfxFile(pfx, "secret"), trust))) {
			assertThat(ask(naming)).isInstanceOf(FabricException.ClientCertificateRefused.class);
			Files.write(pfx, certificates.client().pfx("secret"));
			Files.setLastModifiedTime(pfx, FileTime.from(Instant.now().plusSeconds(5)));
			assertThat(ask(naming)).isNull();
			Files.writeString(pfx, "half a fi");
			Files.setLastModifiedTime(pfx, FileTime.from(Instant.now().plusSeconds(10)));
			assertThat(naming.reloadCertificates()).isFalse();
			assertThat(ask(naming)).as("the last good certificate stays").isNull();
		}
	}

	/**
	 * Windows clusters finish the handshake without a certificate and ask for one, by
	 * renegotiation, once they have seen the request.
	 */
	@Test
	void aCertificateAskedForAfterTheHandshakeIsSent() throws Exception {
		SSLContext context = SSLContext.getInstance("TLSv1.2");
		KeyStore keys = KeyStore.getInstance("PKCS12");
		keys.load(new java.io.ByteArrayInputStream(certificates.server().pfx("x")), "x".toCharArray());
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("SunX509");
		keyManagers.init(keys, "x".toCharArray());
		KeyStore roots = KeyStore.getInstance("PKCS12");
		roots.load(null, null);
		roots.setCertificateEntry("ca", certificates.authority().certificate());
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
		trustManagers.init(roots);
		context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
		try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> subject = CompletableFuture.supplyAsync(() -> serveAfterRenegotiation(server));
			ClusterSecurity security = ClusterSecurity.of(client(certificates.client()),
					ServerTrust.ofThumbprints(certificates.server().thumbprint()));
			try (HttpNamingClient naming = new HttpNamingClient("windows",
					List.of(URI.create("https://localhost:" + server.getLocalPort())), security, NamingSettings.DEFAULT,
					System::nanoTime)) {
				assertThat(naming.clusterVersion().block(Duration.ofSeconds(20))).isEqualTo("6.4");
			}
			assertThat(subject.get(20, TimeUnit.SECONDS)).contains("client.simulated");
		}
	}

	/** Handshake messages are handled in the course of a read. */
	private static void readNothing(SSLSocket socket) throws IOException {
		try {
			assertThat(socket.getInputStream().read()).as("a byte of a second request").isNegative();
		}
		catch (SocketTimeoutException ex) {
			// That is nothing.
		}
	}

	private static String serveAfterRenegotiation(SSLServerSocket server) {
		try (SSLSocket socket = (SSLSocket) server.accept()) {
			socket.setSoTimeout(10_000);
			byte[] buffer = new byte[8192];
			int length = 0;
			while (!new String(buffer, 0, length, StandardCharsets.US_ASCII).contains("\r\n\r\n")) {
				length += socket.getInputStream().read(buffer, length, buffer.length - length);
			}
			socket.setNeedClientAuth(true);
			socket.getSession().invalidate();
			CompletableFuture<String> subject = new CompletableFuture<>();
			socket.addHandshakeCompletedListener((event) -> {
				try {
					subject.complete(event.getPeerPrincipal().getName());
				}
				catch (IOException ex) {
					subject.completeExceptionally(ex);
				}
			});
			socket.startHandshake();
			socket.setSoTimeout(100);
			for (int i = 0; i < 100 && !subject.isDone(); i++) {
				readNothing(socket);
			}
			String body = "{\"Version\":\"6.4\"}";
			socket.getOutputStream()
				.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
					.getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().flush();
			return subject.get(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
