package io.selvage.gateway.listener;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.netty.util.internal.PlatformDependent;
import io.selvage.gateway.metrics.GatewayMeters;

/**
 * Turns requests away while the gateway is busy beyond its means: too many under way, or
 * too little direct memory left. A request that is turned away costs next to nothing; one
 * that is let in can be finished.
 */
public final class OverloadGuard {

	private static final long LARGE_BODY = 65536;

	private final AtomicInteger underWay = new AtomicInteger();

	private final int maxUnderWay;

	private final LongSupplier memoryPermille;

	private final Counter rejectedCount;

	private final Counter rejectedMemory;

	/**
	 * Creates the guard.
	 * @param maxUnderWay how many requests may be under way
	 * @param meters counts what is turned away
	 */
	public OverloadGuard(int maxUnderWay, GatewayMeters meters) {
		this(maxUnderWay, meters, OverloadGuard::directMemory);
	}

	OverloadGuard(int maxUnderWay, GatewayMeters meters, LongSupplier memoryPermille) {
		this.maxUnderWay = maxUnderWay;
		this.memoryPermille = memoryPermille;
		this.rejectedCount = meters.rejected("requests");
		this.rejectedMemory = meters.rejected("memory");
	}

	private static long directMemory() {
		long max = PlatformDependent.maxDirectMemory();
		long used = PlatformDependent.usedDirectMemory();
		return (max <= 0 || used < 0) ? 0 : used * 1000 / max;
	}

	/**
	 * Decides about a request. If it is let in, {@link #leave} is called when it is over.
	 * @param bodyLength the length of its body, -1 if unknown
	 * @return whether it is let in
	 */
	boolean enter(long bodyLength) {
		if (this.underWay.incrementAndGet() > this.maxUnderWay) {
			this.underWay.decrementAndGet();
			this.rejectedCount.increment();
			return false;
		}
		long memory = this.memoryPermille.getAsLong();
		boolean largeBody = bodyLength < 0 || bodyLength > LARGE_BODY;
		if (memory > 900 || (memory > 800 && largeBody)) {
			this.underWay.decrementAndGet();
			this.rejectedMemory.increment();
			return false;
		}
		return true;
	}

	void leave() {
		this.underWay.decrementAndGet();
	}

	/**
	 * Returns how many requests are under way.
	 * @return zero or more
	 */
	public int underWay() {
		return this.underWay.get();
	}

}
