package io.selvage.fabric.resolution;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Spaces events evenly in time: each one reserves the next free slot.
 */
final class Pace {

	private final long intervalNanos;

	private final long burstNanos;

	private final AtomicLong nextFree;

	/**
	 * A pace.
	 * @param intervalNanos the time between two events in the long run
	 * @param burst how many may come at once after a pause
	 */
	Pace(long intervalNanos, int burst, long nowNanos) {
		this.intervalNanos = intervalNanos;
		this.burstNanos = (burst - 1) * intervalNanos;
		this.nextFree = new AtomicLong(nowNanos - this.burstNanos);
	}

	/** Reserves a slot and tells how long to wait for it. */
	long reserve(long nowNanos) {
		while (true) {
			long free = this.nextFree.get();
			long slot = (free - (nowNanos - this.burstNanos) > 0) ? free : nowNanos - this.burstNanos;
			if (this.nextFree.compareAndSet(free, slot + this.intervalNanos)) {
				return Math.max(0, slot - nowNanos);
			}
		}
	}

	/** Takes a slot if one is free now. */
	boolean tryTake(long nowNanos) {
		while (true) {
			long free = this.nextFree.get();
			if (free - nowNanos > 0) {
				return false;
			}
			long slot = (free - (nowNanos - this.burstNanos) > 0) ? free : nowNanos - this.burstNanos;
			if (this.nextFree.compareAndSet(free, slot + this.intervalNanos)) {
				return true;
			}
		}
	}

}
