package io.selvage.fabric.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * A private key and the certificate chain that goes with it.
 *
 * @param key the private key
 * @param chain our certificate, followed by its issuers
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {

	private static final long MAX_FILE_BYTES = 1 << 20;

	static ClientIdentity load(ClientCertificate certificate) {
		try {
			if (certificate instanceof ClientCertificate.PfxFile pfx) {
				return load(pfx);
			}
			if (certificate instanceof ClientCertificate.PemFiles pem) {
				return load(pem);
			}
			ClientCertificate.InMemory memory = (ClientCertificate.InMemory) certificate;
			return new ClientIdentity(memory.key(), memory.chain());
		}
		catch (IOException | GeneralSecurityException | IllegalStateException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("can't read the client certificate (" + certificate + "): " + reason(ex),
					ex);
		}
	}

	private static String reason(Exception ex) {
		return (ex instanceof java.nio.file.NoSuchFileException) ? "no such file"
				: (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	private static ClientIdentity load(ClientCertificate.PfxFile pfx) throws IOException, GeneralSecurityException {
		requireSize(pfx.file());
		KeyStore store = KeyStore.getInstance("PKCS12");
		char[] password = pfx.password().toCharArray();
		try (InputStream in = Files.newInputStream(pfx.file())) {
			store.load(in, password);
		}
		for (String alias : Collections.list(store.aliases())) {
			Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
			if (key instanceof PrivateKey privateKey) {
				return new ClientIdentity(privateKey, x509(store.getCertificateChain(alias)));
			}
		}
		throw new GeneralSecurityException("it holds no private key");
	}

	private static List<X509Certificate> x509(Certificate[] chain) throws GeneralSecurityException {
		List<X509Certificate> certificates = new ArrayList<>();
		if (chain != null) {
			for (Certificate certificate : chain) {
				certificates.add((X509Certificate) certificate);
			}
		}
		if (certificates.isEmpty()) {
			throw new GeneralSecurityException("it holds no certificate for its private key");
		}
		return List.copyOf(certificates);
	}

	private static ClientIdentity load(ClientCertificate.PemFiles pem) throws IOException, GeneralSecurityException {
		requireSize(pem.certificate());
		requireSize(pem.key());
		List<X509Certificate> chain = PemContent.load(pem.certificate()).getCertificates();
		PrivateKey key = PemContent.load(pem.key()).getPrivateKey(pem.password());
		if (key == null || chain == null || chain.isEmpty()) {
			throw new GeneralSecurityException("a certificate and a private key are needed");
		}
		return new ClientIdentity(key, List.copyOf(chain));
	}

	private static void requireSize(Path file) throws IOException {
		if (Files.size(file) > MAX_FILE_BYTES) {
			throw new IOException(file + " is larger than 1 MiB");
		}
	}

}
