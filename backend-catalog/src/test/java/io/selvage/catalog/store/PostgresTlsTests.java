package io.selvage.catalog.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import io.selvage.catalog.resource.Secret;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which database server is told the password: for every mode a right and a wrong one.
 */
class PostgresTlsTests {

	@TempDir
	private static Path folder;

	private static EmbeddedPostgres here;

	private static EmbeddedPostgres elsewhere;

	private static EmbeddedPostgres expired;

	private static EmbeddedPostgres plain;

	@BeforeAll
	static void start() throws IOException {
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		Files.writeString(folder.resolve("company ca.pem"), authority.certificatePem());
		Files.writeString(folder.resolve("stranger.pem"),
				CertificateIdentity.selfSigned(CertificateRequest.of("Stranger CA").asAuthority()).certificatePem());
		here = server("here", authority.issue(CertificateRequest.of("database", "127.0.0.1")));
		elsewhere = server("elsewhere",
				authority.issue(CertificateRequest.of("elsewhere.example", "elsewhere.example")));
		Instant now = Instant.now();
		expired = server("expired", authority.issue(CertificateRequest.of("database", "127.0.0.1")
			.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))));
		plain = EmbeddedPostgres.start();
	}

	private static EmbeddedPostgres server(String name, CertificateIdentity identity) throws IOException {
		Path certificate = Files.writeString(folder.resolve(name + ".pem"), identity.certificatePem());
		Path key = Files.writeString(folder.resolve(name + ".key"), identity.privateKeyPem());
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
		return EmbeddedPostgres.builder()
			.setServerConfig("ssl", "on")
			.setServerConfig("ssl_cert_file", certificate.toString())
			.setServerConfig("ssl_key_file", key.toString())
			.start();
	}

	@AfterAll
	static void stop() throws IOException {
		here.close();
		elsewhere.close();
		expired.close();
		plain.close();
	}

	private static SqlCatalogStore store(int port, PostgresTls.Mode mode, String authorities) {
		return SqlCatalogStore
			.postgres(new PostgresSettings("127.0.0.1", port, "postgres", "postgres", Secret.of("postgres"),
					new PostgresTls(mode, (authorities != null) ? folder.resolve(authorities) : null)));
	}

	@ParameterizedTest
	@CsvSource({ "here,DISABLE,,true", "plain,DISABLE,,true", "here,PREFER,,true", "plain,PREFER,,true",
			"here,REQUIRE,,true", "elsewhere,REQUIRE,,true", "plain,REQUIRE,,false",
			"here,VERIFY_CA,company ca.pem,true", "elsewhere,VERIFY_CA,company ca.pem,true",
			"here,VERIFY_CA,stranger.pem,false", "here,VERIFY_CA,,false", "plain,VERIFY_CA,company ca.pem,false",
			"here,VERIFY_FULL,company ca.pem,true", "elsewhere,VERIFY_FULL,company ca.pem,false",
			"here,VERIFY_FULL,stranger.pem,false", "here,VERIFY_FULL,,false", "plain,VERIFY_FULL,company ca.pem,false",
			"expired,REQUIRE,,true", "expired,VERIFY_CA,company ca.pem,false",
			"expired,VERIFY_FULL,company ca.pem,false" })
	void aServerIsUsedOnlyIfItIsWhatTheModeAsksFor(String server, PostgresTls.Mode mode, String authorities,
			boolean used) {
		EmbeddedPostgres asked = switch (server) {
			case "here" -> here;
			case "elsewhere" -> elsewhere;
			case "expired" -> expired;
			default -> plain;
		};
		try (SqlCatalogStore store = store(asked.getPort(), mode, authorities)) {
			StepVerifier.FirstStep<?> loading = StepVerifier.create(store.load());
			if (used) {
				loading.expectNextCount(1).verifyComplete();
			}
			else {
				loading.verifyError(StoreUnavailableException.class);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "VERIFY_CA", "VERIFY_FULL" })
	void aServerWithTheWrongCertificateIsToldNothing(PostgresTls.Mode mode) throws IOException {
		try (Listening server = new Listening(
				CertificateIdentity.selfSigned(CertificateRequest.of("database", "127.0.0.1")));
				SqlCatalogStore store = store(server.socket.getLocalPort(), mode, "company ca.pem")) {
			StepVerifier.create(store.load()).verifyError(StoreUnavailableException.class);
			assertThat(server.asked.get()).isPositive();
			assertThat(server.told.get()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REQUIRE", "VERIFY_CA", "VERIFY_FULL" })
	void aServerWithoutTlsIsToldNothing(PostgresTls.Mode mode) throws IOException {
		try (Listening server = new Listening(null);
				SqlCatalogStore store = store(server.socket.getLocalPort(), mode,
						(mode == PostgresTls.Mode.REQUIRE) ? null : "company ca.pem")) {
			StepVerifier.create(store.load()).verifyError(StoreUnavailableException.class);
			assertThat(server.asked.get()).isPositive();
			assertThat(server.told.get()).isZero();
		}
	}

	@Test
	void authoritiesThatNobodyWouldAskOrReadAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PostgresTls(PostgresTls.Mode.REQUIRE, folder.resolve("stranger.pem")))
			.withMessageContaining("ssl-root-certificate has no effect unless ssl-mode is verify-ca or verify-full");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PostgresTls(PostgresTls.Mode.VERIFY_FULL, folder.resolve("none.pem")))
			.withMessageContaining("none.pem of selvage.catalog.store.postgres.ssl-root-certificate cannot be read");
	}

	/**
	 * A server that counts what it is told once it has said whether it speaks TLS.
	 */
	private static final class Listening implements AutoCloseable {

		private static final int REQUEST_FOR_TLS = 8;

		private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final AtomicInteger asked = new AtomicInteger();

		private final AtomicInteger told = new AtomicInteger();

		private final SSLContext tls;

		Listening(CertificateIdentity identity) throws IOException {
			this.tls = (identity != null) ? context(identity) : null;
			Thread thread = new Thread(this::serve, "listening");
			thread.setDaemon(true);
			thread.start();
		}

		private static SSLContext context(CertificateIdentity identity) throws IOException {
			try {
				KeyStore store = KeyStore.getInstance("PKCS12");
				store.load(new ByteArrayInputStream(identity.pfx("secret")), "secret".toCharArray());
				KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
				keys.init(store, "secret".toCharArray());
				SSLContext context = SSLContext.getInstance("TLS");
				context.init(keys.getKeyManagers(), null, null);
				return context;
			}
			catch (GeneralSecurityException ex) {
				throw new IOException(ex);
			}
		}

		private void serve() {
			while (!this.socket.isClosed()) {
				try (Socket client = this.socket.accept()) {
					client.setSoTimeout(2000);
					if (client.getInputStream().readNBytes(REQUEST_FOR_TLS).length == REQUEST_FOR_TLS) {
						this.asked.incrementAndGet();
						client.getOutputStream().write((this.tls != null) ? 'S' : 'N');
						listen((this.tls != null) ? secured(client) : client);
					}
				}
				catch (IOException closed) {
					// the client went away, or the test is over
				}
			}
		}

		private Socket secured(Socket client) throws IOException {
			SSLSocket secured = (SSLSocket) this.tls.getSocketFactory().createSocket(client, null, true);
			secured.setUseClientMode(false);
			return secured;
		}

		private void listen(Socket client) throws IOException {
			while (client.getInputStream().read() >= 0) {
				this.told.incrementAndGet();
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
