package io.selvage.fabric.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import io.selvage.fabric.simulator.instance.InstanceBehaviour;
import io.selvage.fabric.simulator.instance.InstanceIdentity;
import io.selvage.fabric.simulator.state.HealthState;
import io.selvage.fabric.simulator.state.PartitionEntry;
import io.selvage.fabric.simulator.state.PartitionInformation;
import io.selvage.fabric.simulator.state.ReplicaEntry;
import io.selvage.fabric.simulator.state.ReplicaRole;
import io.selvage.fabric.simulator.state.ReplicaStatus;
import io.selvage.fabric.simulator.state.ServiceKind;

/**
 * A partition of a service: its instances or its replica set, and what the cluster does
 * with them. Everything here is told to the naming service at once; nodes' caches learn
 * of it when they next ask.
 */
public final class SimulatedPartition {

	/** Ids look like those of a real cluster: file times. */
	private static final AtomicLong NEXT_ID = new AtomicLong(132_429_339_499_004_157L);

	private final ClusterResources resources;

	private final ServiceDefinition definition;

	private final PartitionInformation information;

	private final DefaultAnswer answer;

	private final Leadership leadership = new Leadership(this);

	private final List<SimulatedInstance> instances = new CopyOnWriteArrayList<>();

	SimulatedPartition(ClusterResources resources, ServiceDefinition definition, PartitionInformation information,
			DefaultAnswer answer) {
		this.answer = answer;
		this.resources = resources;
		this.definition = definition;
		this.information = information;
	}

	public UUID id() {
		return this.information.id();
	}

	/**
	 * Returns its id and keys.
	 * @return the partition information
	 */
	public PartitionInformation information() {
		return this.information;
	}

	/**
	 * Returns its instances or replicas that have not been removed, draining ones
	 * included.
	 * @return instances, oldest first
	 */
	public List<SimulatedInstance> instances() {
		return List.copyOf(this.instances);
	}

	public Optional<SimulatedInstance> primary() {
		return this.instances.stream().filter((instance) -> instance.role() == ReplicaRole.PRIMARY).findFirst();
	}

	public List<SimulatedInstance> secondaries() {
		return this.instances.stream().filter((instance) -> instance.role() == ReplicaRole.ACTIVE_SECONDARY).toList();
	}

	/**
	 * Adds an instance, or a secondary replica (the primary, if there is none), on the
	 * least used node.
	 * @return the new instance, listening and known to naming
	 */
	public SimulatedInstance addInstance() {
		return addInstance(
				this.resources.nodes().leastUsed(this.instances.stream().map(SimulatedInstance::node).toList()));
	}

	/**
	 * Adds an instance on a node.
	 * @param node the node's name
	 * @return the new instance, listening and known to naming
	 */
	public SimulatedInstance addInstance(String node) {
		return add(node, Map.of());
	}

	/**
	 * Adds an instance on the node and the ports of one that is dead, of this service or
	 * another, by the names of the listeners. Whoever still has the dead one's address
	 * reaches the new one.
	 * @param dead an instance that was killed, stopped or removed
	 * @return the new instance, listening and known to naming
	 * @throws IllegalStateException if the other one is alive
	 */
	public SimulatedInstance addInstanceInPlaceOf(SimulatedInstance dead) {
		if (dead.running()) {
			throw new IllegalStateException(dead + " is alive and has its ports");
		}
		return add(dead.node(), dead.lastPorts());
	}

	private synchronized SimulatedInstance add(String node, Map<String, Integer> ports) {
		ReplicaRole role = ReplicaRole.NONE;
		if (this.definition.type().kind() == ServiceKind.STATEFUL) {
			role = primary().isEmpty() ? ReplicaRole.PRIMARY : ReplicaRole.ACTIVE_SECONDARY;
		}
		InstanceIdentity identity = new InstanceIdentity(this.definition.name(), id(), NEXT_ID.incrementAndGet(), node);
		SimulatedInstance instance = new SimulatedInstance(this.resources, this, this.definition.hosting(),
				new InstanceBehaviour(identity, this.answer.get()), ports);
		String address = instance.take(role);
		this.instances.add(instance);
		ReplicaEntry entry = new ReplicaEntry(instance.id(), node, role, ReplicaStatus.READY, HealthState.OK, address,
				true);
		update((partition) -> partition.with(entry));
		return instance;
	}

	/**
	 * Withdraws an instance from ResolvePartition. It serves on, and GetReplicas still
	 * lists it.
	 * @param instance the instance
	 */
	public void drain(SimulatedInstance instance) {
		own(instance);
		update((partition) -> partition.change(instance.id(), (replica) -> replica.withPublished(false)));
	}

