package io.selvage.gateway.policy.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What the policies of one language keep between requests.
 *
 * @param cache cached values and responses
 * @param counters counters of calls
 * @param clock the wall clock, for periods that begin at an instant
 */
public record PolicyStores(ValueCache cache, Counters counters, InstantSource clock) {

	/**
	 * Creates stores in the memory of this process.
	 * @return empty stores by the clocks of the system
	 */
	public static PolicyStores inProcess() {
		return new PolicyStores(new InProcessValueCache(System::nanoTime), new InProcessCounters(System::nanoTime),
				InstantSource.system());
	}

	/**
	 * Creates stores in the memory of this process with a time of their own.
	 * @param nanos the monotonic time in nanoseconds
	 * @param origin the instant at which that time is 0
	 * @return empty stores
	 */
	public static PolicyStores inProcess(LongSupplier nanos, Instant origin) {
		return new PolicyStores(new InProcessValueCache(nanos), new InProcessCounters(nanos),
				() -> origin.plusNanos(nanos.getAsLong()));
	}

}
