package io.selvage.gateway.forward;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts a server by the thumbprint of its certificate, or by a name in it together with
 * its issuer, as Service Fabric clusters are pinned: by
 * {@code serverCertificateThumbprints} or {@code serverX509Names}.
 */
final class PinnedTrustManager extends ServerTrustManager {

	private static final int DNS_NAME = 2;

	private final ClientTls tls;

	private final X509ExtendedTrustManager authorities;

	PinnedTrustManager(ClientTls tls, X509ExtendedTrustManager authorities) {
		this.tls = tls;
		this.authorities = authorities;
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		check(chain, authType);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		check(chain, authType);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		check(chain, authType);
	}

	private void check(X509Certificate[] chain, String authType) throws CertificateException {
		X509Certificate server = chain[0];
		server.checkValidity();
		if (this.tls.serverThumbprints().contains(thumbprint(server))) {
			return;
		}
		for (ClientTls.ServerName pin : this.tls.serverNames()) {
			if (named(server, pin.name()) && issued(chain, authType, pin)) {
				return;
			}
		}
		throw new CertificateException("The server's certificate " + thumbprint(server) + " ("
				+ server.getSubjectX500Principal().getName() + ") is none of those that are pinned");
	}

	private boolean issued(X509Certificate[] chain, String authType, ClientTls.ServerName pin)
			throws CertificateException {
		String issuer = pin.issuerThumbprint();
		if (issuer == null || issuer.isBlank()) {
			if (this.tls.validateChain()) {
				this.authorities.checkServerTrusted(chain, authType);
			}
			return true;
		}
		X509Certificate signer = (chain.length > 1) ? chain[1] : chain[0];
		if (!Arrays.asList(issuer.split(",")).contains(thumbprint(signer))) {
			return false;
		}
		try {
			chain[0].verify(signer.getPublicKey());
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static boolean named(X509Certificate certificate, String name) throws CertificateException {
		Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
		if (alternatives != null) {
			for (List<?> alternative : alternatives) {
				if (alternative.get(0) instanceof Integer kind && kind == DNS_NAME
						&& name.equalsIgnoreCase(String.valueOf(alternative.get(1)))) {
					return true;
				}
			}
		}
		try {
			for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
				if (part.getType().equalsIgnoreCase("CN") && name.equalsIgnoreCase(String.valueOf(part.getValue()))) {
					return true;
				}
			}
		}
		catch (InvalidNameException ex) {
			return false;
		}
		return false;
	}

	static String thumbprint(X509Certificate certificate) throws CertificateException {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
			return HexFormat.of().withUpperCase().formatHex(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new CertificateException("The certificate has no thumbprint", ex);
		}
	}

}
