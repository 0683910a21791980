package io.selvage.gateway.expression.crypto;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares X509Certificate2 and what belongs to it.
 */
final class CertificateMembers {

	private static final String NAMESPACE = CryptoTypes.NAMESPACE + "X509Certificates.";

	private static final EnumDefinition CONTENT = EnumDefinition.of(NAMESPACE + "X509ContentType",
			"Unknown = 0, Cert = 1, SerializedCert = 2, Pfx = 3, SerializedStore = 4, Pkcs7 = 5, Authenticode = 6");

	private static final EnumDefinition NAMES = EnumDefinition.of(NAMESPACE + "X509NameType",
			"SimpleName, EmailName, UpnName, DnsName, DnsFromAlternativeName, UrlName");

	private CertificateMembers() {
	}

	static void register(TypeRegistry types) {
		types.enumeration(CONTENT);
		types.enumeration(NAMES);
		types.define(NAMESPACE + "X500DistinguishedName", DistinguishedName.class)
			.property("string Name", (DistinguishedName name) -> name.name());
		types.define(NAMESPACE + "PublicKey", PublicKey.class)
			.property("RSA Key", (PublicKey key) -> key.certificate().rsaPublicKey())
			.property("Oid Oid", (PublicKey key) -> new RsaMembers.Oid(null, key.certificate().publicKeyAlgorithm()));
		certificate(types.define(NAMESPACE + "X509Certificate", Certificate.class)
			.implement("System.IDisposable")
			.constructor("X509Certificate(byte[] data)", (byte @Nullable [] bytes) -> Certificate.read(bytes, null)));
		certificate2(
				types.define(NAMESPACE + "X509Certificate2", Certificate.class).base(NAMESPACE + "X509Certificate"));
		types.defineStatic(NAMESPACE + "RSACertificateExtensions")
			.method("static RSA GetRSAPrivateKey(this X509Certificate2 certificate)",
					(Certificate certificate) -> certificate.rsaPrivateKey())
			.method("static RSA GetRSAPublicKey(this X509Certificate2 certificate)",
					(Certificate certificate) -> certificate.rsaPublicKey());
		types.defineStatic("CertificateExtensions")
			.method("static bool VerifyNoRevocation(this X509Certificate2 input)",
					(Certificate certificate) -> certificate.verify());
	}

	private static void certificate(TypeBuilder type) {
		type.property("string Subject", (Certificate certificate) -> certificate.subject())
			.property("string Issuer", (Certificate certificate) -> certificate.issuer())
			.method("string GetSerialNumberString()", (Certificate certificate) -> certificate.serialNumber())
			.method("byte[] GetSerialNumber()", (Certificate certificate) -> certificate.serialNumberBytes())
			.method("byte[] GetCertHash()", (Certificate certificate) -> certificate.certHash())
			.method("string GetCertHashString()", (Certificate certificate) -> certificate.thumbprint())
			.method("byte[] GetRawCertData()", (Certificate certificate) -> certificate.raw())
			.method("byte[] GetPublicKey()", (Certificate certificate) -> certificate.publicKey())
			.method("string GetPublicKeyString()",
					(Certificate certificate) -> java.util.HexFormat.of()
						.withUpperCase()
						.formatHex(certificate.publicKey()))
			.method("string GetEffectiveDateString()", (Certificate certificate) -> certificate.notBefore().toString())
			.method("string GetExpirationDateString()", (Certificate certificate) -> certificate.notAfter().toString())
			.method("string GetFormat()", (Certificate certificate) -> "X509")
			.method("string GetName()", (Certificate certificate) -> certificate.subject())
			.method("string GetIssuerName()", (Certificate certificate) -> certificate.issuer())
			.method("bool Equals(object obj)",
					(Certificate certificate, @Nullable Object other) -> certificate.equals(other))
			.method("string ToString()", (Certificate certificate) -> certificate.toString())
			.action("void Dispose()", (Certificate certificate) -> {
			});
	}

	private static void certificate2(TypeBuilder type) {
		type.constructor("X509Certificate2(byte[] rawData)", (byte @Nullable [] bytes) -> Certificate.read(bytes, null))
			.constructor("X509Certificate2(byte[] rawData, string password)",
					(byte @Nullable [] bytes, @Nullable String password) -> Certificate.read(bytes, password))
			.property("string Thumbprint", (Certificate certificate) -> certificate.thumbprint())
			.property("string SerialNumber", (Certificate certificate) -> certificate.serialNumber())
			.property("string FriendlyName", (Certificate certificate) -> "")
			.property("bool HasPrivateKey", (Certificate certificate) -> certificate.hasPrivateKey())
			.property("AsymmetricAlgorithm PrivateKey", (Certificate certificate) -> certificate.rsaPrivateKey())
			.property("PublicKey PublicKey", (Certificate certificate) -> new PublicKey(certificate))
			.property("DateTime NotBefore", (Certificate certificate) -> certificate.notBefore())
			.property("DateTime NotAfter", (Certificate certificate) -> certificate.notAfter())
			.property("byte[] RawData", (Certificate certificate) -> certificate.raw())
			.intProperty("int Version", (Certificate certificate) -> certificate.version())
			.property("Oid SignatureAlgorithm",
					(Certificate certificate) -> new RsaMembers.Oid(certificate.signatureAlgorithmOid(),
							certificate.signatureAlgorithmName()))
			.property("X500DistinguishedName SubjectName",
					(Certificate certificate) -> new DistinguishedName(certificate.subject()))
			.property("X500DistinguishedName IssuerName",
					(Certificate certificate) -> new DistinguishedName(certificate.issuer()))
			.method("string GetNameInfo(X509NameType nameType, bool forIssuer)",
					(Certificate certificate, EnumValue nameType, Boolean forIssuer) -> certificate
						.simpleName(forIssuer))
			.method("bool Verify()", (Certificate certificate) -> certificate.verify());
	}

	/**
	 * System.Security.Cryptography.X509Certificates.X500DistinguishedName.
	 *
	 * @param name the name
	 */
	record DistinguishedName(String name) {
	}

	/**
	 * System.Security.Cryptography.X509Certificates.PublicKey.
	 *
	 * @param certificate whose key it is
	 */
	record PublicKey(Certificate certificate) {
	}

}
