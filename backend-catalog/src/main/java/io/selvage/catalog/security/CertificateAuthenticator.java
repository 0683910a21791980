package io.selvage.catalog.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import reactor.core.publisher.Mono;

/**
 * Knows callers by the SHA-256 thumbprint of their client certificate. That the caller
 * owns the certificate was proved in the TLS handshake; that it is not expired is checked
 * here, since a pinned certificate may come from no authority.
 */
public final class CertificateAuthenticator implements Authenticator {

	private final Map<String, Set<Role>> rolesByThumbprint;

	/**
	 * Creates an authenticator.
	 * @param rolesByThumbprint SHA-256 thumbprints in hexadecimal digits (any case,
	 * colons allowed) and what they may do
	 */
	public CertificateAuthenticator(Map<String, Set<Role>> rolesByThumbprint) {
		this.rolesByThumbprint = rolesByThumbprint.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap((entry) -> entry.getKey().replace(":", "").toLowerCase(Locale.ROOT),
					Map.Entry::getValue));
	}

	@Override
	public Mono<Caller> authenticate(Credentials credentials) {
		X509Certificate certificate = credentials.certificate();
		if (certificate == null) {
			return Mono.empty();
		}
		try {
			certificate.checkValidity();
			Set<Role> roles = this.rolesByThumbprint.get(thumbprint(certificate));
			return (roles != null) ? Mono.just(new Caller(certificate.getSubjectX500Principal().getName(), roles))
					: Mono.empty();
		}
		catch (java.security.cert.CertificateException notValid) {
			return Mono.empty();
		}
	}

	private static String thumbprint(X509Certificate certificate) throws CertificateEncodingException {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
