package io.selvage.fabric.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * What a TLS connection to the cluster is made with, read from the settings at one
 * moment.
 *
 * @param keyManager presents our certificate, or {@code null} if there is none
 * @param trustManager judges the server's
 * @param fingerprint changes when any of the files read has changed
 */
public record TlsMaterial(@Nullable KeyManager keyManager, TrustManager trustManager, String fingerprint) {

	/**
	 * Reads certificates and keys. Blocks on files.
	 * @param security which
	 * @return what was read
	 * @throws IllegalArgumentException if a file can't be read; the message names it
	 */
	public static TlsMaterial load(ClusterSecurity security) {
		String fingerprint = fingerprint(security);
		ClientCertificate certificate = security.clientCertificate();
		KeyManager keys = (certificate != null) ? new IdentityKeyManager(ClientIdentity.load(certificate)) : null;
		TrustManager trust = new PinnedTrustManager(security.serverTrust(),
				authorities(security.serverTrust().authorities()));
		return new TlsMaterial(keys, trust, fingerprint);
	}

	/**
	 * Tells whether files have changed, without reading them. Blocks on files.
	 * @param security which files
	 * @return a text that changes when a file's time or size does
	 */
	public static String fingerprint(ClusterSecurity security) {
		StringBuilder fingerprint = new StringBuilder();
		for (Path file : files(security)) {
			try {
				fingerprint.append(file.toRealPath())
					.append(' ')
					.append(Files.getLastModifiedTime(file))
					.append(' ')
					.append(Files.size(file))
					.append('\n');
			}
			catch (IOException ex) {
				fingerprint.append(file).append(" is missing\n");
			}
		}
		return fingerprint.toString();
	}

	private static List<Path> files(ClusterSecurity security) {
		List<Path> files = new ArrayList<>();
		if (security.clientCertificate() instanceof ClientCertificate.PfxFile pfx) {
			files.add(pfx.file());
		}
		else if (security.clientCertificate() instanceof ClientCertificate.PemFiles pem) {
			files.add(pem.certificate());
			files.add(pem.key());
		}
		if (security.serverTrust().authorities() != null) {
			files.add(security.serverTrust().authorities());
		}
		return files;
	}

	private static X509ExtendedTrustManager authorities(@Nullable Path pem) {
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
			factory.init((pem != null) ? store(pem) : null);
			for (TrustManager manager : factory.getTrustManagers()) {
				if (manager instanceof X509ExtendedTrustManager found) {
					return found;
				}
			}
			throw new GeneralSecurityException("no trust manager for X.509");
		}
		catch (IOException | GeneralSecurityException | IllegalStateException ex) {
			throw new IllegalArgumentException("can't read the trusted authorities"
					+ ((pem != null) ? " (" + pem + ")" : "") + ": " + ex.getMessage(), ex);
		}
	}

	private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		var certificates = PemContent.load(pem).getCertificates();
		if (certificates == null || certificates.isEmpty()) {
			throw new GeneralSecurityException("the file holds no certificate");
		}
		for (int i = 0; i < certificates.size(); i++) {
			store.setCertificateEntry("authority-" + i, certificates.get(i));
		}
		return store;
	}

}
