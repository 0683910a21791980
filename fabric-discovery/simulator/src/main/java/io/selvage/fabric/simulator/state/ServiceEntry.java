package io.selvage.fabric.simulator.state;

import java.time.Duration;

/**
 * One service as the cluster knows it.
 *
 * @param name the full name, {@code fabric:/App/Svc}
 * @param applicationName the full name of its application
 * @param type the service type
 * @param scheme how it is partitioned
 * @param partitions the partitions
 * @param storeVersion grows whenever a service is created or updated
 * @param settings counts and delays
 */
public record ServiceEntry(String name, String applicationName, ServiceType type, PartitionScheme scheme,
		Partitions partitions, long storeVersion, Settings settings) {

	public ServiceKind kind() {
		return this.type.kind();
	}

	/**
	 * Returns the same service with another store version.
	 * @param newStoreVersion the version
	 * @return the changed service
	 */
	public ServiceEntry at(long newStoreVersion) {
		return new ServiceEntry(this.name, this.applicationName, this.type, this.scheme, this.partitions,
				newStoreVersion, this.settings);
	}

	/**
	 * Counts and delays of a service description.
	 *
	 * @param instanceCount instances of a stateless service per partition, -1 for one on
	 * every node
	 * @param targetReplicaSetSize replicas of a stateful service per partition
	 * @param minReplicaSetSize the quorum's basis
	 * @param instanceCloseDelay how long a withdrawn instance keeps serving
	 */
	public record Settings(int instanceCount, int targetReplicaSetSize, int minReplicaSetSize,
			Duration instanceCloseDelay) {
	}

}
