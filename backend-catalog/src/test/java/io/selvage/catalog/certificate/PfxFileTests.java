package io.selvage.catalog.certificate;

import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Random;

import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PfxFileTests {

	private static final CertificateIdentity IDENTITY = ClusterCertificates.create("test").client();

	@Test
	void opensAContainerWithItsPassword() throws Exception {
		KeyStore.PrivateKeyEntry entry = PfxFile.open(certificate(pfx("secret"), "secret"));

		assertThat(entry.getCertificate()).isEqualTo(IDENTITY.certificate());
	}

	@Test
	void whatAnAnswerShowsIsReadFromTheContainer() throws Exception {
		ResourceId id = ResourceId.of(ResourceType.CERTIFICATES, "client");
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.putObject("properties")
			.put("data", Base64.getEncoder().encodeToString(pfx("secret")))
			.put("password", "secret");
		Reading reading = CertificateFacts.complete(ResourceReader.read(id, body, Origin.REQUEST));
		assertThat(reading.isValid()).isTrue();
		assertThat(reading.resource().property("thumbprint").asString()).matches("[0-9A-F]{40}");
		assertThat(reading.resource().property("subject").asString()).contains("CN=");
		assertThat(reading.resource().property("expirationDate").asString()).endsWith("Z");

		((ObjectNode) body.path("properties")).put("password", "guess");
		Reading refused = CertificateFacts.complete(ResourceReader.read(id, body, Origin.REQUEST));
		assertThat(refused.violations()).singleElement().satisfies((violation) -> {
			assertThat(violation.target()).isEqualTo("data");
			assertThat(violation.message()).contains("password").doesNotContain("guess");
		});
	}

	@Test
	void aWrongPasswordIsToldWithoutShowingIt() throws Exception {
		assertThatExceptionOfType(UnusableCertificateException.class)
			.isThrownBy(() -> PfxFile.open(certificate(pfx("secret"), "guess")))
			.withMessageContaining("password")
			.withMessageContaining("'client'")
			.withMessageNotContaining("guess");
	}

	@Test
	void whatIsNoContainerIsRefused() {
		assertThatExceptionOfType(UnusableCertificateException.class)
			.isThrownBy(() -> PfxFile.open(certificate("hello".getBytes(), null)))
			.withMessageContaining("PKCS #12");
		assertThatExceptionOfType(UnusableCertificateException.class)
			.isThrownBy(() -> PfxFile.open(new Certificate("client", Secret.of("!not base64!"), null, null, null)));
		assertThatExceptionOfType(UnusableCertificateException.class)
			.isThrownBy(() -> PfxFile.open(new Certificate("client", null, null, null, null)))
			.withMessageContaining("not known");
		assertThatExceptionOfType(UnusableCertificateException.class)
			.isThrownBy(() -> PfxFile.open(certificate(new byte[300 * 1024], null)))
			.withMessageContaining("256 KiB");
	}

	@Test
	void aContainerThatWouldCostSecondsIsRefusedUnopened() throws Exception {
		byte[] pfx = pfx("secret");
		int usual = IterationCounts.highest(pfx);
		assertThat(usual).isBetween(1000, IterationCounts.LIMIT);

		byte[] hostile = withIterations(pfx, usual, 4_900_000);

		assertThatExceptionOfType(UnusableCertificateException.class)
			.isThrownBy(() -> PfxFile.open(certificate(hostile, "secret")))
			.withMessageContaining("4900000 times");
	}

	@Test
	void readingTheCountsOfDamagedContainersNeverFails() throws Exception {
		byte[] pfx = pfx("secret");
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			byte[] damaged = java.util.Arrays.copyOf(pfx, random.nextInt(pfx.length));
			for (int j = 0; j < 3 && damaged.length > 0; j++) {
				damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
			}
			assertThat(IterationCounts.highest(damaged)).isNotNegative();
		}
	}

	/** Makes the MAC's count larger, with all lengths around it. */
	private static byte[] withIterations(byte[] pfx, int from, int to) {
		ByteArrayOutputStream mac = new ByteArrayOutputStream();
		byte[] salt = { 0x04, 0x08, 1, 2, 3, 4, 5, 6, 7, 8 };
		mac.writeBytes(salt);
		mac.writeBytes(new byte[] { 0x02, 0x03, (byte) (to >> 16), (byte) (to >> 8), (byte) to });
		byte[] content = mac.toByteArray();
		ByteArrayOutputStream forged = new ByteArrayOutputStream();
		forged.write(0x30);
		forged.write(content.length);
		forged.writeBytes(content);
		forged.writeBytes(pfx);
		assertThat(IterationCounts.highest(pfx)).isEqualTo(from);
		return forged.toByteArray();
	}

	private static byte[] pfx(String password) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("key", IDENTITY.privateKey(), password.toCharArray(),
				IDENTITY.chain().toArray(java.security.cert.Certificate[]::new));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		store.store(out, password.toCharArray());
		return out.toByteArray();
	}

	private static Certificate certificate(byte[] pfx, @Nullable String password) {
		return new Certificate("client", Secret.of(Base64.getEncoder().encodeToString(pfx)),
				(password != null) ? Secret.of(password) : null, null, null);
	}

}
