package io.selvage.fabric.simulator.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The certificate a client sent in its TLS handshake.
 */
public final class PeerCertificate {

	private PeerCertificate() {
	}

	/**
	 * Returns its SHA-1 thumbprint.
	 * @param channel the connection, or a stream of an HTTP/2 connection
	 * @return upper-case hex; {@code null} without TLS, if none was sent, or if it is not
	 * valid now
	 */
	public static @Nullable String thumbprint(Channel channel) {
		SslHandler tls = handler(channel);
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

	/**
	 * Asks for the certificate by a second handshake on the connection, unless there has
	 * been one; TLS 1.2 only.
	 * @param channel the connection
	 * @return completes when the handshake has ended, with or without a certificate
	 */
	public static Mono<Void> renegotiate(Channel channel) {
		SslHandler tls = handler(channel);
		if (tls == null || tls.engine().getWantClientAuth()) {
			return Mono.empty();
		}
		return Mono.create((sink) -> {
			SSLEngine engine = tls.engine();
			engine.setWantClientAuth(true);
			forbidResumption(engine);
			tls.renegotiate().addListener((done) -> {
				if (done.isSuccess()) {
					sink.success();
				}
				else {
					sink.error(done.cause());
				}
			});
		});
	}

	/**
	 * A resumed session would bring no certificate; one whose cipher suite is no longer
	 * enabled is not resumed.
	 */
	private static void forbidResumption(SSLEngine engine) {
		String current = engine.getSession().getCipherSuite();
		engine.setEnabledCipherSuites(Arrays.stream(engine.getEnabledCipherSuites())
			.filter((suite) -> !suite.equals(current))
			.toArray(String[]::new));
	}

	private static @Nullable SslHandler handler(Channel channel) {
		SslHandler own = channel.pipeline().get(SslHandler.class);
		Channel parent = channel.parent();
		return (own != null || parent == null) ? own : parent.pipeline().get(SslHandler.class);
	}

}
