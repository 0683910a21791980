package io.selvage.fabric.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.selvage.fabric.simulator.state.ReplicaRole;
import io.selvage.fabric.simulator.state.ServiceKind;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * Plays the faults of Service Fabric's Chaos, aimed or at random.
 */
public final class Chaos {

	private final SimulatedCluster cluster;

	private final ClusterResources resources;

	private final List<ChaosEvent> events = new CopyOnWriteArrayList<>();

	private @Nullable Disposable running;

	Chaos(SimulatedCluster cluster, ClusterResources resources) {
		this.cluster = cluster;
		this.resources = resources;
	}

	/**
	 * Plays a fault that hits an instance: the instance itself, its node, or its
	 * partition, as the fault has it.
	 * @param fault the fault
	 * @param target the instance
	 * @return what was done
	 * @throws IllegalStateException if the fault can't hit this instance, such as a move
	 * of the primary of a stateless service
	 */
	public ChaosEvent inject(ChaosFault fault, SimulatedInstance target) {
		if (!applies(fault, target)) {
			throw new IllegalStateException(fault.text() + " can't hit " + target + " with role " + target.role().text()
					+ ": moves need a stateful service, and a secondary for PartitionSecondaryMove");
		}
		SimulatedPartition partition = target.partition();
		switch (fault) {
			case CODE_PACKAGE_RESTART -> restartCodePackage(target);
			case NODE_RESTART -> this.cluster.node(target.node()).restart();
			case PARTITION_PRIMARY_MOVE -> partition.movePrimary();
			case PARTITION_SECONDARY_MOVE -> partition.moveSecondary(target);
			case REPLICA_REMOVAL -> partition.replace(target);
			case REPLICA_RESTART -> partition.restart(target);
		}
		ChaosEvent event = new ChaosEvent(fault, partition.definition().name(), partition.id(), target.id(),
				target.node());
		this.events.add(event);
		return event;
	}

	/**
	 * Plays a fault somewhere.
	 * @param fault the fault
	 * @param random chooses where
	 * @return what was done; nothing if the fault can't hit any instance
	 */
	public Optional<ChaosEvent> inject(ChaosFault fault, Random random) {
		List<SimulatedInstance> targets = this.cluster.services()
			.stream()
			.flatMap((service) -> service.instances().stream())
			.filter((instance) -> applies(fault, instance))
			.toList();
		return targets.isEmpty() ? Optional.empty()
				: Optional.of(inject(fault, targets.get(random.nextInt(targets.size()))));
	}

	/**
	 * Plays random faults, one after the other, until {@link #stop()}. The same seed
	 * makes the same choices.
	 * @param period the time from one fault to the next
	 * @param seed the seed
	 */
	public synchronized void start(Duration period, long seed) {
		stop();
		Random random = new Random(seed);
		ChaosFault[] faults = ChaosFault.values();
		this.running = this.resources.timer()
			.schedulePeriodically(() -> inject(faults[random.nextInt(faults.length)], random), period.toMillis(),
					period.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Ends the random faults.
	 */
	public synchronized void stop() {
		if (this.running != null) {
			this.running.dispose();
			this.running = null;
		}
	}

	/**
	 * Returns what was played.
	 * @return events, oldest first
	 */
	public List<ChaosEvent> events() {
		return List.copyOf(this.events);
	}

	private void restartCodePackage(SimulatedInstance target) {
		String service = target.partition().definition().name();
		this.cluster.node(target.node())
			.instances()
			.stream()
			.filter((instance) -> instance.partition().definition().name().equals(service))
			.forEach((instance) -> instance.partition().restart(instance));
	}

	private static boolean applies(ChaosFault fault, SimulatedInstance target) {
		SimulatedPartition partition = target.partition();
		boolean stateful = partition.definition().type().kind() == ServiceKind.STATEFUL;
		return switch (fault) {
			case PARTITION_PRIMARY_MOVE -> stateful && partition.primary().isPresent();
			case PARTITION_SECONDARY_MOVE -> stateful && target.role() == ReplicaRole.ACTIVE_SECONDARY;
			default -> true;
		};
	}

}
