package io.selvage.gateway.forward;

import java.net.InetSocketAddress;

import reactor.netty.resources.ConnectionProvider;

/**
 * The pool a transport takes its connections from.
 *
 * @param provider the pool
 * @param names looks up the hosts
 * @param shared whether other transports use the pool as well
 */
record PooledConnections(ConnectionProvider provider, BackendNames names, boolean shared) {

	/** The next connection to the address is a new one, to where its name leads then. */
	void renew(InetSocketAddress address) {
		this.names.forget(address.getHostString());
		this.provider.disposeWhen(address);
	}

	void close() {
		if (!this.shared) {
			this.provider.disposeLater().subscribe();
		}
	}

}
