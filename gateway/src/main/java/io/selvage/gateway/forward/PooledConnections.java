package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * The pool a transport takes its connections from.
 *
 * @param provider the pool
 * @param register who may ask it for one
 * @param names looks up the hosts
 * @param shared whether other transports use the pool as well
 */
record PooledConnections(ConnectionProvider provider, PlaceRegister register, BackendNames names, boolean shared) {

	private static final Duration GRACE = Duration.ofSeconds(30);

	/** The next connection to the address is a new one, to where its name leads then. */
	void renew(InetSocketAddress address) {
		this.names.forget(address.getHostString());
		this.provider.disposeWhen(address);
	}

	/**
	 * Closes the pool once nobody can ask for a connection any more: requests that began
	 * before a change of the catalog may not have one yet.
	 */
	void close() {
		if (!this.shared) {
			Mono.delay(GRACE).then(this.provider.disposeLater()).subscribe();
		}
	}

}
