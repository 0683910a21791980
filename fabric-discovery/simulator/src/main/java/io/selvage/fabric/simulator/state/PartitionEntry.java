package io.selvage.fabric.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One partition as the cluster knows it, at one moment.
 *
 * @param serviceName the full name of the service
 * @param information identity and keys
 * @param replicas replicas or instances, in table order
 * @param fmVersion the location version of the last change
 * @param configurationVersion grows with every change of the primary
 * @param dataLossVersion the second half of the epoch
 */
public record PartitionEntry(String serviceName, PartitionInformation information, List<ReplicaEntry> replicas,
		long fmVersion, long configurationVersion, long dataLossVersion) {

	public PartitionEntry {
		replicas = List.copyOf(replicas);
	}

	public Optional<ReplicaEntry> replica(long id) {
		return this.replicas.stream().filter((replica) -> replica.id() == id).findFirst();
	}

	public Optional<ReplicaEntry> primary() {
		return this.replicas.stream().filter((replica) -> replica.role() == ReplicaRole.PRIMARY).findFirst();
	}

	/**
	 * Returns this partition with one more replica at the end of the table.
	 * @param replica the new replica
	 * @return the changed partition
	 */
	public PartitionEntry with(ReplicaEntry replica) {
		List<ReplicaEntry> changed = new ArrayList<>(this.replicas);
		changed.add(replica);
		return withReplicas(changed);
	}

	public PartitionEntry without(long id) {
		return withReplicas(this.replicas.stream().filter((replica) -> replica.id() != id).toList());
	}

	/**
	 * Returns this partition with one replica changed; unchanged if the replica is not in
	 * it.
	 * @param id the replica
	 * @param change what to make of it
	 * @return the changed partition
	 */
	public PartitionEntry change(long id, UnaryOperator<ReplicaEntry> change) {
		return withReplicas(this.replicas.stream()
			.map((replica) -> (replica.id() == id) ? change.apply(replica) : replica)
			.toList());
	}

	public PartitionEntry withReplicas(List<ReplicaEntry> changed) {
		return new PartitionEntry(this.serviceName, this.information, changed, this.fmVersion,
				this.configurationVersion, this.dataLossVersion);
	}

	/**
	 * Returns this partition with a new configuration version, as every change of the
	 * primary brings.
	 * @return the changed partition
	 */
	public PartitionEntry reconfigured() {
		return new PartitionEntry(this.serviceName, this.information, this.replicas, this.fmVersion,
				this.configurationVersion + (1L << 32), this.dataLossVersion);
	}

	/**
	 * Returns whether this partition serves.
	 * @param service its service
	 * @return the status: a replica set without primary reconfigures, or has lost its
	 * quorum
	 */
	public PartitionStatus status(ServiceEntry service) {
		long ready = this.replicas.stream().filter((replica) -> replica.resolvable(service.kind())).count();
		if (service.kind() == ServiceKind.STATELESS) {
			return (ready > 0) ? PartitionStatus.READY : PartitionStatus.NOT_READY;
		}
		boolean led = primary().filter((replica) -> replica.resolvable(service.kind())).isPresent();
		if (ready <= service.settings().targetReplicaSetSize() / 2) {
			return PartitionStatus.IN_QUORUM_LOSS;
		}
		return led ? PartitionStatus.READY : PartitionStatus.RECONFIGURING;
	}

	PartitionEntry at(long newFmVersion) {
		return new PartitionEntry(this.serviceName, this.information, this.replicas, newFmVersion,
				this.configurationVersion, this.dataLossVersion);
	}

}
