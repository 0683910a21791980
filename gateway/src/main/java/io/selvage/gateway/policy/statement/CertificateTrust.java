package io.selvage.gateway.policy.statement;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whether there is a chain from a client certificate to an authority that is trusted: one
 * of the Java runtime's, or a self-signed one of the catalog. May call servers of the
 * authority to ask for revocations, so it never runs on an event loop.
 */
final class CertificateTrust {

	private final List<TrustAnchor> authorities;

	CertificateTrust() {
		this.authorities = systemAuthorities();
	}

	private static List<TrustAnchor> systemAuthorities() {
		try {
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init((KeyStore) null);
			for (TrustManager manager : factory.getTrustManagers()) {
				if (manager instanceof X509TrustManager trusted) {
					return Arrays.stream(trusted.getAcceptedIssuers())
						.map((authority) -> new TrustAnchor(authority, null))
						.toList();
				}
			}
			return List.of();
		}
		catch (GeneralSecurityException unreadable) {
			throw new IllegalStateException("The trust store of the Java runtime cannot be read", unreadable);
		}
	}

	/**
	 * Looks for a chain. Validity periods are judged by others: the chain is built for a
	 * time at which the certificate is valid.
	 * @param revocation whether none of the chain may be revoked
	 */
	boolean trusts(X509Certificate certificate, Collection<KeyStore.PrivateKeyEntry> catalog, boolean revocation) {
		Set<TrustAnchor> anchors = new HashSet<>(this.authorities);
		Set<Certificate> between = new HashSet<>();
		between.add(certificate);
		for (KeyStore.PrivateKeyEntry entry : catalog) {
			for (Certificate link : entry.getCertificateChain()) {
				if (link instanceof X509Certificate authority && authority.getBasicConstraints() >= 0) {
					if (authority.getSubjectX500Principal().equals(authority.getIssuerX500Principal())) {
						anchors.add(new TrustAnchor(authority, null));
					}
					else {
						between.add(authority);
					}
				}
			}
		}
		if (anchors.isEmpty()) {
			return false;
		}
		try {
			X509CertSelector target = new X509CertSelector();
			target.setCertificate(certificate);
			PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
			parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
			parameters.setRevocationEnabled(revocation);
			parameters.setDate(Date.from(validTime(certificate)));
			CertPathBuilder.getInstance("PKIX").build(parameters);
			return true;
		}
		catch (GeneralSecurityException untrusted) {
			return false;
		}
	}

	private static Instant validTime(X509Certificate certificate) {
		Instant now = Instant.now();
		Instant first = certificate.getNotBefore().toInstant();
		Instant last = certificate.getNotAfter().toInstant();
		return now.isBefore(first) ? first : now.isAfter(last) ? last : now;
	}

}
