package io.selvage.gateway.listener;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * The certificate a client showed in the TLS handshake of its connection, which the
 * server's trust has accepted ({@code server.ssl.client-auth}). It is looked up with the
 * first request and kept: it cannot change.
 */
final class PeerCertificate {

	private static final AttributeKey<Optional<X509Certificate>> KEY = AttributeKey.valueOf(PeerCertificate.class,
			"certificate");

	private PeerCertificate() {
	}

	/**
	 * Returns the certificate.
	 * @param channel a connection over TLS, or a stream of HTTP/2 on one
	 * @return the certificate of the client; null if it showed none or was not asked
	 */
	static @Nullable X509Certificate of(Channel channel) {
		Channel connection = (channel.parent() != null && channel.pipeline().get(SslHandler.class) == null)
				? channel.parent() : channel;
		Attribute<Optional<X509Certificate>> known = connection.attr(KEY);
		Optional<X509Certificate> certificate = known.get();
		if (certificate == null) {
			certificate = Optional.ofNullable(shown(connection.pipeline().get(SslHandler.class)));
			known.set(certificate);
		}
		return certificate.orElse(null);
	}

	private static @Nullable X509Certificate shown(@Nullable SslHandler tls) {
		if (tls == null) {
			return null;
		}
		SSLEngine engine = tls.engine();
		if (!engine.getWantClientAuth() && !engine.getNeedClientAuth()) {
			return null;
		}
		try {
			Certificate[] chain = engine.getSession().getPeerCertificates();
			return (chain.length > 0 && chain[0] instanceof X509Certificate own) ? own : null;
		}
		catch (SSLPeerUnverifiedException none) {
			return null;
		}
	}

}
