package io.selvage.fabric.resolution;

/**
 * The state of a resolver's cache at one moment.
 *
 * @param services cached services
 * @param partitions cached partitions
 * @param active partitions kept fresh in the background
 * @param stale partitions whose last refresh failed
 * @param oldestNanos the age of the oldest answer among the active partitions; 0 without
 * any
 */
public record CacheStatistics(int services, int partitions, int active, int stale, long oldestNanos) {
}
