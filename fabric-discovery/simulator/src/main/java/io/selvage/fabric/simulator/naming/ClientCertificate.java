package io.selvage.fabric.simulator.naming;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The certificate a client sent in its TLS handshake.
 */
final class ClientCertificate {

	private ClientCertificate() {
	}

	/** Its SHA-1 thumbprint; {@code null} if none was sent or its time is not now. */
	static @Nullable String thumbprint(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls == null) {
			return null;
		}
		try {
			X509Certificate certificate = (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
			Instant now = Instant.now();
			if (now.isBefore(certificate.getNotBefore().toInstant())
					|| now.isAfter(certificate.getNotAfter().toInstant())) {
				return null;
			}
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
			return HexFormat.of().withUpperCase().formatHex(digest);
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
