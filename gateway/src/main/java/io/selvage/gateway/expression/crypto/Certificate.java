package io.selvage.gateway.expression.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.DateTimeKind;
import org.jspecify.annotations.Nullable;

/**
 * A certificate, perhaps with its private key
 * (System.Security.Cryptography.X509Certificates.X509Certificate2). The private key can
 * be used, never read.
 */
public final class Certificate {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private final X509Certificate certificate;

	private final @Nullable PrivateKey privateKey;

	/**
	 * Creates a certificate.
	 * @param certificate the certificate
	 * @param privateKey its key, or null
	 */
	public Certificate(X509Certificate certificate, @Nullable PrivateKey privateKey) {
		this.certificate = certificate;
		this.privateKey = privateKey;
	}

	/**
	 * Reads a certificate.
	 * @param bytes DER, PEM, base64 of DER, or PKCS #12
	 * @param password the password of a PKCS #12 store, or null
	 * @return the certificate
	 */
	public static Certificate read(byte @Nullable [] bytes, @Nullable String password) {
		return CertificateReader.read(bytes, password);
	}

	/**
	 * Returns the certificate as Java has it.
	 * @return the certificate
	 */
	public X509Certificate toJava() {
		return this.certificate;
	}

	public boolean hasPrivateKey() {
		return this.privateKey != null;
	}

	public String subject() {
		return DistinguishedNames.text(this.certificate.getSubjectX500Principal());
	}

	public String issuer() {
		return DistinguishedNames.text(this.certificate.getIssuerX500Principal());
	}

	/**
	 * Returns the common name of the subject or issuer, or what comes nearest.
	 * @param ofIssuer whether the issuer is meant
	 * @return the name
	 */
	public String simpleName(boolean ofIssuer) {
		return DistinguishedNames
			.simple(ofIssuer ? this.certificate.getIssuerX500Principal() : this.certificate.getSubjectX500Principal());
	}

	/**
	 * Returns the SHA-1 hash.
	 * @return 40 hexadecimal digits in upper case
	 */
	public String thumbprint() {
		return HEX.formatHex(certHash());
	}

	public byte[] certHash() {
		return Digest.hash(HashName.SHA1).compute(raw());
	}

	public byte[] raw() {
		try {
			return this.certificate.getEncoded();
		}
		catch (CertificateEncodingException ex) {
			throw Cryptography.failure(ex);
		}
	}

	public DateTime notBefore() {
		return local(this.certificate.getNotBefore().toInstant());
	}

	public DateTime notAfter() {
		return local(this.certificate.getNotAfter().toInstant());
	}

	private static DateTime local(Instant instant) {
		return DateTime.of(instant).withKind(DateTimeKind.LOCAL);
	}

	public String serialNumber() {
		return HEX.formatHex(this.certificate.getSerialNumber().toByteArray());
	}

	public byte[] serialNumberBytes() {
		byte[] bytes = this.certificate.getSerialNumber().toByteArray();
		for (int i = 0; i < bytes.length / 2; i++) {
			byte swapped = bytes[i];
			bytes[i] = bytes[bytes.length - 1 - i];
			bytes[bytes.length - 1 - i] = swapped;
		}
		return bytes;
	}

	public int version() {
		return this.certificate.getVersion();
	}

	public String signatureAlgorithmOid() {
		return this.certificate.getSigAlgOID();
	}

	public String signatureAlgorithmName() {
		String[] parts = this.certificate.getSigAlgName().split("with");
		return (parts.length == 2) ? parts[0].toLowerCase(Locale.ROOT) + parts[1] : this.certificate.getSigAlgName();
	}

	/**
	 * Returns the public key as the certificate has it.
	 * @return DER of the key without its algorithm
	 */
	public byte[] publicKey() {
		return PublicKeys.bits(this.certificate.getPublicKey().getEncoded());
	}

	public String publicKeyAlgorithm() {
		return this.certificate.getPublicKey().getAlgorithm();
	}

	public @Nullable RsaKey rsaPublicKey() {
		return (this.certificate.getPublicKey() instanceof RSAPublicKey key) ? new RsaKey(key, null) : null;
	}

	public @Nullable RsaKey rsaPrivateKey() {
		return (this.privateKey != null && this.certificate.getPublicKey() instanceof RSAPublicKey key)
				? new RsaKey(key, this.privateKey) : null;
	}

	/**
	 * Tells whether a chain to an authority that the gateway's Java trusts can be built
	 * and is valid now. Revocation lists are not fetched: an expression never waits for a
	 * network.
	 * @return true if so
	 */
	public boolean verify() {
		try {
			return CertificateChains.isTrusted(this.certificate);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Certificate that && Arrays.equals(raw(), that.raw());
	}

	@Override
	public int hashCode() {
		return this.certificate.hashCode();
	}

	@Override
	public String toString() {
		return "[Subject]\n  " + subject() + "\n\n[Issuer]\n  " + issuer() + "\n\n[Serial Number]\n  " + serialNumber()
				+ "\n\n[Not Before]\n  " + notBefore() + "\n\n[Not After]\n  " + notAfter() + "\n\n[Thumbprint]\n  "
				+ thumbprint() + "\n";
	}

}
