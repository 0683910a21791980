package io.selvage.catalog.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;

import io.selvage.catalog.entity.Certificate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * Opens a PKCS #12 container (RFC 7292), or PEM text as vaults hand it out. A container
 * names how often its password is hashed, so a hostile one can cost seconds of CPU: the
 * counts are read first.
 */
public final class PfxFile {

	private static final int MAX_BYTES = 256 * 1024;

	private static final String PEM = "-----BEGIN ";

	private PfxFile() {
	}

	/**
	 * Opens the container of a certificate. Takes CPU time: not to be called on an event
	 * loop.
	 * @param certificate the entity
	 * @return the first certificate that has a private key
	 * @throws UnusableCertificateException if there is none or it cannot be opened
	 */
	public static PrivateKeyEntry open(Certificate certificate) {
		if (certificate.data() == null) {
			throw unusable(certificate, "its content is not known (yet)");
		}
		String data = certificate.data().reveal();
		if (data.contains(PEM)) {
			return openPem(certificate, data);
		}
		byte[] bytes = decode(certificate, data);
		if (bytes.length > MAX_BYTES) {
			throw unusable(certificate, "it is larger than 256 KiB");
		}
		int iterations = IterationCounts.highest(bytes);
		if (iterations > IterationCounts.LIMIT) {
			throw unusable(certificate, "its password is hashed " + iterations + " times, more than "
					+ IterationCounts.LIMIT + " are not accepted");
		}
		String password = (certificate.password() != null) ? certificate.password().reveal() : "";
		return open(certificate, bytes, password.toCharArray());
	}

	/** Vaults may hand out a certificate and its key as PEM instead. */
	private static PrivateKeyEntry openPem(Certificate certificate, String text) {
		try {
			PemContent content = PemContent.of(text);
			PrivateKey key = content.getPrivateKey();
			if (key != null) {
				return new PrivateKeyEntry(key, content.getCertificates().toArray(X509Certificate[]::new));
			}
		}
		catch (IllegalArgumentException | IllegalStateException malformed) {
			// Said below; the message of the parser might show what it could not read.
		}
		throw unusable(certificate, "its PEM text does not hold a certificate with its private key");
	}

	private static byte[] decode(Certificate certificate, String base64) {
		try {
			return Base64.getMimeDecoder().decode(base64.trim());
		}
		catch (IllegalArgumentException malformed) {
			throw unusable(certificate, "its data is not base64");
		}
	}

	private static PrivateKeyEntry open(Certificate certificate, byte[] bytes, char[] password) {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(new ByteArrayInputStream(bytes), password);
			PrivateKeyEntry found = firstKey(store, password);
			if (found == null) {
				throw unusable(certificate, "it holds no private key");
			}
			return found;
		}
		catch (IOException malformed) {
			boolean locked = malformed.getCause() instanceof GeneralSecurityException;
			throw unusable(certificate, locked ? "the password does not open it" : "it is not a PKCS #12 container");
		}
		catch (GeneralSecurityException refused) {
			throw unusable(certificate, "it cannot be opened: " + refused.getMessage());
		}
	}

	private static @Nullable PrivateKeyEntry firstKey(KeyStore store, char[] password) throws GeneralSecurityException {
		for (String alias : Collections.list(store.aliases())) {
			if (store.isKeyEntry(alias) && store.getEntry(alias,
					new KeyStore.PasswordProtection(password)) instanceof PrivateKeyEntry entry) {
				return entry;
			}
		}
		return null;
	}

	private static UnusableCertificateException unusable(Certificate certificate, String why) {
		return new UnusableCertificateException("Certificate '" + certificate.name() + "' cannot be used: " + why);
	}

}
