package io.selvage.gateway.forward;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

/**
 * The pools of a provider by their address, told by Reactor Netty as they come and go.
 */
final class PoolRegister implements ConnectionProvider.MeterRegistrar {

	/**
	 * Addresses of Service Fabric services change with every move; past this many those
	 * without a pool are forgotten.
	 */
	private static final int MAX_UNUSED = 4096;

	private final ConcurrentMap<SocketAddress, AddressPools> byAddress = new ConcurrentHashMap<>();

	private final int maxPending;

	/**
	 * Creates an empty register.
	 * @param maxPending how many requests may wait for a connection to one address
	 */
	PoolRegister(int maxPending) {
		this.maxPending = maxPending;
	}

	/**
	 * Returns the pools at an address, also before there are any.
	 * @param address the address as it is given to the client
	 * @return the pools
	 */
	AddressPools at(InetSocketAddress address) {
		if (this.byAddress.size() >= MAX_UNUSED) {
			this.byAddress.values().removeIf(AddressPools::unused);
		}
		return pools(address);
	}

	private AddressPools pools(SocketAddress address) {
		return this.byAddress.computeIfAbsent(address, (made) -> new AddressPools(this.maxPending));
	}

	@Override
	public void registerMetrics(String poolName, String id, SocketAddress remoteAddress,
			ConnectionPoolMetrics metrics) {
		pools(remoteAddress).add(id, metrics);
	}

	@Override
	public void deRegisterMetrics(String poolName, String id, SocketAddress remoteAddress) {
		pools(remoteAddress).remove(id);
	}

}
