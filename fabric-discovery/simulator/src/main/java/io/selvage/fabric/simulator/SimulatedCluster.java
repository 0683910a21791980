package io.selvage.fabric.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.selvage.fabric.simulator.naming.NamingEndpoint;
import io.selvage.fabric.simulator.naming.NamingRequests;
import io.selvage.fabric.simulator.naming.NamingService;
import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.state.Generation;
import io.selvage.fabric.simulator.state.PartitionInformation;
import io.selvage.fabric.simulator.state.Partitions;
import io.selvage.fabric.simulator.state.ServiceEntry;
import io.selvage.fabric.simulator.state.ServiceKind;
import io.selvage.fabric.simulator.tls.CertificateIdentity;
import io.selvage.fabric.simulator.tls.ClusterCertificates;
import io.selvage.fabric.simulator.tls.ServerTls;
import io.selvage.fabric.simulator.wire.ReservedPorts;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * A simulated Service Fabric cluster: naming endpoints that speak the REST API of port
 * 19080, and services whose instances are real HTTP servers on the loopback address.
 */
public final class SimulatedCluster implements AutoCloseable {

	private final String name;

	private final ClusterCertificates certificates;

	private final ClusterResources resources;

	private final @Nullable ServerTls namingTls;

	private final NamingService naming;

	private final List<NamingEndpoint> endpoints;

	private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();

	private final Chaos chaos;

	private final boolean ownTimer;

	private final Map<String, SimulatedService> services = new ConcurrentSkipListMap<>();

	SimulatedCluster(SimulatedClusterBuilder builder) {
		this.name = builder.name();
		this.certificates = ClusterCertificates.create(builder.name());
		Scheduler given = builder.timer();
		this.ownTimer = given == null;
		this.resources = new ClusterResources(new ClusterState(new Generation(newGeneration(), newNodeId())),
				new Nodes(builder.nodes()), new ServerTls(this.certificates.server(), true),
				LoopResources.create("simulator-" + builder.name(), 2, true), (given != null) ? given : newTimer(),
				builder.timing(), new ReservedPorts());
		this.namingTls = builder.tls() ? new ServerTls(this.certificates.server(),
				builder.clientCertificate() && !builder.renegotiation(), builder.tlsProtocols()) : null;
		this.naming = new NamingService(this.resources.state(),
				builder.namingSettings(this.resources.nodes().names(), Set.of(this.certificates.client().thumbprint())),
				this.namingTls, this.resources.loops(), this.resources.timer(), this.resources.ports());
		try {
			builder.applications().forEach(this::deploy);
			this.endpoints = this.naming.open(this.resources.nodes().names().subList(0, builder.namingEndpoints()),
					builder.namingPort());
		}
		catch (RuntimeException ex) {
			release();
			throw ex;
		}
		this.chaos = new Chaos(this, this.resources);
		for (int i = 0; i < builder.nodes(); i++) {
			String node = this.resources.nodes().names().get(i);
			this.nodes.put(node, new SimulatedNode(node, this.resources,
					(i < this.endpoints.size()) ? this.endpoints.get(i) : null, this::services));
		}
	}

	public static SimulatedClusterBuilder builder() {
		return new SimulatedClusterBuilder();
	}

	public String name() {
		return this.name;
	}

	/**
	 * Returns the first naming endpoint.
	 * @return its URI, without a path
	 */
	public URI namingEndpoint() {
		return this.endpoints.get(0).uri();
	}

	public List<URI> namingEndpoints() {
		return this.endpoints.stream().map(NamingEndpoint::uri).toList();
	}

	/**
	 * Returns a naming endpoint, to look into it and to disturb it.
	 * @param index which, from 0
	 * @return the endpoint
	 */
	public NamingEndpoint naming(int index) {
		return this.endpoints.get(index);
	}

	public List<SimulatedNode> nodes() {
		return List.copyOf(this.nodes.values());
	}

	/**
	 * Returns a node.
	 * @param nodeName its name, such as {@code _Node_0}
	 * @return the node
	 * @throws NoSuchElementException if there is none of that name
	 */
	public SimulatedNode node(String nodeName) {
		SimulatedNode node = this.nodes.get(nodeName);
		if (node == null) {
			throw new NoSuchElementException("no node " + nodeName + "; there are " + this.nodes.keySet());
		}
		return node;
	}

	public Chaos chaos() {
		return this.chaos;
	}

	/**
	 * Returns the requests all naming endpoints received.
	 * @return requests and counts
	 */
	public NamingRequests namingRequests() {
		return this.naming.requests();
	}

	public ClusterCertificates certificates() {
		return this.certificates;
	}

	/**
	 * Presents another certificate at all naming endpoints, from the next handshake on.
	 * @param identity the certificate and its key
	 * @throws IllegalStateException if naming is served without TLS
	 */
	public void presentAtNaming(CertificateIdentity identity) {
		if (this.namingTls == null) {
			throw new IllegalStateException("naming is served without TLS: build the cluster with namingTls()");
		}
		this.namingTls.present(identity);
	}