	/**
	 * Removes an instance: withdraws it, lets it serve on for the service's close delay,
	 * then closes and drops it.
	 * @param instance the instance
	 */
	public void removeInstance(SimulatedInstance instance) {
		removeInstance(instance, this.definition.settings().instanceCloseDelay());
	}

	/**
	 * Removes an instance with a delay of its own.
	 * @param instance the instance
	 * @param closeDelay how long it serves on after it was withdrawn
	 */
	public void removeInstance(SimulatedInstance instance, Duration closeDelay) {
		if (!closeDelay.isZero()) {
			drain(instance);
		}
		this.resources.after(closeDelay, () -> {
			drop(instance);
			instance.stop();
		});
	}

	/**
	 * Moves the primary to another replica, with the cluster's fail-over gap in between.
	 * @throws IllegalStateException if the service is stateless or nobody leads
	 */
	public void movePrimary() {
		movePrimary(this.resources.timing().failoverGap());
	}

	/**
	 * Moves the primary to another replica.
	 * @param gap how long nobody leads
	 * @throws IllegalStateException if the service is stateless or nobody leads
	 */
	public void movePrimary(Duration gap) {
		PrimaryMove move = beginPrimaryMove();
		this.resources.after(gap, move::complete);
	}

	/**
	 * Lets the primary step down; nobody leads until the move is completed.
	 * @return the move
	 * @throws IllegalStateException if the service is stateless or nobody leads
	 */
	public synchronized PrimaryMove beginPrimaryMove() {
		requireStateful();
		SimulatedInstance from = primary()
			.orElseThrow(() -> new IllegalStateException(this + " has no primary to move"));
		SimulatedInstance to = secondaries().stream()
			.filter((instance) -> instance.status() == ReplicaStatus.READY)
			.findFirst()
			.orElseGet(this::addInstance);
		String address = from.take(ReplicaRole.ACTIVE_SECONDARY);
		update((partition) -> partition.change(from.id(),
				(replica) -> replica.withRole(ReplicaRole.ACTIVE_SECONDARY).withAddress(address)));
		return new PrimaryMove(from, to, () -> this.leadership.promote(to));
	}

	/**
	 * Builds a new secondary on another node and drops an old one.
	 * @param secondary the old one
	 * @return the new one
	 * @throws IllegalStateException if the service is stateless or the replica leads
	 */
	public synchronized SimulatedInstance moveSecondary(SimulatedInstance secondary) {
		requireStateful();
		own(secondary);
		if (secondary.role() == ReplicaRole.PRIMARY) {
			throw new IllegalStateException(secondary + " is the primary: move the primary instead");
		}
		SimulatedInstance built = addInstance();
		drop(secondary);
		secondary.stop();
		return built;
	}

	/**
	 * Ends an instance's process (RST), as the cluster notices at once, and starts it
	 * again after the cluster's restart time. A replica with persisted state comes back
	 * as a secondary under its id; anything else as a new instance.
	 * @param instance the instance
	 */
	public void restart(SimulatedInstance instance) {
		if (this.definition.type().persisted()) {
			this.leadership.lose(instance);
			this.resources.after(this.resources.timing().restartTime(), () -> this.leadership.revive(instance));
		}
		else {
			this.leadership.fail(instance);
			this.resources.after(this.resources.timing().restartTime(), () -> replace(instance.node()));
		}
	}

	/**
	 * Ends an instance's process (RST) for good; after the cluster's restart time a new
	 * one is built on the least used node.
	 * @param instance the instance
	 */
	public void replace(SimulatedInstance instance) {
		this.leadership.fail(instance);
		this.resources.after(this.resources.timing().restartTime(), () -> {
			if (existing()) {
				addInstance();
			}
		});
	}

	synchronized void drop(SimulatedInstance instance) {
		own(instance);
		this.instances.remove(instance);
		update((partition) -> partition.without(instance.id()));
	}

	boolean existing() {
		return this.resources.state().partition(id()).isPresent();
	}

	private void replace(String node) {
		if (!existing()) {
			return;
		}
		if (this.resources.nodes().up(node)) {
			addInstance(node);
		}
		else {
			addInstance();
		}
	}

	private void requireStateful() {
		if (this.definition.type().kind() != ServiceKind.STATEFUL) {
			throw new IllegalStateException(this.definition.name() + " is stateless: it has no primary or secondaries");
		}
	}

	void update(UnaryOperator<PartitionEntry> change) {
		this.resources.state().update(id(), change);
	}

	Leadership leadership() {
		return this.leadership;
	}

	ClusterResources resources() {
		return this.resources;
	}

	ServiceDefinition definition() {
		return this.definition;
	}

	void own(SimulatedInstance instance) {
		if (!this.instances.contains(instance)) {
			throw new NoSuchElementException(instance + " is not, or no longer, in partition " + id());
		}
	}

	@Override
	public String toString() {
		return this.definition.name() + "/" + this.information;
	}

}
