package io.selvage.fabric.naming;

import io.selvage.fabric.Partition;

/**
 * A partition and its state (GetPartitionInfoList).
 *
 * @param partition the partition
 * @param serviceKind {@code Stateless}, {@code Stateful} or something newer
 * @param status for instance {@code Ready} or {@code InQuorumLoss}
 * @param healthState for instance {@code Ok}
 * @param targetSize instances or replicas wanted; −1 means one on every node
 * @param epoch the configuration of a stateful partition; zeros for a stateless one
 */
public record PartitionInfo(Partition partition, String serviceKind, String status, String healthState, int targetSize,
		Epoch epoch) {

	/**
	 * Which configuration of its replicas a partition has.
	 *
	 * @param dataLossVersion raised when data may have been lost; compared first
	 * @param configurationVersion raised at every change of replicas
	 */
	public record Epoch(long dataLossVersion, long configurationVersion) {

		/** A stateless partition has none. */
		public static final Epoch NONE = new Epoch(0, 0);

	}

}
