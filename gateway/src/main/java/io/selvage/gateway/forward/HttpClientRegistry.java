package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.util.NetUtil;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * Builds the clients, one per transport, once. Connections are pooled per address; those
 * of transports with a TLS identity or a proxy have a pool of their own, because Reactor
 * Netty tells pools apart by a 32-bit hash, which must never mix identities.
 */
public final class HttpClientRegistry implements AutoCloseable {

	private final ConnectionSettings settings;

	private final ConnectionProvider shared;

	private final AtomicInteger counter = new AtomicInteger();

	/**
	 * Creates a registry.
	 * @param settings how connections are made and kept
	 */
	public HttpClientRegistry(ConnectionSettings settings) {
		this.settings = settings;
		this.shared = connections("selvage");
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
	 * @return false for an address that {@link #mayCall} forbids, or that is none and
	 * could be taken for one
	 */
	public static boolean mayLookUp(String host) {
		String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		byte[] octets = NetUtil.createByteArrayFromIpAddressString(bare);
		if (octets == null) {
			char last = bare.isEmpty() ? '0' : bare.charAt(bare.length() - 1);
			return last < '0' || last > '9';
		}
		try {
			return mayCall(InetAddress.getByAddress(octets));
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	/**
	 * Tells whether an address may be called by a URL that an expression made.
	 * @param address the address
	 * @return false for this machine, its link (cloud metadata) and groups
	 */
	public static boolean mayCall(InetAddress address) {
		return GuardedResolver.allows(address);
	}

	private NettyTransport build(TransportSpec spec, boolean guarded) {
		boolean own = !spec.tls().usual() || spec.proxy() != null;
		ConnectionProvider owned = own ? connections("selvage-" + this.counter.incrementAndGet()) : null;
		HttpClient client = client((owned != null) ? owned : this.shared, spec);
		HttpClient http2 = client.secure(ClientTlsProvider.http2(spec.tls(), this.settings.tlsHandshakeTimeout()));
		NettyTransport.Clients clients = guarded
				? new NettyTransport.Clients(client.resolver(GuardedResolver.INSTANCE),
						http2.resolver(GuardedResolver.INSTANCE), true)
				: new NettyTransport.Clients(client, http2, false);
		return new NettyTransport(spec, clients, owned);
	}

	private HttpClient client(ConnectionProvider connections, TransportSpec spec) {
		HttpClient client = HttpClient.create(connections)
			.disableRetry(true)
			.followRedirect(false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.settings.connectTimeout().toMillis()))
			.httpResponseDecoder((decoder) -> decoder.maxHeaderSize(this.settings.maxHeaderSize()))
			.secure(ClientTlsProvider.of(spec.tls(), this.settings.tlsHandshakeTimeout()))
			.doOnChannelInit(BackendChannel.INSTALLER);
		return proxied(client, spec.proxy());
	}

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

	private ConnectionProvider connections(String name) {
		return ConnectionProvider.builder(name)
			.maxConnections(this.settings.maxPerEndpoint())
			.pendingAcquireMaxCount(this.settings.maxPending())
			.pendingAcquireTimeout(this.settings.acquireTimeout())
			.maxIdleTime(this.settings.maxIdle())
			.maxLifeTime(this.settings.maxLife())
			.evictInBackground(Duration.ofSeconds(15))
			.disposeInactivePoolsInBackground(Duration.ofSeconds(60), Duration.ofMinutes(5))
			.lifo()
			.build();
	}

	@Override
	public void close() {
		this.shared.disposeLater().subscribe();
	}

}
