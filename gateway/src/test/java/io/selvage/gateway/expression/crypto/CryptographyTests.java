package io.selvage.gateway.expression.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;

import io.selvage.gateway.expression.types.ClrException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CryptographyTests {

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream stream = CryptographyTests.class.getResourceAsStream(name)) {
			return Objects.requireNonNull(stream).readAllBytes();
		}
	}

	private static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	@Test
	void hashesAreComputedAndRemembered() {
		Digest digest = Digest.hash(HashName.SHA256);
		byte[] hash = digest.compute(bytes("abc"));
		assertThat(hex(hash)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
		assertThat(digest.result()).isEqualTo(hash);
		assertThat(hex(Digest.hash(HashName.MD5).compute(bytes("")))).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
	}

	@Test
	void blocksAddUpToTheHashOfTheWhole() {
		Digest digest = Digest.hash(HashName.SHA1);
		digest.transformBlock(bytes("ab"), 0, 2);
		digest.transformFinalBlock(bytes("c"), 0, 1);
		assertThat(digest.result()).isEqualTo(Digest.hash(HashName.SHA1).compute(bytes("abc")));
	}

	@Test
	void keyedHashesDependOnTheirKey() {
		assertThat(hex(Digest.hmac(HashName.SHA256, bytes("key")).compute(bytes("abc"))))
			.isEqualTo("9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab");
		assertThat(Digest.hmac(HashName.SHA512, null).key()).hasSize(128);
	}

	@Test
	void algorithmsAreFoundByTheirDotNetNames() {
		assertThat(Objects.requireNonNull(Digest.named("System.Security.Cryptography.SHA384Managed")).hash())
			.isEqualTo(HashName.SHA384);
		assertThat(Objects.requireNonNull(Digest.named("HMACSHA1")).key()).hasSize(64);
		assertThat(Digest.named("CRC32")).isNull();
	}

	@Test
	void aesEncryptsAsDotNetDoesAndDecryptsItsOwn() {
		SymmetricCipher cipher = Objects.requireNonNull(SymmetricCipher.named("aes"));
		cipher.key(bytes("0123456789abcdef"));
		cipher.iv(bytes("fedcba9876543210"));
		byte[] encrypted = cipher.encrypt(bytes("hello world"));
		assertThat(Base64.getEncoder().encodeToString(encrypted)).isEqualTo("EjCqBOVHpEbXXDjOe20Q1g==");
		assertThat(cipher.decrypt(encrypted)).isEqualTo(bytes("hello world"));
		assertThat(cipher.keySize()).isEqualTo(128);
	}

	@Test
	void everyPaddingIsTakenAwayAgain() {
		for (int padding : new int[] { SymmetricCipher.PKCS7, 4, 5 }) {
			SymmetricCipher cipher = Objects.requireNonNull(SymmetricCipher.named("TripleDES"));
			cipher.padding(padding);
			assertThat(cipher.decrypt(cipher.encrypt(bytes("12345678x")))).isEqualTo(bytes("12345678x"));
		}
	}

	@Test
	void wrongKeysAndVectorsAreRefused() {
		SymmetricCipher cipher = Objects.requireNonNull(SymmetricCipher.named("AES"));
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> cipher.key(new byte[5]));
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> cipher.iv(new byte[5]));
		// A key of its own choice would decrypt to valid padding once in 256 times.
		cipher.key(new byte[16]);
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> cipher.decrypt(new byte[16]))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.Security.Cryptography.CryptographicException"));
	}

	@Test
	void rsaKeysAreReadFromTheirXmlAndWrittenAsSuch() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(1024);
		KeyPair pair = generator.generateKeyPair();
		String xml = RsaXml.write(new RsaKey.Parts((RSAPublicKey) pair.getPublic(), pair.getPrivate(), true), true);
		assertThat(xml).startsWith("<RSAKeyValue><Modulus>").contains("<Exponent>AQAB</Exponent>").contains("<D>");
		RsaKey read = new RsaKey();
		read.fromXml(xml);
		byte[] data = "x".getBytes(StandardCharsets.UTF_8);
		RsaKey open = new RsaKey();
		open.fromXml(read.toXml(false));
		assertThat(open.verify(data, read.sign(data, HashName.SHA256, false), HashName.SHA256, false)).isTrue();
		assertThat(read.toXml(true)).isEqualTo(xml);
		assertThat(read.toXml(false)).doesNotContain("<D>", "<P>").contains("<Modulus>", "<Exponent>");
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> open.toXml(true))
			.withMessageContaining("no private part");
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> open.sign(data, HashName.SHA256, false))
			.withMessageContaining("no private part");
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> new RsaKey().keySize())
			.withMessageContaining("FromXmlString");
		assertThatExceptionOfType(ClrException.class)
			.isThrownBy(() -> new RsaKey().fromXml("<RSAKeyValue><Modulus>AQ==</Modulus></RSAKeyValue>"))
			.withMessageContaining("Exponent");
	}

	@Test
	void certificatesShowThemselvesAsInDotNet() throws IOException {
		Certificate certificate = Certificate.read(resource("cert.pem"), null);
		assertThat(certificate.subject())
			.isEqualTo("E=a@b.test, CN=policy.test, OU=Tests, O=\"Selvage, Ltd\", S=Utrecht, C=NL");
		assertThat(certificate.simpleName(false)).isEqualTo("policy.test");
		assertThat(certificate.thumbprint()).isEqualTo("6704020C2D3DB6F063DEB8D063CAB29AA6E4BB37");
		assertThat(certificate.serialNumber()).isEqualTo("60F7F0FBD67D9CC5A3ACFDE1263874E2ED5C4B2D");
		assertThat(hex(certificate.serialNumberBytes())).isEqualTo("2d4b5cede2743826e1fdaca3c59c7dd6fbf0f760");
		assertThat(certificate.notAfter().format("o")).isEqualTo("2126-11-01T16:59:12.0000000+00:00");
		assertThat(hex(certificate.publicKey())).startsWith("3082010a0282010100a8");
		assertThat(certificate.signatureAlgorithmName()).isEqualTo("sha256RSA");
		assertThat(certificate.hasPrivateKey()).isFalse();
		assertThat(certificate.rsaPrivateKey()).isNull();
	}

	@Test
	void aCertificateThatNobodyTrustsDoesNotVerify() throws IOException {
		assertThat(Certificate.read(resource("cert.pem"), null).verify()).isFalse();
	}

	@Test
	void keysOfAStoreSignAndDecrypt() throws IOException {
		Certificate certificate = Certificate.read(resource("cert.p12"), "selvage");
		RsaKey secret = Objects.requireNonNull(certificate.rsaPrivateKey());
		RsaKey open = Objects.requireNonNull(certificate.rsaPublicKey());
		for (boolean pss : new boolean[] { false, true }) {
			byte[] signature = secret.sign(bytes("data"), HashName.SHA256, pss);
			assertThat(open.verify(bytes("data"), signature, HashName.SHA256, pss)).isTrue();
			assertThat(open.verify(bytes("other"), signature, HashName.SHA256, pss)).isFalse();
		}
		byte[] digest = Digest.hash(HashName.SHA256).compute(bytes("data"));
		assertThat(secret.signHash(digest, HashName.SHA256))
			.isEqualTo(secret.sign(bytes("data"), HashName.SHA256, false));
		assertThat(secret.decrypt(open.encrypt(bytes("data"), HashName.SHA256), HashName.SHA256))
			.isEqualTo(bytes("data"));
		assertThatExceptionOfType(ClrException.class)
			.isThrownBy(() -> open.sign(bytes("data"), HashName.SHA256, false));
	}

	@Test
	void thePrivateKeyOfACertificateIsNotGivenAway() throws IOException {
		Certificate certificate = Certificate.read(resource("cert.p12"), "selvage");
		RsaKey secret = Objects.requireNonNull(certificate.rsaPrivateKey());
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> secret.toXml(true))
			.withMessageContaining("ToXmlString(false)")
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.Security.Cryptography.CryptographicException"));
		assertThat(secret.toXml(false)).isEqualTo(Objects.requireNonNull(certificate.rsaPublicKey()).toXml(false))
			.doesNotContain("<D>");
	}

	@Test
	void aStoreDoesNotOpenWithTheWrongPassword() {
		assertThatExceptionOfType(ClrException.class).isThrownBy(() -> Certificate.read(resource("cert.p12"), "wrong"))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo("System.Security.Cryptography.CryptographicException"));
	}

}