	/**
	 * Presents another certificate at all HTTPS listeners of instances, from the next
	 * handshake on.
	 * @param identity the certificate and its key
	 */
	public void presentAtInstances(CertificateIdentity identity) {
		this.resources.instanceTls().present(identity);
	}

	public Collection<SimulatedService> services() {
		return List.copyOf(this.services.values());
	}

	/**
	 * Returns a service.
	 * @param serviceName the full name, with or without {@code fabric:/}
	 * @return the service
	 * @throws NoSuchElementException if there is none of that name
	 */
	public SimulatedService service(String serviceName) {
		SimulatedService service = this.services.get(fullName(serviceName));
		if (service == null) {
			throw new NoSuchElementException(
					"no service " + fullName(serviceName) + "; there are " + this.services.keySet());
		}
		return service;
	}

	/**
	 * Deploys an application, or further services of one that exists.
	 * @param application its name, with or without {@code fabric:/}
	 * @param description describes it
	 * @throws IllegalStateException if a service of that name exists
	 */
	public void deploy(String application, Consumer<ApplicationBuilder> description) {
		ApplicationBuilder builder = new ApplicationBuilder(application);
		description.accept(builder);
		deploy(builder);
	}

	/**
	 * Deletes a service and ends its instances.
	 * @param serviceName the full name, with or without {@code fabric:/}
	 * @throws NoSuchElementException if there is none of that name
	 */
	public void deleteService(String serviceName) {
		SimulatedService service = service(serviceName);
		this.services.remove(service.name());
		this.resources.state().deleteService(service.name());
		service.instances().forEach(SimulatedInstance::stop);
	}

	/**
	 * Updates a service's description without changing it: its store version grows, as
	 * with every update.
	 * @param serviceName the full name, with or without {@code fabric:/}
	 * @throws NoSuchElementException if there is none of that name
	 */
	public void updateService(String serviceName) {
		ClusterState state = this.resources.state();
		ServiceEntry entry = state.service(service(serviceName).name()).orElseThrow();
		state.put(entry.at(state.nextStoreVersion()));
	}

	/**
	 * Begins a new generation of the failover manager, as its rebuild does: location
	 * versions count from 1 again under a higher generation.
	 */
	public void rebuildFailoverManager() {
		this.resources.state().newGeneration(newNodeId());
	}

	/**
	 * Ends all servers; returns when their ports are closed.
	 */
	@Override
	public void close() {
		this.chaos.stop();
		this.endpoints.forEach(NamingEndpoint::stop);
		release();
	}

	private void release() {
		this.services.values().forEach((service) -> service.instances().forEach(SimulatedInstance::stop));
		this.resources.ports().close();
		this.resources.loops().dispose();
		if (this.ownTimer) {
			this.resources.timer().dispose();
		}
	}

	private void deploy(ApplicationBuilder application) {
		ClusterState state = this.resources.state();
		if (state.application(application.application().name()).isEmpty()) {
			state.put(application.application());
		}
		for (ServiceDefinition definition : application.services()) {
			if (this.services.containsKey(definition.name())) {
				throw new IllegalStateException("service " + definition.name() + " exists already");
			}
			List<PartitionInformation> split = definition.scheme().split();
			state.put(new ServiceEntry(definition.name(), application.application().name(), definition.type(),
					definition.scheme(), new Partitions(split), state.nextStoreVersion(), definition.settings()));
			definition.properties().forEach((key, value) -> state.putProperty(definition.name(), key, value));
			DefaultAnswer answer = new DefaultAnswer(definition.hosting().answer());
			List<SimulatedPartition> partitions = new ArrayList<>();
			for (PartitionInformation information : split) {
				partitions.add(new SimulatedPartition(this.resources, definition, information, answer));
			}
			SimulatedService service = new SimulatedService(definition, partitions, answer);
			this.services.put(definition.name(), service);
			partitions.forEach(this::populate);
		}
	}

	private void populate(SimulatedPartition partition) {
		ServiceEntry.Settings settings = partition.definition().settings();
		if (settings.instanceCount() == -1) {
			this.resources.nodes().names().forEach(partition::addInstance);
			return;
		}
		boolean stateful = partition.definition().type().kind() == ServiceKind.STATEFUL;
		int count = stateful ? settings.targetReplicaSetSize() : settings.instanceCount();
		for (int i = 0; i < count; i++) {
			partition.addInstance();
		}
	}

	private static String fullName(String serviceName) {
		return serviceName.startsWith("fabric:/") ? serviceName : "fabric:/" + serviceName;
	}

	/** Generations of real clusters are file times: 100 ns since 1601. */
	private static long newGeneration() {
		return (System.currentTimeMillis() + 11_644_473_600_000L) * 10_000;
	}

	private static String newNodeId() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	/** Delayed tasks bind ports and so may block, which the stock schedulers forbid. */
	private static Scheduler newTimer() {
		return Schedulers.fromExecutorService(Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "simulator-timer");
			thread.setDaemon(true);
			return thread;
		}));
	}

}
