package io.selvage.gateway.expression.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates from DER, PEM, base64 and PKCS #12.
 */
final class CertificateReader {

	private CertificateReader() {
	}

	static Certificate read(byte @Nullable [] bytes, @Nullable String password) {
		if (bytes == null || bytes.length == 0) {
			throw ClrException.argument("The certificate has no bytes.");
		}
		X509Certificate plain = certificate(bytes);
		if (plain == null) {
			plain = certificate(base64(bytes));
		}
		return (plain != null) ? new Certificate(plain, null) : store(bytes, password);
	}

	private static @Nullable X509Certificate certificate(byte[] bytes) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(bytes));
		}
		catch (CertificateException ex) {
			return null;
		}
	}

	private static byte[] base64(byte[] bytes) {
		try {
			return Base64.getMimeDecoder().decode(new String(bytes, StandardCharsets.ISO_8859_1));
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static Certificate store(byte[] bytes, @Nullable String password) {
		char[] secret = (password != null) ? password.toCharArray() : new char[0];
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(new ByteArrayInputStream(bytes), secret);
			X509Certificate first = null;
			for (String alias : Collections.list(store.aliases())) {
				X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
				if (store.getKey(alias, secret) instanceof PrivateKey key) {
					return new Certificate(certificate, key);
				}
				first = (first != null) ? first : certificate;
			}
			if (first != null) {
				return new Certificate(first, null);
			}
		}
		catch (GeneralSecurityException | IOException ex) {
			throw Cryptography.failure("Cannot find the requested object: the bytes are neither a certificate nor a "
					+ "PKCS #12 store that the password opens.");
		}
		throw Cryptography.failure("The PKCS #12 store has no certificate.");
	}

}
