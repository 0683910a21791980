package io.selvage.fabric.simulator;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.selvage.fabric.simulator.naming.NamingEndpoint;
import io.selvage.fabric.simulator.state.ReplicaStatus;
import org.jspecify.annotations.Nullable;

/**
 * A node: it hosts instances, and perhaps a naming endpoint.
 */
public final class SimulatedNode {

	private final String name;

	private final ClusterResources resources;

	private final @Nullable NamingEndpoint endpoint;

	private final Supplier<Collection<SimulatedService>> services;

	SimulatedNode(String name, ClusterResources resources, @Nullable NamingEndpoint endpoint,
			Supplier<Collection<SimulatedService>> services) {
		this.name = name;
		this.resources = resources;
		this.endpoint = endpoint;
		this.services = services;
	}

	public String name() {
		return this.name;
	}

	public boolean up() {
		return this.resources.nodes().up(this.name);
	}

	/**
	 * Returns the instances and replicas that live here.
	 * @return instances of all services
	 */
	public List<SimulatedInstance> instances() {
		return this.services.get()
			.stream()
			.flatMap((service) -> service.instances().stream())
			.filter((instance) -> instance.node().equals(this.name))
			.toList();
	}

	/**
	 * Takes the node down, as the cluster notices at once: its naming endpoint and all
	 * its instances end (RST). Stateless instances are built elsewhere, primaries move,
	 * replicas with persisted state wait for the node's return.
	 */
	public void stop() {
		this.resources.nodes().setUp(this.name, false);
		if (this.endpoint != null) {
			this.endpoint.stop();
		}
		for (SimulatedInstance instance : instances()) {
			SimulatedPartition partition = instance.partition();
			if (partition.definition().type().persisted()) {
				partition.leadership().lose(instance);
			}
			else if (partition.definition().settings().instanceCount() == -1) {
				partition.leadership().fail(instance);
			}
			else {
				partition.replace(instance);
			}
		}
	}

	/**
	 * Brings the node back: its naming endpoint opens with an empty cache, its waiting
	 * replicas return.
	 */
	public void start() {
		this.resources.nodes().setUp(this.name, true);
		if (this.endpoint != null) {
			this.endpoint.start();
		}
		for (SimulatedInstance instance : instances()) {
			if (instance.status() == ReplicaStatus.DOWN) {
				instance.partition().leadership().revive(instance);
			}
		}
		for (SimulatedService service : this.services.get()) {
			if (service.definition().settings().instanceCount() == -1) {
				service.partitions().forEach(this::placeMissing);
			}
		}
	}

	/**
	 * Takes the node down and brings it back after the cluster's restart time.
	 */
	public void restart() {
		Duration away = this.resources.timing().restartTime();
		stop();
		this.resources.after(away, this::start);
	}

	private void placeMissing(SimulatedPartition partition) {
		if (partition.instances().stream().noneMatch((instance) -> instance.node().equals(this.name))) {
			partition.addInstance(this.name);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
