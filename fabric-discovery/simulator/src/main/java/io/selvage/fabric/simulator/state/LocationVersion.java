package io.selvage.fabric.simulator.state;

import java.util.UUID;

/**
 * The version of a resolved partition, what the {@code Version} token of an answer holds.
 *
 * @param partitionId the partition; versions of different partitions can't be compared
 * @param fmVersion the location version
 * @param storeVersion the version of the service's description; takes no part in the
 * order
 * @param generation the failover manager's generation
 */
public record LocationVersion(UUID partitionId, long fmVersion, long storeVersion, Generation generation) {

	/**
	 * Tells whether this version is newer: by generation first, then by location version.
	 * @param other a version of the same partition
	 * @return whether this one is strictly newer
	 */
	public boolean newerThan(LocationVersion other) {
		int generations = Long.compare(this.generation.number(), other.generation.number());
		return generations > 0 || generations == 0 && this.fmVersion > other.fmVersion;
	}

}
