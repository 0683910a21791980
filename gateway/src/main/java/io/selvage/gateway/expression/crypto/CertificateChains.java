package io.selvage.gateway.expression.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Checks certificates against the authorities that Java trusts.
 */
final class CertificateChains {

	private CertificateChains() {
	}

	static boolean isTrusted(X509Certificate certificate) throws GeneralSecurityException {
		Set<TrustAnchor> anchors = new HashSet<>();
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init((KeyStore) null);
		for (TrustManager manager : factory.getTrustManagers()) {
			if (manager instanceof X509TrustManager trusted) {
				for (X509Certificate issuer : trusted.getAcceptedIssuers()) {
					anchors.add(new TrustAnchor(issuer, null));
				}
			}
		}
		PKIXParameters parameters = new PKIXParameters(anchors);
		parameters.setRevocationEnabled(false);
		CertPathValidator.getInstance("PKIX")
			.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
		return true;
	}

}
