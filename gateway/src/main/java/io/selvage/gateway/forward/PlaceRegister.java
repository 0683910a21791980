package io.selvage.gateway.forward;

import java.net.InetSocketAddress;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import reactor.netty.http.client.HttpClient;

/**
 * The places at the pools of a provider. Reactor Netty has a pool for each address and
 * way to arrange connections there, which several transports may share.
 */
final class PlaceRegister {

	private final ConnectionSettings settings;

	/** Kept as long as somebody can send requests there or has a place. */
	private final Cache<Pool, Places> places = Caffeine.newBuilder().weakValues().build();

	PlaceRegister(ConnectionSettings settings) {
		this.settings = settings;
	}

	/**
	 * Returns the places at a pool, also before it is made.
	 * @param address the address as it is given to the client
	 * @param client who takes connections from the pool
	 * @param multiplexed whether it may speak HTTP/2
	 * @return the places
	 */
	Places at(InetSocketAddress address, HttpClient client, boolean multiplexed) {
		return this.places.get(new Pool(address, client.configuration().channelHash()),
				(made) -> new Places(this.settings, multiplexed));
	}

	/**
	 * What Reactor Netty tells pools apart by.
	 *
	 * @param address the address as it is given to the client
	 * @param arrangement the hash of how connections are arranged
	 */
	private record Pool(InetSocketAddress address, int arrangement) {
	}

}
