package io.selvage.fabric.simulator.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import io.netty.util.NetUtil;

/**
 * A private key with its certificate chain (RFC 5280), exportable as PEM and PFX.
 *
 * @param privateKey the key, on the curve P-256
 * @param chain the certificates, its own first, the root last
 */
public record CertificateIdentity(PrivateKey privateKey, List<X509Certificate> chain) {

	private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

	public CertificateIdentity {
		chain = List.copyOf(chain);
	}

	/**
	 * Makes an identity whose certificate is signed with its own key.
	 * @param request what the certificate shall say
	 * @return the identity
	 */
	public static CertificateIdentity selfSigned(CertificateRequest request) {
		KeyPair keys = newKeys();
		return new CertificateIdentity(keys.getPrivate(),
				List.of(certify(request, keys, request.commonName(), keys.getPrivate())));
	}

	/**
	 * Makes an identity whose certificate this one signs.
	 * @param request what the certificate shall say
	 * @return the identity, its chain ending with this one's
	 */
	public CertificateIdentity issue(CertificateRequest request) {
		KeyPair keys = newKeys();
		List<X509Certificate> issued = new ArrayList<>();
		issued.add(certify(request, keys, commonName(), this.privateKey));
		issued.addAll(this.chain);
		return new CertificateIdentity(keys.getPrivate(), issued);
	}

	public X509Certificate certificate() {
		return this.chain.get(0);
	}

	public String commonName() {
		return certificate().getSubjectX500Principal().getName().substring("CN=".length());
	}

	/**
	 * Returns the SHA-1 thumbprint as Service Fabric and APIM write it.
	 * @return 40 upper-case hex digits
	 */
	public String thumbprint() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate().getEncoded());
			return HexFormat.of().withUpperCase().formatHex(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public String certificatePem() {
		return pem("CERTIFICATE", encoded(certificate()));
	}

	public String chainPem() {
		StringBuilder text = new StringBuilder();
		this.chain.forEach((certificate) -> text.append(pem("CERTIFICATE", encoded(certificate))));
		return text.toString();
	}

	/**
	 * Returns the private key as unencrypted PKCS #8.
	 * @return PEM text
	 */
	public String privateKeyPem() {
		return pem("PRIVATE KEY", this.privateKey.getEncoded());
	}

	/**
	 * Returns key and chain as PKCS #12.
	 * @param password protects the key
	 * @return the content of a {@code .pfx} file
	 */
	public byte[] pfx(String password) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setKeyEntry("1", this.privateKey, password.toCharArray(), this.chain.toArray(new Certificate[0]));
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			store.store(bytes, password.toCharArray());
			return bytes.toByteArray();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("the key store can't be written", ex);
		}
	}

	/** Names the certificate, never the key. */
	@Override
	public String toString() {
		return "CertificateIdentity[" + commonName() + ", " + thumbprint() + "]";
	}

	private static KeyPair newKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("this JDK can't make P-256 keys", ex);
		}
	}

	private static X509Certificate certify(CertificateRequest request, KeyPair subject, String issuer,
			PrivateKey issuerKey) {
		byte[] body = Der.sequence(Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
				Der.integer(new BigInteger(63, new SecureRandom()).setBit(62)), ECDSA_WITH_SHA256, name(issuer),
				Der.sequence(Der.time(request.notBefore()), Der.time(request.notAfter())), name(request.commonName()),
				subject.getPublic().getEncoded(), Der.tagged(0xa3, extensions(request)));
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(issuerKey);
			signature.update(body);
			byte[] certificate = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(certificate));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the certificate of " + request.commonName() + " can't be made", ex);
		}
	}

	private static byte[] name(String commonName) {
		return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
	}

	private static byte[] extensions(CertificateRequest request) {
		List<byte[]> extensions = new ArrayList<>();
		byte[] constraints = request.authority() ? Der.sequence(Der.bool(true)) : Der.sequence();
		extensions.add(Der.sequence(Der.oid("2.5.29.19"), Der.bool(true), Der.octets(constraints)));
		byte[] usage = request.authority() ? Der.bits(1, (byte) 0x06) : Der.bits(7, (byte) 0x80);
		extensions.add(Der.sequence(Der.oid("2.5.29.15"), Der.bool(true), Der.octets(usage)));
		if (!request.authority()) {
			byte[] purposes = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2"));
			extensions.add(Der.sequence(Der.oid("2.5.29.37"), Der.octets(purposes)));
		}
		if (!request.alternativeNames().isEmpty()) {
			byte[][] names = request.alternativeNames()
				.stream()
				.map(CertificateIdentity::alternativeName)
				.toArray(byte[][]::new);
			extensions.add(Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(names))));
		}
		return Der.sequence(extensions.toArray(byte[][]::new));
	}

	private static byte[] alternativeName(String name) {
		byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
		return (address != null) ? Der.tagged(0x87, address)
				: Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] encoded(X509Certificate certificate) {
		try {
			return certificate.getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String label, byte[] der) {
		String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label);
	}

}
