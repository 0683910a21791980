package io.selvage.gateway.forward;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.X509ExtendedTrustManager;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.ProxyProvider;

/**
 * Builds the clients, one per transport, once. Connections are pooled per address; those
 * of transports with a TLS identity or a proxy have a pool of their own, because Reactor
 * Netty tells pools apart by a 32-bit hash, which must never mix identities.
 */
public final class HttpClientRegistry implements AutoCloseable {

	/**
	 * What is read at a time: as much as proxies usually buffer, once instead of Netty's
	 * sixteen times 64 KiB. It bounds what is read ahead for a client that does not take
	 * it, and how long the others of an event loop wait while many answers arrive.
	 */
	private static final RecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(64, 2048, 16_384)
		.maxMessagesPerRead(1);

	private final LoopResources loops;

	private final ConnectionSettings settings;

	private final BackendNames names;

	private final GuardedResolver guarded;

	private final X509ExtendedTrustManager authorities;

	private final PooledConnections shared;

	private final ChannelPipelineConfigurer installer;

	private final AtomicInteger counter = new AtomicInteger();

	/**
	 * Creates a registry with the usual name servers and authorities.
	 * @param loops run the connections
	 * @param settings how connections are made and kept
	 */
	public HttpClientRegistry(LoopResources loops, ConnectionSettings settings) {
		this(loops, settings, NameSettings.DEFAULT, null);
	}

	/**
	 * Creates a registry.
	 * @param loops run the connections
	 * @param settings how connections are made and kept
	 * @param names how names are looked up
	 * @param trustedCertificates a PEM file with authorities that are trusted beside
	 * those of the JVM, or null
	 * @throws IllegalArgumentException if that file cannot be read
	 */
	public HttpClientRegistry(LoopResources loops, ConnectionSettings settings, NameSettings names,
			@Nullable Path trustedCertificates) {
		this.loops = loops;
		this.settings = settings;
		this.names = new BackendNames(names, loops);
		this.guarded = new GuardedResolver(this.names.resolver());
		this.authorities = ServerAuthorities.read(trustedCertificates);
		this.shared = connections("selvage", true);
		this.installer = BackendChannel.installer(settings.maxSilence());
	}

	/**
	 * Builds a transport. Callers keep it as long as the specification is in use and
	 * close it afterwards.
	 * @param spec its specification
	 * @return the transport
	 * @throws IllegalArgumentException if its TLS cannot be set up
	 */
	public BackendTransport transport(TransportSpec spec) {
		return build(spec, false);
	}

	/**
	 * Builds a transport for URLs that expressions made.
	 * @param spec its specification
	 * @return the transport, which refuses addresses that may not be called
	 */
	public BackendTransport computedTransport(TransportSpec spec) {
		return build(spec, true);
	}

	/**
	 * Tells whether a host that an expression made may be looked up and called. An
	 * address in whatever notation is judged as it stands.
	 * @param host a name, or an address, with brackets around an IPv6 address
	 * @return false for this machine, its link, cloud metadata and groups, or what is no
	 * address and could be taken for one
	 */
	public static boolean mayLookUp(String host) {
		return ForbiddenAddresses.mayLookUp(host);
	}

	private NettyTransport build(TransportSpec spec, boolean isGuarded) {
		boolean own = !spec.tls().usual() || spec.proxy() != null;
		PooledConnections connections = own ? connections("selvage-" + this.counter.incrementAndGet(), false)
				: this.shared;
		HttpClient direct = basic(connections.provider(), spec.tls()).doOnChannelInit(this.installer);
		HttpClient client = guarded(proxied(direct, spec.proxy()), isGuarded);
		HttpClient http2 = client
			.secure(ClientTlsProvider.http2(spec.tls(), this.authorities, this.settings.tlsHandshakeTimeout()));
		HttpClient sockets = guarded(proxied(basic(ConnectionProvider.newConnection(), spec.tls()), spec.proxy()),
				isGuarded);
		return new NettyTransport(spec, new NettyTransport.Clients(client, http2, direct, sockets, isGuarded),
				connections);
	}

	private HttpClient guarded(HttpClient client, boolean isGuarded) {
		return isGuarded ? client.resolver(this.guarded) : client;
	}

	private HttpClient basic(ConnectionProvider connections, ClientTls tls) {
		return HttpClient.create(connections)
			.runOn(this.loops)
			.disableRetry(true)
			.followRedirect(false)
			.resolver(this.names.resolver())
			.option(ChannelOption.RECVBUF_ALLOCATOR, READS)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.settings.connectTimeout().toMillis()))
			.httpResponseDecoder((decoder) -> decoder.maxHeaderSize(this.settings.maxHeaderSize()))
			.secure(ClientTlsProvider.of(tls, this.authorities, this.settings.tlsHandshakeTimeout()));
	}

	/** Through a proxy, TLS goes in a tunnel (RFC 9110 section 9.3.6). */
	private static HttpClient proxied(HttpClient client, TransportSpec.@Nullable Proxy proxy) {
		if (proxy == null) {
			return client;
		}
		return client.proxy((spec) -> {
			ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP).host(proxy.host()).port(proxy.port());
			if (proxy.username() != null) {
				String password = (proxy.password() != null) ? proxy.password() : "";
				builder.username(proxy.username()).password((user) -> password);
			}
		});
	}

	/**
	 * The pool's own limit is a little higher than the one that is kept before it: a
	 * place is given back a moment before its connection, by one request for each event
	 * loop.
	 */
	private PooledConnections connections(String name, boolean isShared) {
		ConnectionProvider provider = ConnectionProvider.builder(name)
			.maxConnections(this.settings.maxPerEndpoint())
			.pendingAcquireMaxCount(this.settings.maxPending() + LoopResources.DEFAULT_IO_WORKER_COUNT)
			.pendingAcquireTimeout(this.settings.acquireTimeout())
			.evictionPredicate((connection, kept) -> !connection.channel().isActive() || !connection.isPersistent()
					|| kept.idleTime() >= this.settings.maxIdle().toMillis() || this.names.moved(connection.channel()))
			.maxLifeTime(this.settings.maxLife())
			.evictInBackground(Duration.ofSeconds(15))
			.disposeInactivePoolsInBackground(Duration.ofSeconds(60), Duration.ofMinutes(5))
			.lifo()
			.build();
		return new PooledConnections(provider, new PlaceRegister(this.settings), this.names, isShared);
	}

	@Override
	public void close() {
		this.shared.provider().disposeLater().subscribe();
		this.names.close();
	}

}
