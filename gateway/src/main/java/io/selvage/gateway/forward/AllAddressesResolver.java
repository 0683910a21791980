package io.selvage.gateway.forward;

import java.net.InetAddress;
import java.util.List;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Resolves names to all their addresses; who wants one gets the first.
 */
abstract class AllAddressesResolver extends InetNameResolver {

	AllAddressesResolver(EventExecutor executor) {
		super(executor);
	}

	@Override
	protected final void doResolve(String name, Promise<InetAddress> promise) {
		resolveAll(name).addListener((Future<List<InetAddress>> found) -> {
			if (found.isSuccess()) {
				promise.trySuccess(found.getNow().get(0));
			}
			else {
				promise.tryFailure(found.cause());
			}
		});
	}

}
