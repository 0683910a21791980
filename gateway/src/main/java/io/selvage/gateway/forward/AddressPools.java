package io.selvage.gateway.forward;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import reactor.netty.resources.ConnectionPoolMetrics;

/**
 * How full the pools of connections to one address are. Whoever finds no connection and
 * as many waiting for one as may wait is turned away before he stands in line: Reactor
 * Netty's pool would let him in and, when two event loops meet at it, send away whoever
 * has waited longest.
 */
final class AddressPools {

	private final Map<String, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>(2);

	private final int maxPending;

	AddressPools(int maxPending) {
		this.maxPending = maxPending;
	}

	void add(String id, ConnectionPoolMetrics pool) {
		this.pools.put(id, pool);
	}

	void remove(String id) {
		this.pools.remove(id);
	}

	/**
	 * Tells whether nobody is connected there.
	 * @return true without a pool
	 */
	boolean unused() {
		return this.pools.isEmpty();
	}

	/**
	 * Tells whether a further request would have to wait, and may not.
	 * @return true if every connection is in use and enough requests wait for one
	 */
	boolean full() {
		for (ConnectionPoolMetrics pool : this.pools.values()) {
			if (pool.pendingAcquireSize() >= this.maxPending && pool.idleSize() == 0
					&& pool.allocatedSize() >= pool.maxAllocatedSize()) {
				return true;
			}
		}
		return false;
	}

}
