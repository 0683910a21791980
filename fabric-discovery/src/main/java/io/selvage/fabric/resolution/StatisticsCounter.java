package io.selvage.fabric.resolution;

import io.selvage.fabric.Resolution;

/**
 * Adds up what the entries of a cache say about themselves.
 */
final class StatisticsCounter {

	private final long nowNanos;

	private int partitions;

	private int active;

	private int stale;

	private long oldestNanos;

	StatisticsCounter(long nowNanos) {
		this.nowNanos = nowNanos;
	}

	void add(PartitionEntry entry) {
		Resolution held = entry.held();
		if (held == null) {
			return;
		}
		this.partitions++;
		if (held.stale()) {
			this.stale++;
		}
		if (!entry.isDormant()) {
			this.active++;
			this.oldestNanos = Math.max(this.oldestNanos, held.ageNanos(this.nowNanos));
		}
	}

	CacheStatistics total(int services) {
		return new CacheStatistics(services, this.partitions, this.active, this.stale, this.oldestNanos);
	}

}
