package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.policy.ForwardOptions.HttpVersion;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.AddressUtils;

/**
 * A transport on Reactor Netty. A client per address is derived once and kept, so that a
 * request parses no URL.
 */
final class NettyTransport implements BackendTransport {

	/**
	 * Addresses of a Service Fabric service change with every move; past this many the
	 * derived clients, which are cheap, are made anew.
	 */
	private static final int MAX_KNOWN_ADDRESSES = 4096;

	private final TransportSpec spec;

	private final Clients clients;

	private final PooledConnections connections;

	private final ConcurrentMap<String, Route> byOrigin = new ConcurrentHashMap<>();

	private final Set<InetSocketAddress> addresses = ConcurrentHashMap.newKeySet();

	NettyTransport(TransportSpec spec, Clients clients, PooledConnections connections) {
		this.spec = spec;
		this.clients = clients;
		this.connections = connections;
	}

	@Override
	public String backendId() {
		return this.spec.backendId();
	}

	TransportSpec spec() {
		return this.spec;
	}

	TransportSpec.Credentials credentials() {
		return this.spec.credentials();
	}

	/**
	 * Tells whether it refuses addresses that computed URLs may not lead to.
	 * @return true for the transport of computed URLs
	 */
	boolean guarded() {
		return this.clients.guarded;
	}

	/**
	 * Returns the way to an address.
	 * @param url whose scheme, host and port count
	 * @param version which HTTP version is spoken, not {@code AS_NEEDED}
	 * @return the client, for requests with a relative URI, each of which needs a place
	 * @throws BackendException if a computed URL may not lead there
	 */
	Route route(MessageUrl url, HttpVersion version) {
		String origin = url.origin();
		String key = (version == HttpVersion.HTTP_1) ? origin : origin + ' ' + version;
		Route known = this.byOrigin.get(key);
		if (known == null) {
			if (this.byOrigin.size() >= MAX_KNOWN_ADDRESSES) {
				this.byOrigin.clear();
				this.addresses.clear();
			}
			known = this.byOrigin.computeIfAbsent(key, (made) -> derive(url, version));
		}
		return known;
	}

	/**
	 * Returns the client that opens WebSockets at an address. Each has a connection of
	 * its own outside of any pool, which requests would otherwise wait for.
	 * @param url whose scheme, host and port count
	 * @return the client, for a handshake with a relative URI
	 */
	HttpClient socketClient(MessageUrl url) {
		checkHost(url);
		InetSocketAddress address = address(url.host(), url.port());
		return secured(this.clients.sockets, url).remoteAddress(() -> address);
	}

	private void checkHost(MessageUrl url) {
		if (this.clients.guarded && !ForbiddenAddresses.mayLookUp(url.host())) {
			throw GuardedResolver.forbidden(url.host());
		}
	}

	private static boolean secure(MessageUrl url) {
		return url.scheme().equalsIgnoreCase("https") || url.scheme().equalsIgnoreCase("wss");
	}

	private static HttpClient secured(HttpClient client, MessageUrl url) {
		return secure(url) ? client : client.noSSL();
	}

	private Route to(InetSocketAddress address, HttpClient client, boolean multiplexed) {
		HttpClient addressed = client.remoteAddress(() -> address);
		return new Route(addressed, this.connections.register().at(address, addressed, multiplexed));
	}

	private Route derive(MessageUrl url, HttpVersion version) {
		checkHost(url);
		boolean secure = secure(url);
		TransportSpec.Proxy proxy = this.spec.proxy();
		if (proxy != null && !secure) {
			HttpClient relay = this.clients.direct.doOnChannelInit(ProxiedRequests.installer(url.origin(), proxy))
				.noSSL();
			return to(address(proxy.host(), proxy.port()), relay, false);
		}
		boolean one = version == HttpVersion.HTTP_1 || (version == HttpVersion.HTTP_2_OR_1 && !secure);
		HttpClient client = one ? this.clients.http1 : this.clients.http2.protocol(protocols(version, secure));
		return to(address(url.host(), url.port()), secured(client, url), !one);
	}

	private InetSocketAddress address(String host, int port) {
		InetSocketAddress address = AddressUtils
			.createUnresolved(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
		this.addresses.add(address);
		return address;
	}

	private static HttpProtocol[] protocols(HttpVersion version, boolean secure) {
		if (!secure) {
			return new HttpProtocol[] { HttpProtocol.H2C };
		}
		return (version == HttpVersion.HTTP_2) ? new HttpProtocol[] { HttpProtocol.H2 }
				: new HttpProtocol[] { HttpProtocol.H2, HttpProtocol.HTTP11 };
	}

	@Override
	public void reconnect() {
		this.addresses.forEach(this.connections::renew);
	}

	@Override
	public void close() {
		this.connections.close();
	}

	/**
	 * The clients of a transport, not yet bound to an address.
	 *
	 * @param http1 speaks HTTP/1.1
	 * @param http2 can speak HTTP/2
	 * @param direct speaks HTTP/1.1 and goes through no proxy
	 * @param sockets opens WebSockets
	 * @param guarded whether they refuse addresses that computed URLs may not lead to
	 */
	record Clients(HttpClient http1, HttpClient http2, HttpClient direct, HttpClient sockets, boolean guarded) {
	}

	/**
	 * The way to an address.
	 *
	 * @param client makes requests there
	 * @param places how many of them there may be
	 */
	record Route(HttpClient client, Places places) {
	}

}
