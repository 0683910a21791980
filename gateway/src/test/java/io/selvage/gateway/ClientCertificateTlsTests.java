package io.selvage.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers known by their certificate, at both ports: the right one and the wrong ones.
 */
class ClientCertificateTlsTests {

	private static TestGateway gateway;

	private static CertificateIdentity server;

	private static Map<String, CertificateIdentity> callers;

	@BeforeAll
	static void start(@TempDir Path folder) throws Exception {
		CertificateIdentity authority = CertificateIdentity
			.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		server = authority.issue(CertificateRequest.of("here", "127.0.0.1"));
		CertificateRequest us = CertificateRequest.of("us");
		Instant now = Instant.now();
		CertificateRequest ended = us.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)));
		// A stranger whose authority has the same name: clients do not show others.
		CertificateIdentity forged = CertificateIdentity.selfSigned(CertificateRequest.of("Company CA").asAuthority());
		callers = Map.of("right", authority.issue(us), "colleague", authority.issue(CertificateRequest.of("colleague")),
				"stranger", forged.issue(us), "expired", authority.issue(ended));
		Path trusted = Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
		Path certificate = Files.writeString(folder.resolve("here.pem"), server.chainPem());
		Path key = Files.writeString(folder.resolve("here.key"), server.privateKeyPem());
		String bundle = "spring.ssl.bundle.pem.here.";
		gateway = TestGateway.start(bundle + "keystore.certificate=" + certificate,
				bundle + "keystore.private-key=" + key, bundle + "truststore.certificate=" + trusted,
				"server.http2.enabled=true", "server.ssl.bundle=here", "server.ssl.client-auth=want",
				"management.server.ssl.bundle=here", "management.server.ssl.client-auth=want",
				"selvage.management.certificates." + sha256(callers.get("right")) + "=reader",
				"selvage.management.certificates." + sha256(callers.get("expired")) + "=reader");
		gateway.put("/certificates/ca", "{\"data\":\"" + Base64.getEncoder().encodeToString(authority.pfx("secret"))
				+ "\",\"password\":\"secret\"}");
		gateway.api("known", "known", null,
				"<policies><inbound><validate-client-certificate validate-revocation=\"false\"><identities>"
						+ "<identity thumbprint=\"" + callers.get("right").thumbprint() + "\" /></identities>"
						+ "</validate-client-certificate><return-response><set-body>"
						+ "@(context.Request.Certificate.Subject)</set-body></return-response></inbound></policies>");
	}

	private static String sha256(CertificateIdentity identity) throws Exception {
		return HexFormat.of()
			.formatHex(MessageDigest.getInstance("SHA-256").digest(identity.certificate().getEncoded()));
	}

	@AfterAll
	static void stop() {
		gateway.close();
	}

	/** The status, or 0 if the connection is refused. */
	private static int call(HttpClient.Version version, String caller, int port, String path) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		if (caller != null) {
			store.load(new ByteArrayInputStream(callers.get(caller).pfx("secret")), "secret".toCharArray());
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, "secret".toCharArray());
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("here", server.certificate());
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
		try {
			return HttpClient.newBuilder()
				.sslContext(context)
				.version(version)
				.build()
				.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path)).build(),
						HttpResponse.BodyHandlers.ofString())
				.statusCode();
		}
		catch (IOException refused) {
			return 0;
		}
	}

	@ParameterizedTest
	@CsvSource({ "right,200", "colleague,401", "stranger,0", "expired,0", ",401" })
	void theManagementPortKnowsItsCallersByTheirCertificates(String caller, int status) throws Exception {
		for (String path : new String[] { "/actuator/policies",
				"/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/apis?api-version=2024-05-01" }) {
			assertThat(call(HttpClient.Version.HTTP_1_1, caller, gateway.managementPort(), path)).as(path)
				.isEqualTo(status);
		}
	}

	@ParameterizedTest
	@CsvSource({ "right,200", "colleague,403", "stranger,0", "expired,0", ",403" })
	void aPolicyKnowsClientsByTheirCertificatesInEveryVersionOfHttp(String caller, int status) throws Exception {
		for (HttpClient.Version version : HttpClient.Version.values()) {
			assertThat(call(version, caller, gateway.port(), "/known/x")).as(version.name()).isEqualTo(status);
		}
	}

}
