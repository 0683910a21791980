package io.selvage.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that vouch for servers: those of the JVM, and those of a
 * file for companies that have their own.
 */
final class ServerAuthorities {

	private ServerAuthorities() {
	}

	/**
	 * Reads the authorities.
	 * @param pem a file with certificates in PEM, or null
	 * @return what checks chains and, if the connection asks for it, names
	 * @throws IllegalArgumentException if the file cannot be read or holds no certificate
	 */
	static X509ExtendedTrustManager read(@Nullable Path pem) {
		X509ExtendedTrustManager usual = trustManager(null);
		if (pem == null) {
			return usual;
		}
		List<Certificate> all = new ArrayList<>(List.of(usual.getAcceptedIssuers()));
		all.addAll(certificates(pem));
		return trusting(all);
	}

	/**
	 * Trusts certificates.
	 * @param certificates authorities, or servers
	 * @return what checks chains and, if the connection asks for it, names
	 */
	static X509ExtendedTrustManager trusting(Collection<? extends Certificate> certificates) {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			int number = 0;
			for (Certificate certificate : certificates) {
				store.setCertificateEntry("authority-" + number++, certificate);
			}
			return trustManager(store);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("Certificates cannot be trusted", ex);
		}
	}

	private static Collection<X509Certificate> certificates(Path pem) {
		try (InputStream file = Files.newInputStream(pem)) {
			Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509").generateCertificates(file);
			if (read.isEmpty()) {
				throw new IllegalArgumentException("The file " + pem + " of trusted authorities has no certificate");
			}
			return read.stream().map(X509Certificate.class::cast).toList();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalArgumentException(
					"The file " + pem + " of trusted authorities cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store) {
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(store);
			for (TrustManager manager : factory.getTrustManagers()) {
				if (manager instanceof X509ExtendedTrustManager extended) {
					return extended;
				}
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The trusted authorities cannot be read", ex);
		}
		throw new IllegalStateException("The JVM has no X.509 trust manager");
	}

}
