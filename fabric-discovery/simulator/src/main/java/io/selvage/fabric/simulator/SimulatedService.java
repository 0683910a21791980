package io.selvage.fabric.simulator;

import java.util.List;
import java.util.NoSuchElementException;

import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.fabric.simulator.instance.Answers;
import io.selvage.fabric.simulator.state.PartitionKey;
import io.selvage.fabric.simulator.state.ServiceKind;

/**
 * A service of a simulated cluster.
 */
public final class SimulatedService {

	private final ServiceDefinition definition;

	private final List<SimulatedPartition> partitions;

	private final DefaultAnswer answer;

	SimulatedService(ServiceDefinition definition, List<SimulatedPartition> partitions, DefaultAnswer answer) {
		this.definition = definition;
		this.answer = answer;
		this.partitions = List.copyOf(partitions);
	}

	/**
	 * Returns the full name.
	 * @return {@code fabric:/App/Svc}
	 */
	public String name() {
		return this.definition.name();
	}

	public ServiceKind kind() {
		return this.definition.type().kind();
	}

	/**
	 * Returns the partitions.
	 * @return partitions, in key order
	 */
	public List<SimulatedPartition> partitions() {
		return this.partitions;
	}

	/**
	 * Returns the only partition.
	 * @return the partition
	 * @throws IllegalStateException if there are several
	 */
	public SimulatedPartition partition() {
		if (this.partitions.size() != 1) {
			throw new IllegalStateException(
					name() + " has " + this.partitions.size() + " partitions: say which by a key");
		}
		return this.partitions.get(0);
	}

	/**
	 * Returns the partition that holds a number.
	 * @param key the key
	 * @return the partition
	 * @throws NoSuchElementException if no partition holds it
	 */
	public SimulatedPartition partition(long key) {
		return find(new PartitionKey.Int64(key));
	}

	/**
	 * Returns the partition of a name.
	 * @param name the name
	 * @return the partition
	 * @throws NoSuchElementException if no partition has it
	 */
	public SimulatedPartition partition(String name) {
		return find(new PartitionKey.Name(name));
	}

	/**
	 * Returns the instances or replicas of all partitions.
	 * @return instances, by partition in key order
	 */
	public List<SimulatedInstance> instances() {
		return this.partitions.stream().flatMap((partition) -> partition.instances().stream()).toList();
	}

	/**
	 * Adds an instance to the only partition.
	 * @return the new instance, listening and known to naming
	 */
	public SimulatedInstance addInstance() {
		return partition().addInstance();
	}

	/**
	 * Removes an instance from its partition: withdraws it, lets it serve on for the
	 * service's close delay, then closes and drops it.
	 * @param instance the instance
	 */
	public void removeInstance(SimulatedInstance instance) {
		instance.partition().removeInstance(instance);
	}

	/**
	 * Answers every request to any of the instances, present and future, with a status.
	 * @param status the status
	 */
	public void answer(int status) {
		answer(Answers.status(status));
	}

	/**
	 * Sets how all instances answer, present and future.
	 * @param newAnswer the answer
	 */
	public void answer(Answer newAnswer) {
		this.answer.set(newAnswer);
		instances().forEach((instance) -> instance.answer(newAnswer));
	}

	/**
	 * Counts the requests all present instances received.
	 * @return number of requests
	 */
	public long requestCount() {
		return instances().stream().mapToLong(SimulatedInstance::requestCount).sum();
	}

	ServiceDefinition definition() {
		return this.definition;
	}

	private SimulatedPartition find(PartitionKey key) {
		return this.partitions.stream()
			.filter((partition) -> partition.information().holds(key))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("no partition of " + name() + " holds " + key));
	}

	@Override
	public String toString() {
		return name();
	}

}
