package io.selvage.gateway.forward;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.tcp.SslProvider;

/**
 * Turns {@link ClientTls} into the object Reactor Netty handshakes with. What cannot be
 * set up fails here: there is no falling back to less.
 */
final class ClientTlsProvider {

	private ClientTlsProvider() {
	}

	/**
	 * Makes the provider of connections that speak HTTP/1.1.
	 * @param tls how TLS is spoken
	 * @param authorities who vouches for servers
	 * @param handshakeTimeout until TLS is agreed
	 * @return the provider
	 */
	static SslProvider of(ClientTls tls, X509ExtendedTrustManager authorities, Duration handshakeTimeout) {
		return provider(tls, handshakeTimeout,
				Http11SslContextSpec.forClient().configure((builder) -> configure(builder, tls, authorities)));
	}

	/**
	 * The same for connections that may speak HTTP/2.
	 */
	static SslProvider http2(ClientTls tls, X509ExtendedTrustManager authorities, Duration handshakeTimeout) {
		return provider(tls, handshakeTimeout,
				Http2SslContextSpec.forClient().configure((builder) -> configure(builder, tls, authorities)));
	}

	private static SslProvider provider(ClientTls tls, Duration handshakeTimeout,
			SslProvider.GenericSslContextSpec<?> spec) {
		SslProvider.Builder builder = SslProvider.builder().sslContext(spec).handshakeTimeout(handshakeTimeout);
		boolean pinned = !tls.serverThumbprints().isEmpty() || !tls.serverNames().isEmpty();
		if (!tls.validateName() || pinned) {
			builder.handlerConfigurator((handler) -> withoutNameCheck(handler.engine()));
		}
		return builder.build();
	}

	private static void configure(SslContextBuilder builder, ClientTls tls, X509ExtendedTrustManager authorities) {
		if (!tls.serverThumbprints().isEmpty() || !tls.serverNames().isEmpty()) {
			builder.trustManager(new PinnedTrustManager(tls, authorities));
		}
		else if (tls.validateChain()) {
			builder.trustManager(authorities);
		}
		else if (tls.validateName()) {
			builder.trustManager(new AnyAuthorityTrustManager());
		}
		else {
			builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
		}
		if (tls.certificate() != null) {
			PrivateKey key = tls.certificate().getPrivateKey();
			X509Certificate[] chain = Arrays.stream(tls.certificate().getCertificateChain())
				.map(X509Certificate.class::cast)
				.toArray(X509Certificate[]::new);
			builder.keyManager(key, chain);
		}
	}

	private static void withoutNameCheck(SSLEngine engine) {
		SSLParameters parameters = engine.getSSLParameters();
		parameters.setEndpointIdentificationAlgorithm(""); // null would mean "as before"
		engine.setSSLParameters(parameters);
	}

}
