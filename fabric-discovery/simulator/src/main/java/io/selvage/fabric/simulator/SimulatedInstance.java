package io.selvage.fabric.simulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.fabric.simulator.instance.Answers;
import io.selvage.fabric.simulator.instance.InstanceBehaviour;
import io.selvage.fabric.simulator.instance.InstanceIdentity;
import io.selvage.fabric.simulator.instance.ListenerServer;
import io.selvage.fabric.simulator.instance.ReceivedRequest;
import io.selvage.fabric.simulator.state.HealthState;
import io.selvage.fabric.simulator.state.ReplicaEntry;
import io.selvage.fabric.simulator.state.ReplicaRole;
import io.selvage.fabric.simulator.state.ReplicaStatus;

/**
 * An instance of a stateless service, or a replica of a stateful one: a process with real
 * HTTP servers.
 *
 * <p>
 * {@link #kill()}, {@link #stop()} and {@link #hang()} happen to the process alone: the
 * naming service is not told, as when nobody has noticed yet. What the cluster does about
 * it is on {@link SimulatedPartition}.
 */
public final class SimulatedInstance {

	private final ClusterResources resources;

	private final ServiceDefinition.Hosting hosting;

	private final SimulatedPartition partition;

	private final InstanceBehaviour behaviour;

	private final Map<String, ListenerServer> open = new LinkedHashMap<>();

	private final Map<String, Integer> lastPorts = new ConcurrentHashMap<>();

	private final Map<String, Integer> ports;

	SimulatedInstance(ClusterResources resources, SimulatedPartition partition, ServiceDefinition.Hosting hosting,
			InstanceBehaviour behaviour, Map<String, Integer> ports) {
		this.ports = Map.copyOf(ports);
		this.resources = resources;
		this.partition = partition;
		this.hosting = hosting;
		this.behaviour = behaviour;
	}

	/**
	 * Returns the replica id or instance id.
	 * @return the id
	 */
	public long id() {
		return this.behaviour.identity().instance();
	}

	/**
	 * Returns the name of the node it lives on.
	 * @return the node's name
	 */
	public String node() {
		return this.behaviour.identity().node();
	}

	public SimulatedPartition partition() {
		return this.partition;
	}

	/**
	 * Returns its role.
	 * @return the role; {@link ReplicaRole#NONE} for instances and for replicas that were
	 * dropped
	 */
	public ReplicaRole role() {
		return entry().role();
	}

	public ReplicaStatus status() {
		return entry().status();
	}

	/**
	 * Returns what naming holds as its address.
	 * @return the address text, empty if no listener is open
	 */
	public String address() {
		return entry().address();
	}

	/**
	 * Returns the base URL of a listener.
	 * @param listener the listener's name
	 * @return the URL
	 * @throws NoSuchElementException if the listener is not open
	 */
	public synchronized URI url(String listener) {
		ListenerServer server = this.open.get(listener);
		if (server == null) {
			throw new NoSuchElementException("listener '" + listener + "' is not open; open are " + this.open.keySet());
		}
		return URI.create(server.url());
	}

	/**
	 * Answers every request with a status.
	 * @param status the status
	 */
	public void answer(int status) {
		answer(Answers.status(status));
	}

	public void answer(Answer answer) {
		this.behaviour.answer(answer);
	}

	/**
	 * Ends the process: ports closed, connections broken (RST).
	 */
	public synchronized void kill() {
		this.open.values().forEach(ListenerServer::kill);
		this.open.clear();
	}

	/**
	 * Ends the process in an orderly way: ports closed, connections closed (FIN).
	 */
	public synchronized void stop() {
		this.open.values().forEach(ListenerServer::close);
		this.open.clear();
	}

	/**
	 * Freezes the process, as SIGSTOP does: connections are accepted, nothing is read.
	 */
	public synchronized void hang() {
		this.open.values().forEach((server) -> server.freeze(true));
	}

	/**
	 * Lets a frozen process go on.
	 */
	public synchronized void resume() {
		this.open.values().forEach((server) -> server.freeze(false));
	}

	/**
	 * Tells whether any of its listeners is open.
	 * @return whether it runs
	 */
	public synchronized boolean running() {
		return !this.open.isEmpty();
	}

	/**
	 * Reports a health state, which GetReplicas shows.
	 * @param health the state
	 */
	public void report(HealthState health) {
		this.resources.state()
			.annotate(this.partition.id(), (entry) -> entry.change(id(), (replica) -> replica.withHealth(health)));
	}

	public long requestCount() {
		return this.behaviour.requestCount();
	}

	/**
	 * Returns the requests received, the last {@value InstanceBehaviour#REMEMBERED} of
	 * them.
	 * @return requests, oldest first
	 */
	public List<ReceivedRequest> requests() {
		return this.behaviour.requests();
	}

	public void forgetRequests() {
		this.behaviour.forgetRequests();
	}

	/**
	 * Returns how many connections clients have open to it.
	 * @return open connections of all listeners
	 */
	public synchronized int openConnections() {
		return this.open.values().stream().mapToInt(ListenerServer::openConnections).sum();
	}

	/** The ports it has, or last had, by listener. */
	Map<String, Integer> lastPorts() {
		return Map.copyOf(this.lastPorts);
	}

	/**
	 * Opens the listeners a role has and closes the others.
	 * @param role the role to take
	 * @return the address to publish
	 */
	synchronized String take(ReplicaRole role) {
		for (ListenerDefinition listener : this.hosting.listeners()) {
			boolean wanted = role != ReplicaRole.ACTIVE_SECONDARY && role != ReplicaRole.IDLE_SECONDARY
					|| listener.onSecondaries();
			if (!wanted) {
				ListenerServer server = this.open.remove(listener.name());
				if (server != null) {
					server.close();
				}
			}
			else if (!this.open.containsKey(listener.name())) {
				ListenerServer server = bind(listener);
				this.open.put(listener.name(), server);
				this.lastPorts.put(listener.name(), server.port());
			}
		}
		String fixed = this.hosting.fixedAddress();
		if (fixed != null) {
			return fixed.replace("{partition}", this.partition.id().toString())
				.replace("{instance}", String.valueOf(id()));
		}
		Map<String, String> urls = new LinkedHashMap<>();
		for (ListenerDefinition listener : this.hosting.listeners()) {
			ListenerServer server = this.open.get(listener.name());
			if (server != null) {
				urls.put(listener.name(), server.url());
			}
		}
		return urls.isEmpty() ? "" : this.hosting.format().write(urls);
	}

	private ListenerServer bind(ListenerDefinition listener) {
		return ListenerServer.bind(
				new ListenerServer.Listener(listener.name(), this.ports.getOrDefault(listener.name(), 0),
						listener.basePath(), listener.http2(),
						(listener.scheme() == Scheme.HTTPS) ? this.resources.instanceTls().context() : null),
				this.behaviour, this.resources.loops(), this.resources.ports());
	}

	private ReplicaEntry entry() {
		return this.resources.state()
			.partition(this.partition.id())
			.flatMap((entry) -> entry.replica(id()))
			.orElseGet(() -> new ReplicaEntry(id(), node(), ReplicaRole.NONE, ReplicaStatus.DROPPED,
					HealthState.UNKNOWN, "", false));
	}

	@Override
	public String toString() {
		InstanceIdentity identity = this.behaviour.identity();
		return identity.service() + "/" + identity.instance() + "@" + identity.node();
	}

}
