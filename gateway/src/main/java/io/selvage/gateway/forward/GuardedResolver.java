package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Resolves names as usual, and refuses those that lead to {@link ForbiddenAddresses}:
 * whichever address is checked is the one that is connected to, so that a name cannot be
 * changed in between.
 */
final class GuardedResolver extends AddressResolverGroup<InetSocketAddress> {

	private final AddressResolverGroup<InetSocketAddress> usual;

	GuardedResolver(AddressResolverGroup<InetSocketAddress> usual) {
		this.usual = usual;
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new InetSocketAddressResolver(executor, new Names(executor, this.usual.getResolver(executor)));
	}

	private static final class Names extends AllAddressesResolver {

		private final AddressResolver<InetSocketAddress> names;

		Names(EventExecutor executor, AddressResolver<InetSocketAddress> names) {
			super(executor);
			this.names = names;
		}

		@Override
		protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
			this.names.resolveAll(InetSocketAddress.createUnresolved(name, 0))
				.addListener((Future<List<InetSocketAddress>> found) -> {
					if (!found.isSuccess()) {
						promise.tryFailure(found.cause());
						return;
					}
					List<InetAddress> allowed = found.getNow()
						.stream()
						.map(InetSocketAddress::getAddress)
						.filter(ForbiddenAddresses::allows)
						.toList();
					if (allowed.isEmpty()) {
						promise.tryFailure(forbidden(name));
					}
					else {
						promise.trySuccess(allowed);
					}
				});
		}

	}

	static BackendException forbidden(String host) {
		return new BackendException(new BackendFailure(BackendError.FORBIDDEN,
				"'" + host + "' is or leads to an address that may not be called"));
	}

}
