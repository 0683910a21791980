package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
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

	private final HttpClient client;

	private final @Nullable ConnectionProvider owned;

	private final ConcurrentMap<String, HttpClient> byOrigin = new ConcurrentHashMap<>();

	NettyTransport(TransportSpec spec, HttpClient client, @Nullable ConnectionProvider owned) {
		this.spec = spec;
		this.client = client;
		this.owned = owned;
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
	 * Returns the client for an address.
	 * @param url whose scheme, host and port count
	 * @return the client, for requests with a relative URI
	 */
	HttpClient client(MessageUrl url) {
		String origin = url.origin();
		HttpClient known = this.byOrigin.get(origin);
		if (known == null) {
			if (this.byOrigin.size() >= MAX_KNOWN_ADDRESSES) {
				this.byOrigin.clear();
			}
			known = this.byOrigin.computeIfAbsent(origin, (key) -> derive(url));
		}
		return known;
	}

	private HttpClient derive(MessageUrl url) {
		String host = url.host();
		String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		InetSocketAddress address = AddressUtils.createUnresolved(name, url.port());
		HttpClient addressed = this.client.remoteAddress(() -> address);
		boolean secure = url.scheme().equalsIgnoreCase("https") || url.scheme().equalsIgnoreCase("wss");
		return secure ? addressed : addressed.noSSL();
	}

	@Override
	public void close() {
		if (this.owned != null) {
			this.owned.disposeLater().subscribe();
		}
	}

}
