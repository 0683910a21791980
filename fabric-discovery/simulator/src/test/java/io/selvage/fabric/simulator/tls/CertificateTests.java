package io.selvage.fabric.simulator.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CertificateTests {

	private final ClusterCertificates certificates = ClusterCertificates.create("test");

	private void validate(CertificateIdentity identity) throws Exception {
		PKIXParameters parameters = new PKIXParameters(
				Set.of(new TrustAnchor(this.certificates.authority().certificate(), null)));
		parameters.setRevocationEnabled(false);
		CertPathValidator.getInstance("PKIX")
			.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(identity.certificate())),
					parameters);
	}

	@Test
	void issuedCertificatesChainToTheAuthority() throws Exception {
		validate(this.certificates.server());
		validate(this.certificates.client());
		validate(this.certificates.wrongNameServer());
		assertThat(this.certificates.server().chain()).hasSize(2);
	}

	@Test
	void brokenCertificatesAreBrokenInTheOneWayTheyAreNamedFor() {
		assertThatExceptionOfType(CertPathValidatorException.class)
			.isThrownBy(() -> validate(this.certificates.expiredServer()))
			.withCauseInstanceOf(CertificateExpiredException.class);
		assertThatExceptionOfType(CertPathValidatorException.class)
			.isThrownBy(() -> validate(this.certificates.expiredClient()))
			.withCauseInstanceOf(CertificateExpiredException.class);
		assertThatExceptionOfType(CertPathValidatorException.class)
			.isThrownBy(() -> validate(this.certificates.selfSignedServer()));
		assertThatExceptionOfType(CertPathValidatorException.class)
			.isThrownBy(() -> validate(this.certificates.strangerClient()));
	}

	@Test
	void theServerIsNamedByHostAndAddress() throws Exception {
		Collection<List<?>> names = this.certificates.server().certificate().getSubjectAlternativeNames();
		assertThat(names).extracting((name) -> String.valueOf(name.get(1)))
			.containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
	}

	@Test
	void datesFromTheYear2050OnAreReadBack() {
		Instant from = Instant.parse("2049-12-31T23:59:59Z");
		Instant until = Instant.parse("2050-01-01T00:00:00Z");
		X509Certificate certificate = CertificateIdentity.selfSigned(CertificateRequest.of("later").valid(from, until))
			.certificate();
		assertThat(certificate.getNotBefore().toInstant()).isEqualTo(from);
		assertThat(certificate.getNotAfter().toInstant()).isEqualTo(until);
	}

	@Test
	void filesHoldWhatTheyAreNamedFor(@TempDir Path directory) throws Exception {
		CertificateFiles.write(this.certificates, directory.resolve("new"));
		Path files = directory.resolve("new");
		Collection<?> chain = CertificateFactory.getInstance("X.509")
			.generateCertificates(Files.newInputStream(files.resolve("client.pem")));
		assertThat(chain).hasSize(2).first().isEqualTo(this.certificates.client().certificate());
		String key = Files.readString(files.resolve("client.key")).replaceAll("-----[A-Z ]+-----|\n", "");
		assertThat(
				KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))))
			.isEqualTo(this.certificates.client().privateKey());
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(Files.readAllBytes(files.resolve("client.pfx"))),
				CertificateFiles.PFX_PASSWORD.toCharArray());
		assertThat(store.getCertificateChain("1")).hasSize(2);
		assertThat(this.certificates.client().thumbprint()).matches("[0-9A-F]{40}");
	}

	@Test
	void anIdentityNeverPrintsItsKey() {
		assertThat(this.certificates.toString()).contains("localhost").doesNotContainIgnoringCase("private");
	}

}
