package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

/**
 * The addresses of backends that are called by name. DNS answers hold for their time to
 * live, within bounds. Connections are pooled by name and would keep traffic at an old
 * address for as long as they are used, so the names in use are looked up again every
 * second (answers that still hold cost no query), and a pool asks here whether the
 * address of a connection is {@linkplain #moved still right}. If a name cannot be looked
 * up, its last addresses are used.
 */
final class BackendNames implements AutoCloseable {

	private static final AttributeKey<String> HOST = AttributeKey.valueOf("selvage.backend.host");

	/** How long a name is looked up after no pool has asked about it. */
	private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(60);

	private final DnsAddressResolverGroup dns;

	private final AddressResolverGroup<InetSocketAddress> resolver = new Resolver();

	private final ConcurrentMap<String, HostAddresses> hosts = new ConcurrentHashMap<>();

	private final EventLoop loop;

	private final DnsCache cache;

	private @Nullable ScheduledFuture<?> refreshing;

	BackendNames(NameSettings settings, LoopResources loops) {
		this.loop = (EventLoop) loops.onClient(LoopResources.DEFAULT_NATIVE).next();
		this.cache = new DefaultDnsCache(Math.toIntExact(settings.minTimeToLive().toSeconds()),
				Math.toIntExact(settings.maxTimeToLive().toSeconds()), 1);
		List<InetSocketAddress> servers = settings.servers().stream().map(NameSettings::server).toList();
		this.dns = NameResolverProvider.builder().dnsAddressResolverGroupProvider((builder) -> {
			builder.resolveCache(this.cache);
			if (!servers.isEmpty()) {
				builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
			}
			return new DnsAddressResolverGroup(builder);
		}).build().newNameResolverGroup(loops, LoopResources.DEFAULT_NATIVE);
	}

	/**
	 * Returns what connections look names up with.
	 * @return one object, because it is part of the pool's key
	 */
	AddressResolverGroup<InetSocketAddress> resolver() {
		return this.resolver;
	}

	/**
	 * Notes by which name a connection was made.
	 * @param channel the connection
	 * @param host a name or an address
	 */
	static void connecting(Channel channel, String host) {
		if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
			channel.attr(HOST).set(host);
		}
	}

	/**
	 * Tells whether a connection leads to an address its name no longer has.
	 * @param channel the connection
	 * @return true if it should be used no more
	 */
	boolean moved(Channel channel) {
		String host = channel.attr(HOST).get();
		HostAddresses known = (host != null) ? this.hosts.get(host) : null;
		if (known == null) {
			return false;
		}
		known.touch(System.nanoTime());
		return channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
				&& !known.contains(remote.getAddress());
	}

	/**
	 * Looks a name up anew with the next connection, whatever its answer's time to live.
	 * @param host a name or an address
	 */
	void forget(String host) {
		this.cache.clear(host);
		this.cache.clear(host + '.');
	}

	private void learn(String host, List<InetAddress> addresses) {
		long now = System.nanoTime();
		this.hosts.compute(host,
				(name, known) -> (known != null) ? known.next(addresses, now) : HostAddresses.first(addresses, now));
		keepFresh();
	}

	private synchronized void keepFresh() {
		if (this.refreshing == null && !this.loop.isShuttingDown()) {
			this.refreshing = this.loop.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
		}
	}

	private void refresh() {
		long now = System.nanoTime();
		this.hosts.values().removeIf((known) -> now - known.touched() > KEEP_NANOS);
		this.hosts.keySet()
			.forEach((host) -> this.dns.getResolver(this.loop)
				.resolveAll(InetSocketAddress.createUnresolved(host, 0))
				.addListener((Future<List<InetSocketAddress>> found) -> {
					if (found.isSuccess()) {
						List<InetAddress> addresses = addresses(found.getNow());
						this.hosts.computeIfPresent(host, (name, known) -> known.next(addresses, System.nanoTime()));
					}
				}));
	}

	private static List<InetAddress> addresses(List<InetSocketAddress> found) {
		return found.stream().map(InetSocketAddress::getAddress).toList();
	}

	@Override
	public synchronized void close() {
		if (this.refreshing != null) {
			this.refreshing.cancel(false);
		}
		this.dns.close();
	}

	private final class Resolver extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new Names(executor));
		}

	}

	private final class Names extends AllAddressesResolver {

		private final AddressResolver<InetSocketAddress> names;

		Names(EventExecutor executor) {
			super(executor);
			this.names = BackendNames.this.dns.getResolver(executor);
		}

		@Override
		protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
			this.names.resolveAll(InetSocketAddress.createUnresolved(name, 0))
				.addListener((Future<List<InetSocketAddress>> found) -> {
					HostAddresses known = BackendNames.this.hosts.get(name);
					if (found.isSuccess()) {
						List<InetAddress> addresses = addresses(found.getNow());
						learn(name, addresses);
						promise.trySuccess(addresses);
					}
					else if (known != null) {
						promise.trySuccess(known.latest());
					}
					else {
						promise.tryFailure(found.cause());
					}
				});
		}

	}

}
