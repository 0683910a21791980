package io.selvage.fabric;

/**
 * The version of a resolution: an opaque token, sent back byte for byte, and the two
 * numbers in it that order the answers about one partition.
 *
 * @param token the token exactly as the cluster sent it, percent signs and all
 * @param generation which failover manager store gave the answer; compared first
 * @param fmVersion the failover manager's version; compared second
 */
public record ResolutionVersion(String token, long generation,
		long fmVersion) implements Comparable<ResolutionVersion> {

	/**
	 * Orders versions of one partition; versions of different partitions have no order.
	 * @param other a version of the same partition
	 * @return negative if this one is older, 0 if they are equal, positive if it is newer
	 */
	@Override
	public int compareTo(ResolutionVersion other) {
		int order = Long.compare(this.generation, other.generation);
		return (order != 0) ? order : Long.compare(this.fmVersion, other.fmVersion);
	}

	/**
	 * Whether this version is newer.
	 * @param other a version of the same partition
	 * @return {@code true} if it supersedes the other
	 */
	public boolean isNewerThan(ResolutionVersion other) {
		return compareTo(other) > 0;
	}

	@Override
	public String toString() {
		return this.generation + "." + this.fmVersion;
	}

}
