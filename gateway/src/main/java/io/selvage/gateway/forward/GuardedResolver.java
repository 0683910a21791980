package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Resolves names as usual, and refuses those that lead to addresses an outsider must not
 * reach through the gateway: whichever address is checked is the one that is connected
 * to, so that a name cannot be changed in between.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {

	/** One object, because it is part of the pool's key. */
	static final GuardedResolver INSTANCE = new GuardedResolver();

	private GuardedResolver() {
	}

	/**
	 * Tells whether an address may be called by a URL that an expression made.
	 * @param address the address
	 * @return false for this machine, its link (cloud metadata) and groups
	 */
	static boolean allows(InetAddress address) {
		byte[] octets = address.getAddress();
		boolean metadata = octets.length == 16 && (octets[0] & 0xFF) == 0xFD && octets[1] == 0
				&& (octets[2] & 0xFF) == 0x0E && (octets[3] & 0xFF) == 0xC2;
		return !metadata && !address.isLoopbackAddress() && !address.isLinkLocalAddress()
				&& !address.isAnyLocalAddress() && !address.isMulticastAddress();
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new InetSocketAddressResolver(executor, new Names(executor));
	}

	private static final class Names extends InetNameResolver {

		private final DefaultNameResolver names;

		Names(EventExecutor executor) {
			super(executor);
			this.names = new DefaultNameResolver(executor);
		}

		@Override
		protected void doResolve(String name, Promise<InetAddress> promise) {
			this.names.resolve(name).addListener((Future<InetAddress> resolved) -> {
				if (!resolved.isSuccess()) {
					promise.setFailure(resolved.cause());
				}
				else if (allows(resolved.getNow())) {
					promise.setSuccess(resolved.getNow());
				}
				else {
					promise.setFailure(forbidden(name));
				}
			});
		}

		@Override
		protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
			this.names.resolveAll(name).addListener((Future<List<InetAddress>> resolved) -> {
				if (!resolved.isSuccess()) {
					promise.setFailure(resolved.cause());
					return;
				}
				List<InetAddress> allowed = resolved.getNow().stream().filter(GuardedResolver::allows).toList();
				if (allowed.isEmpty()) {
					promise.setFailure(forbidden(name));
				}
				else {
					promise.setSuccess(allowed);
				}
			});
		}

		private static BackendException forbidden(String name) {
			return new BackendException(new BackendFailure(BackendError.FORBIDDEN,
					"'" + name + "' leads to an address that may not be called"));
		}

	}

}
