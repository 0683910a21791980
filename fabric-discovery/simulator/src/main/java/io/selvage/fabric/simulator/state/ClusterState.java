package io.selvage.fabric.simulator.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The truth about the cluster: what the cluster manager, the naming store and the
 * failover manager hold. Entries are immutable and replaced one by one; a reader sees
 * each entry whole.
 */
public final class ClusterState {

	private final Map<String, ApplicationEntry> applications = new ConcurrentSkipListMap<>();

	private final Map<String, ServiceEntry> services = new ConcurrentSkipListMap<>();

	private final Map<UUID, PartitionEntry> partitions = new ConcurrentHashMap<>();

	private final Map<String, Map<String, String>> properties = new ConcurrentHashMap<>();

	private final AtomicLong fmVersion = new AtomicLong();

	private final AtomicLong storeVersion = new AtomicLong();

	private volatile Generation generation;

	public ClusterState(Generation generation) {
		this.generation = generation;
	}

	public Collection<ApplicationEntry> applications() {
		return this.applications.values();
	}

	public Optional<ApplicationEntry> application(String name) {
		return Optional.ofNullable(this.applications.get(name));
	}

	public void put(ApplicationEntry application) {
		this.applications.put(application.name(), application);
	}

	/**
	 * Deletes an application with all its services.
	 * @param name the full name
	 */
	public void deleteApplication(String name) {
		services(name).forEach((service) -> deleteService(service.name()));
		this.applications.remove(name);
		this.properties.remove(name);
	}

	public Collection<ServiceEntry> services() {
		return this.services.values();
	}

	public List<ServiceEntry> services(String applicationName) {
		return this.services.values()
			.stream()
			.filter((service) -> service.applicationName().equals(applicationName))
			.toList();
	}

	public Optional<ServiceEntry> service(String name) {
		return Optional.ofNullable(this.services.get(name));
	}

	public long nextStoreVersion() {
		return this.storeVersion.incrementAndGet();
	}

	/**
	 * Creates a service with its partitions, still without replicas, or replaces its
	 * description.
	 * @param service the service
	 */
	public void put(ServiceEntry service) {
		for (PartitionInformation partition : service.partitions().all()) {
			this.partitions.computeIfAbsent(partition.id(), (id) -> new PartitionEntry(service.name(), partition,
					List.of(), this.fmVersion.incrementAndGet(), 1L << 33, this.generation.number()));
		}
		this.services.put(service.name(), service);
	}

	public void deleteService(String name) {
		ServiceEntry service = this.services.remove(name);
		if (service != null) {
			service.partitions().all().forEach((partition) -> this.partitions.remove(partition.id()));
			this.properties.remove(name);
		}
	}

	public Optional<PartitionEntry> partition(UUID id) {
		return Optional.ofNullable(this.partitions.get(id));
	}

	/**
	 * Changes one partition; what ResolvePartition may tell about it counts as changed
	 * and takes a new location version.
	 * @param id the partition
	 * @param change what to make of it
	 * @return the changed partition, or {@code null} if there is no such partition
	 */
	public @Nullable PartitionEntry update(UUID id, UnaryOperator<PartitionEntry> change) {
		return this.partitions.computeIfPresent(id,
				(key, entry) -> change.apply(entry).at(this.fmVersion.incrementAndGet()));
	}

	/**
	 * Changes what only queries show (health, status of a draining instance): the
	 * location version stays.
	 * @param id the partition
	 * @param change what to make of it
	 * @return the changed partition, or {@code null} if there is no such partition
	 */
	public @Nullable PartitionEntry annotate(UUID id, UnaryOperator<PartitionEntry> change) {
		return this.partitions.computeIfPresent(id, (key, entry) -> change.apply(entry));
	}

	/**
	 * Rebuilds the failover manager: a higher generation begins, and location versions
	 * start again from 1.
	 * @param nodeId the node that starts the generation
	 */
	public void newGeneration(String nodeId) {
		this.generation = new Generation(this.generation.number() + 1, nodeId);
		this.fmVersion.set(0);
		this.partitions.keySet().forEach((id) -> update(id, UnaryOperator.identity()));
	}

	/**
	 * Asks the failover manager where a partition lives now.
	 * @param service the service, as the asker knows it
	 * @param id the partition
	 * @return the answer, whose endpoint list may be empty; nothing if the partition does
	 * not exist
	 */
	public Optional<ResolvedPartition> resolve(ServiceEntry service, UUID id) {
		return partition(id).map((entry) -> {
			long current = service(entry.serviceName()).map(ServiceEntry::storeVersion).orElse(service.storeVersion());
			Stream<ReplicaEntry> listed = entry.replicas()
				.stream()
				.filter((replica) -> replica.resolvable(service.kind()))
				.sorted((a, b) -> Boolean.compare(a.role() != ReplicaRole.PRIMARY, b.role() != ReplicaRole.PRIMARY));
			return new ResolvedPartition(entry.serviceName(), entry.information(),
					listed.map((replica) -> new ResolvedPartition.Endpoint(kind(service, replica), replica.address()))
						.toList(),
					new LocationVersion(id, entry.fmVersion(), current, this.generation));
		});
	}

	public void putProperty(String name, String property, String value) {
		this.properties.computeIfAbsent(name, (key) -> new ConcurrentSkipListMap<>()).put(property, value);
	}

	public Map<String, String> properties(String name) {
		return this.properties.getOrDefault(name, Map.of());
	}

	/**
	 * Tells whether a name exists in the naming store: names of applications and services
	 * and everything above them.
	 * @param name a full name
	 * @return whether it exists
	 */
	public boolean nameExists(String name) {
		return name.equals("fabric:")
				|| names().anyMatch((known) -> known.equals(name) || known.startsWith(name + "/"));
	}

	/**
	 * Returns the names of all applications and services.
	 * @return full names, in order
	 */
	public Stream<String> names() {
		return Stream.concat(this.applications.keySet().stream(), this.services.keySet().stream()).sorted().distinct();
	}

	private static EndpointKind kind(ServiceEntry service, ReplicaEntry replica) {
		if (service.kind() == ServiceKind.STATELESS) {
			return EndpointKind.STATELESS;
		}
		return (replica.role() == ReplicaRole.PRIMARY) ? EndpointKind.STATEFUL_PRIMARY
				: EndpointKind.STATEFUL_SECONDARY;
	}

}
