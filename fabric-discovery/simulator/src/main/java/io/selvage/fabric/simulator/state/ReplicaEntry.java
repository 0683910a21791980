package io.selvage.fabric.simulator.state;

/**
 * One replica or instance as the cluster knows it.
 *
 * @param id the replica or instance id
 * @param nodeName the node it lives on
 * @param role the role of a stateful replica, {@link ReplicaRole#NONE} for an instance
 * @param status the life-cycle status
 * @param health the health state
 * @param address the address text its listeners gave, empty when none is open
 * @param published whether ResolvePartition may list it; a draining instance is no longer
 * published but still listed by GetReplicas
 */
public record ReplicaEntry(long id, String nodeName, ReplicaRole role, ReplicaStatus status, HealthState health,
		String address, boolean published) {

	public ReplicaEntry withRole(ReplicaRole newRole) {
		return new ReplicaEntry(this.id, this.nodeName, newRole, this.status, this.health, this.address,
				this.published);
	}

	public ReplicaEntry withStatus(ReplicaStatus newStatus) {
		return new ReplicaEntry(this.id, this.nodeName, this.role, newStatus, this.health, this.address,
				this.published);
	}

	public ReplicaEntry withHealth(HealthState newHealth) {
		return new ReplicaEntry(this.id, this.nodeName, this.role, this.status, newHealth, this.address,
				this.published);
	}

	public ReplicaEntry withAddress(String newAddress) {
		return new ReplicaEntry(this.id, this.nodeName, this.role, this.status, this.health, newAddress,
				this.published);
	}

	public ReplicaEntry withPublished(boolean nowPublished) {
		return new ReplicaEntry(this.id, this.nodeName, this.role, this.status, this.health, this.address,
				nowPublished);
	}

	/**
	 * Tells whether a ResolvePartition answer lists this replica.
	 * @return whether it is open, published and (stateful) has a role in the
	 * configuration
	 */
	public boolean resolvable(ServiceKind kind) {
		boolean inConfiguration = (kind == ServiceKind.STATELESS) || (this.role == ReplicaRole.PRIMARY)
				|| (this.role == ReplicaRole.ACTIVE_SECONDARY);
		return this.published && this.status == ReplicaStatus.READY && inConfiguration;
	}

}
