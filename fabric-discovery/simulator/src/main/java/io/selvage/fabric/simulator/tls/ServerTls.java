package io.selvage.fabric.simulator.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server side of TLS. The identity can be exchanged while the server runs; a client
 * certificate is asked for but judged only after the handshake, as http.sys does, so that
 * a refusal is an HTTP answer.
 */
public final class ServerTls {

	private volatile CertificateIdentity identity;

	private final SslContext context;

	/**
	 * Prepares a server.
	 * @param identity what it presents
	 * @param askForClientCertificate whether it asks the client for a certificate
	 * @param protocols the TLS versions, such as {@code TLSv1.2}; none means those of the
	 * JDK
	 */
	public ServerTls(CertificateIdentity identity, boolean askForClientCertificate, String... protocols) {
		this.identity = identity;
		try {
			this.context = SslContextBuilder.forServer(new CurrentIdentity())
				.sslProvider(SslProvider.JDK)
				.protocols((protocols.length == 0) ? null : protocols)
				.trustManager(InsecureTrustManagerFactory.INSTANCE)
				.clientAuth(askForClientCertificate ? ClientAuth.OPTIONAL : ClientAuth.NONE)
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("this JDK offers no TLS server", ex);
		}
	}

	public SslContext context() {
		return this.context;
	}

	/**
	 * Presents another identity from the next handshake on. Clients that resume a session
	 * don't notice.
	 * @param identity the new identity
	 */
	public void present(CertificateIdentity identity) {
		this.identity = identity;
	}

	/**
	 * Every identity has its own alias, so that key and chain of one handshake always
	 * belong together.
	 */
	private final class CurrentIdentity extends X509ExtendedKeyManager {

		private final Map<String, CertificateIdentity> byAlias = new ConcurrentHashMap<>();

		@Override
		public String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
			CertificateIdentity current = ServerTls.this.identity;
			String alias = current.thumbprint();
			this.byAlias.put(alias, current);
			return alias;
		}

		@Override
		public X509Certificate @Nullable [] getCertificateChain(String alias) {
			CertificateIdentity chosen = this.byAlias.get(alias);
			return (chosen != null) ? chosen.chain().toArray(new X509Certificate[0]) : null;
		}

		@Override
		public @Nullable PrivateKey getPrivateKey(String alias) {
			CertificateIdentity chosen = this.byAlias.get(alias);
			return (chosen != null) ? chosen.privateKey() : null;
		}

		@Override
		public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
			throw new UnsupportedOperationException("only engines are used");
		}

		@Override
		public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
			return null;
		}

		@Override
		public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
			return null;
		}

		@Override
		public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers,
				@Nullable Socket socket) {
			return null;
		}

	}

}
