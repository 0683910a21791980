package io.selvage.gateway.forward;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLEngine;

/**
 * Accepts a server whoever vouches for it, but only for the name that is called:
 * {@code validateCertificateChain} is off, {@code validateCertificateName} on. The JVM
 * checks names together with chains only, so the server's certificate is made its own
 * authority.
 */
final class AnyAuthorityTrustManager extends ServerTrustManager {

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		ServerAuthorities.trusting(List.of(chain[0]))
			.checkServerTrusted(new X509Certificate[] { chain[0] }, authType, engine);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		ServerAuthorities.trusting(List.of(chain[0]))
			.checkServerTrusted(new X509Certificate[] { chain[0] }, authType, socket);
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw new CertificateException("Without a connection there is no name to check");
	}

}
