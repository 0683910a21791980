package io.selvage.fabric.security;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Accepts the server's certificate if it fits a pin: by its thumbprint, or by its name
 * together with the certificate that signed it. In every case it must be within its
 * validity period. Without a pin the question goes to the authorities.
 */
final class PinnedTrustManager extends X509ExtendedTrustManager {

	private final ServerTrust trust;

	private final X509ExtendedTrustManager authorities;

	PinnedTrustManager(ServerTrust trust, X509ExtendedTrustManager authorities) {
		this.trust = trust;
		this.authorities = authorities;
	}

	private void check(X509Certificate[] chain, String authType) throws CertificateException {
		X509Certificate server = chain[0];
		server.checkValidity();
		if (isPinned(server)) {
			return;
		}
		for (ServerTrust.X509Name name : this.trust.names()) {
			if (hasName(server, name.name()) && isIssued(chain, name.issuerThumbprint(), authType)) {
				return;
			}
		}
		throw new CertificateException("the certificate " + server.getSubjectX500Principal() + " with thumbprint "
				+ thumbprint(server, "SHA-1") + " fits none of the pins");
	}

	private boolean isPinned(X509Certificate certificate) throws CertificateException {
		List<String> pins = this.trust.thumbprints();
		return !pins.isEmpty() && isOneOf(certificate, pins);
	}

	private static boolean isOneOf(X509Certificate certificate, List<String> pins) throws CertificateException {
		return pins.contains(thumbprint(certificate, "SHA-1")) || pins.contains(thumbprint(certificate, "SHA-256"));
	}

	private static String thumbprint(X509Certificate certificate, String algorithm) throws CertificateException {
		try {
			byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
			return HexFormat.of().withUpperCase().formatHex(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new CertificateException(ex);
		}
	}

	private static boolean hasName(X509Certificate certificate, String name) {
		try {
			for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
				if (rdn.getType().equalsIgnoreCase("CN") && name.equalsIgnoreCase(String.valueOf(rdn.getValue()))) {
					return true;
				}
			}
			Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
			return alternatives != null && alternatives.stream()
				.anyMatch((entry) -> Integer.valueOf(2).equals(entry.get(0))
						&& name.equalsIgnoreCase(String.valueOf(entry.get(1))));
		}
		catch (InvalidNameException | CertificateParsingException ex) {
			return false;
		}
	}

	/**
	 * The issuer has to have signed, not merely to be shown along: its signature on the
	 * server's certificate is checked.
	 */
	private boolean isIssued(X509Certificate[] chain, @Nullable String issuerThumbprint, String authType) {
		try {
			if (issuerThumbprint == null) {
				this.authorities.checkServerTrusted(chain, authType, (SSLEngine) null);
				return true;
			}
			for (X509Certificate candidate : issuersOf(chain)) {
				if (isOneOf(candidate, List.of(issuerThumbprint)) && signed(candidate, chain[0])) {
					candidate.checkValidity();
					return true;
				}
			}
			return false;
		}
		catch (CertificateException ex) {
			return false;
		}
	}

	private List<X509Certificate> issuersOf(X509Certificate[] chain) {
		List<X509Certificate> candidates = new ArrayList<>(List.of(chain));
		candidates.addAll(List.of(this.authorities.getAcceptedIssuers()));
		return candidates.stream()
			.filter((candidate) -> candidate.getSubjectX500Principal().equals(chain[0].getIssuerX500Principal()))
			.toList();
	}

	private static boolean signed(X509Certificate issuer, X509Certificate subject) {
		try {
			subject.verify(issuer.getPublicKey());
			return issuer.equals(subject) || issuer.getBasicConstraints() >= 0;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		if (this.trust.pinned()) {
			check(chain, authType);
		}
		else {
			this.authorities.checkServerTrusted(chain, authType, engine);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		if (this.trust.pinned()) {
			check(chain, authType);
		}
		else {
			this.authorities.checkServerTrusted(chain, authType, socket);
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw new CertificateException("a server is trusted in the course of a connection only");
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw new CertificateException("clients are not judged here");
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		checkClientTrusted(chain, authType);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		checkClientTrusted(chain, authType);
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
