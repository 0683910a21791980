package io.selvage.gateway.policy.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What the policies of one language keep between requests.
 *
 * @param internal cached values and responses of this process
 * @param external those that several gateways share; without such a cache the same
 * @param counters counters of calls
 * @param clock the wall clock, for periods that begin at an instant
 */
public record PolicyStores(ValueCache internal, ValueCache external, Counters counters, InstantSource clock) {

	/**
	 * Creates stores in the memory of this process.
	 * @return empty stores by the clocks of the system
	 */
	public static PolicyStores inProcess() {
		return alone(new InProcessValueCache(System::nanoTime), new InProcessCounters(System::nanoTime),
				InstantSource.system());
	}

	/**
	 * Creates stores in the memory of this process with a time of their own.
	 * @param nanos the monotonic time in nanoseconds
	 * @param origin the instant at which that time is 0
	 * @return empty stores
	 */
	public static PolicyStores inProcess(LongSupplier nanos, Instant origin) {
		return alone(new InProcessValueCache(nanos), new InProcessCounters(nanos),
				() -> origin.plusNanos(nanos.getAsLong()));
	}

	private static PolicyStores alone(ValueCache cache, Counters counters, InstantSource clock) {
		return new PolicyStores(cache, cache, counters, clock);
	}

	/**
	 * Shares the external cache with other gateways.
	 * @param cache the cache
	 * @return the same stores with this external cache
	 */
	public PolicyStores sharing(ValueCache cache) {
		return new PolicyStores(this.internal, cache, this.counters, this.clock);
	}

	/**
	 * Shares the counters with other gateways.
	 * @param shared the counters
	 * @return the same stores with these counters
	 */
	public PolicyStores sharing(Counters shared) {
		return new PolicyStores(this.internal, this.external, shared, this.clock);
	}

	/**
	 * Tells whether there is a cache that several gateways share.
	 * @return false if the process has the only one
	 */
	public boolean hasExternalCache() {
		return this.internal != this.external;
	}

}
