package io.selvage.fabric.simulator.naming;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.state.LocationVersion;
import io.selvage.fabric.simulator.state.PartitionInformation;
import io.selvage.fabric.simulator.state.PartitionKey;
import io.selvage.fabric.simulator.state.ResolvedPartition;
import io.selvage.fabric.simulator.state.ServiceEntry;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway of one node remembers of service descriptions and partition locations.
 *
 * <p>
 * Nothing tells it of changes. An answer once fetched is given to everyone who asks
 * without a version. Who asks with a version gets the cached answer if it is newer, else
 * the entry is dropped and the truth asked once; that answer stands even if it is no
 * newer. A version that carries another store version drops the cached description first,
 * and one of another partition does so after the look-up; a key that fits nowhere drops
 * the description too, so that the next request sees a re-created service. Thus two nodes
 * may give different answers for as long as nobody complains.
 */
final class NodeCache {

	private final ClusterState truth;

	private final Map<String, ServiceEntry> descriptions = new HashMap<>();

	private final Map<UUID, ResolvedPartition> locations = new HashMap<>();

	private long fetches;

	NodeCache(ClusterState truth) {
		this.truth = truth;
	}

	synchronized ResolvedPartition resolve(String name, PartitionKey key, @Nullable LocationVersion previous) {
		ServiceEntry service = description(name);
		if (previous != null && previous.storeVersion() != service.storeVersion()) {
			forget(service);
			service = description(name);
		}
		UUID partition = find(service, key);
		ResolvedPartition cached = this.locations.get(partition);
		if (previous == null) {
			return (cached != null) ? cached : fetch(service, key);
		}
		if (!previous.partitionId().equals(partition)) {
			forget(service);
			return fetch(description(name), key);
		}
		return (cached != null && cached.version().newerThan(previous)) ? cached : fetch(service, key);
	}

	/** Forgets everything, as a restart of the node does. */
	synchronized void clear() {
		this.descriptions.clear();
		this.locations.clear();
	}

	/** How often the truth was asked for a location. */
	synchronized long fetches() {
		return this.fetches;
	}

	private ServiceEntry description(String name) {
		ServiceEntry known = this.descriptions.get(name);
		if (known != null) {
			return known;
		}
		ServiceEntry service = this.truth.service(name)
			.orElseThrow(() -> new FabricError.Exception(FabricError.SERVICE_DOES_NOT_EXIST));
		this.descriptions.put(name, service);
		return service;
	}

	private UUID find(ServiceEntry service, PartitionKey key) {
		Optional<PartitionInformation> partition = service.partitions().find(key);
		if (partition.isEmpty()) {
			forget(service);
			throw new FabricError.Exception(FabricError.INVALID_PARTITION_KEY);
		}
		return partition.get().id();
	}

	/**
	 * The truth is asked by name and key: what was created anew since is found under its
	 * new partition id.
	 */
	private ResolvedPartition fetch(ServiceEntry known, PartitionKey key) {
		this.fetches++;
		this.locations.remove(find(known, key));
		ServiceEntry service = this.truth.service(known.name()).orElseThrow(() -> {
			forget(known);
			return new FabricError.Exception(FabricError.SERVICE_DOES_NOT_EXIST);
		});
		UUID partition = find(service, key);
		ResolvedPartition found = this.truth.resolve(service, partition)
			.orElseThrow(() -> new FabricError.Exception(FabricError.SERVICE_DOES_NOT_EXIST));
		if (!known.partitions().contains(partition)) {
			forget(known);
			this.descriptions.put(service.name(), service);
		}
		if (found.endpoints().isEmpty()) {
			throw new FabricError.Exception(FabricError.SERVICE_OFFLINE);
		}
		this.locations.put(partition, found);
		return found;
	}

	private void forget(ServiceEntry service) {
		this.descriptions.remove(service.name());
		service.partitions().all().forEach((partition) -> this.locations.remove(partition.id()));
	}

}
