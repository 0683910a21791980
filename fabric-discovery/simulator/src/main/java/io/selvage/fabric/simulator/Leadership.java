package io.selvage.fabric.simulator;

import java.time.Duration;

import io.selvage.fabric.simulator.state.ReplicaRole;
import io.selvage.fabric.simulator.state.ReplicaStatus;

/**
 * What the cluster does when instances of a partition are lost and come back, and who
 * leads then. All of it happens under the partition's lock, as its other changes do.
 */
final class Leadership {

	private final SimulatedPartition partition;

	Leadership(SimulatedPartition partition) {
		this.partition = partition;
	}

	/**
	 * A replica's process is gone, but its state is not: it waits for its return, and
	 * others elect a primary.
	 */
	void lose(SimulatedInstance replica) {
		synchronized (this.partition) {
			boolean led = end(replica);
			this.partition.update((entry) -> entry.change(replica.id(),
					(old) -> old.withStatus(ReplicaStatus.DOWN).withRole(ReplicaRole.IDLE_SECONDARY).withAddress("")));
			electIf(led);
		}
	}

	/**
	 * A replica that was lost is there again, as a secondary.
	 */
	void revive(SimulatedInstance replica) {
		synchronized (this.partition) {
			if (!this.partition.instances().contains(replica) || replica.status() != ReplicaStatus.DOWN) {
				return;
			}
			String address = replica.take(ReplicaRole.ACTIVE_SECONDARY);
			this.partition.update((entry) -> entry.change(replica.id(),
					(old) -> old.withStatus(ReplicaStatus.READY)
						.withRole(ReplicaRole.ACTIVE_SECONDARY)
						.withAddress(address)));
			electIf(this.partition.primary().isEmpty());
		}
	}

	/**
	 * An instance is gone for good; if it led, others elect a primary.
	 */
	void fail(SimulatedInstance instance) {
		synchronized (this.partition) {
			boolean led = end(instance);
			this.partition.drop(instance);
			electIf(led);
		}
	}

	/**
	 * Makes a replica the primary, unless it is gone or another leads by now.
	 */
	void promote(SimulatedInstance next) {
		synchronized (this.partition) {
			boolean able = this.partition.instances().contains(next) && next.status() == ReplicaStatus.READY;
			if (!able || this.partition.primary().isPresent()) {
				elect();
				return;
			}
			String address = next.take(ReplicaRole.PRIMARY);
			this.partition.update(
					(entry) -> entry.change(next.id(), (old) -> old.withRole(ReplicaRole.PRIMARY).withAddress(address))
						.reconfigured());
		}
	}

	private boolean end(SimulatedInstance instance) {
		this.partition.own(instance);
		boolean led = instance.role() == ReplicaRole.PRIMARY;
		instance.kill();
		return led;
	}

	private void electIf(boolean needed) {
		if (needed) {
			Duration gap = this.partition.resources().timing().failoverGap();
			this.partition.resources().after(gap, this::elect);
		}
	}

	private void elect() {
		synchronized (this.partition) {
			if (this.partition.primary().isEmpty()) {
				this.partition.secondaries()
					.stream()
					.filter((replica) -> replica.status() == ReplicaStatus.READY)
					.findFirst()
					.ifPresent(this::promote);
			}
		}
	}

}
