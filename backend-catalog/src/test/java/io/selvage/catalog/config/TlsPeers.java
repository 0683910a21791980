package io.selvage.catalog.config;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

import io.netty.handler.ssl.ClientAuth;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.CertificateRequest;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server of a company with its own authority, and others that pass themselves off as
 * it. They write down what they are asked.
 */
public final class TlsPeers implements AutoCloseable {

	/**
	 * What there is to say about a server.
	 */
	public enum Kind {

		/** It is the one it should be. */
		RIGHT,
		/** Another authority vouches for it. */
		WRONG_CHAIN,
		/** It is another server of the company. */
		WRONG_NAME,
		/** Its certificate has ended. */
		EXPIRED,
		/** It is right, and wants to know who calls. */
		ASKS_WHO_CALLS

	}

	private final CertificateIdentity authority = CertificateIdentity
		.selfSigned(CertificateRequest.of("Company CA").asAuthority());

	private final Map<Kind, DisposableServer> servers = new EnumMap<>(Kind.class);

	private final List<String> asked = new CopyOnWriteArrayList<>();

	/**
	 * Starts one server of each kind.
	 * @param handler what they answer
	 */
	public TlsPeers(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		CertificateRequest here = CertificateRequest.of("here", "127.0.0.1");
		Instant now = Instant.now();
		start(Kind.RIGHT, this.authority.issue(here), handler);
		start(Kind.WRONG_CHAIN, CertificateIdentity.selfSigned(here), handler);
		start(Kind.WRONG_NAME, this.authority.issue(CertificateRequest.of("elsewhere", "elsewhere.example")), handler);
		start(Kind.EXPIRED,
				this.authority.issue(here.valid(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(2)))),
				handler);
		start(Kind.ASKS_WHO_CALLS, this.authority.issue(here), handler);
	}

	private void start(Kind kind, CertificateIdentity identity,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		this.servers.put(kind,
				HttpServer.create()
					.host("127.0.0.1")
					.port(0)
					.secure((spec) -> spec.sslContext(Http11SslContextSpec
						.forServer(identity.privateKey(), identity.chain().toArray(X509Certificate[]::new))
						.configure((builder) -> builder.trustManager(this.authority.certificate())
							.clientAuth((kind == Kind.ASKS_WHO_CALLS) ? ClientAuth.REQUIRE : ClientAuth.NONE))))
					.handle((request, response) -> {
						this.asked.add(request.method() + " " + request.uri());
						return handler.apply(request, response);
					})
					.bindNow());
	}

	/**
	 * Returns the URL of a server.
	 * @param kind which
	 * @return without a slash at its end
	 */
	public String url(Kind kind) {
		return "https://127.0.0.1:" + this.servers.get(kind).port();
	}

	/**
	 * Returns what the servers were asked since {@link #forget()}.
	 * @return method and path of each request
	 */
	public List<String> asked() {
		return List.copyOf(this.asked);
	}

	/**
	 * Forgets what the servers were asked.
	 */
	public void forget() {
		this.asked.clear();
	}

	/**
	 * Returns bundles: {@code company} has the authority, {@code member} a certificate of
	 * it beside, {@code stranger} one of nobody.
	 * @return the bundles
	 */
	public ObjectProvider<SslBundles> bundles() {
		PemSslStoreDetails trust = PemSslStoreDetails.forCertificate(this.authority.certificatePem());
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("company",
				SslBundle.of(new PemSslStoreBundle(null, trust)));
		bundles.registerBundle("member",
				SslBundle.of(new PemSslStoreBundle(store(this.authority.issue(CertificateRequest.of("us"))), trust)));
		bundles.registerBundle("stranger", SslBundle
			.of(new PemSslStoreBundle(store(CertificateIdentity.selfSigned(CertificateRequest.of("us"))), trust)));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("bundles", bundles);
		return beans.getBeanProvider(SslBundles.class);
	}

	private static PemSslStoreDetails store(CertificateIdentity identity) {
		return PemSslStoreDetails.forCertificate(identity.chainPem()).withPrivateKey(identity.privateKeyPem());
	}

	@Override
	public void close() {
		this.servers.values().forEach(DisposableServer::disposeNow);
	}

}
