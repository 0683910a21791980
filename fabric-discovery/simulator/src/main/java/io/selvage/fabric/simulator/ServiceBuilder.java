package io.selvage.fabric.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.fabric.simulator.instance.Answers;
import io.selvage.fabric.simulator.state.PartitionScheme;
import io.selvage.fabric.simulator.state.ServiceEntry;
import io.selvage.fabric.simulator.state.ServiceKind;
import io.selvage.fabric.simulator.state.ServiceType;
import org.jspecify.annotations.Nullable;

/**
 * Describes a service. Without further words it is a singleton with one instance, or
 * three replicas, and no listener.
 */
public final class ServiceBuilder {

	private final String name;

	private final ServiceKind kind;

	private final List<ListenerDefinition> listeners = new ArrayList<>();

	private final Map<String, String> extensions = new LinkedHashMap<>();

	private final Map<String, String> properties = new LinkedHashMap<>();

	private PartitionScheme scheme = new PartitionScheme.Singleton();

	private String typeName;

	private String manifestVersion = "1.0.0";

	private boolean persisted = true;

	private int count;

	private int minReplicas;

	private Duration closeDelay = Duration.ZERO;

	private AddressFormat format = AddressFormat.ENDPOINTS;

	private @Nullable String fixedAddress;

	private Answer answer = Answers.identity();

	ServiceBuilder(String name, ServiceKind kind) {
		this.name = name;
		this.kind = kind;
		this.typeName = name.substring(name.lastIndexOf('/') + 1) + "Type";
		this.count = (kind == ServiceKind.STATEFUL) ? 3 : 1;
	}

	/**
	 * One partition without keys; the default.
	 * @return this
	 */
	public ServiceBuilder singleton() {
		this.scheme = new PartitionScheme.Singleton();
		return this;
	}

	/**
	 * Partitions over all 64-bit keys.
	 * @param partitions how many
	 * @return this
	 */
	public ServiceBuilder int64Range(int partitions) {
		return int64Range(partitions, Long.MIN_VALUE, Long.MAX_VALUE);
	}

	/**
	 * Partitions over a range of keys.
	 * @param partitions how many
	 * @param lowKey the lowest key, inclusive
	 * @param highKey the highest key, inclusive
	 * @return this
	 */
	public ServiceBuilder int64Range(int partitions, long lowKey, long highKey) {
		this.scheme = new PartitionScheme.UniformInt64Range(partitions, lowKey, highKey);
		return this;
	}

	/**
	 * One partition per name.
	 * @param names the names
	 * @return this
	 */
	public ServiceBuilder named(String... names) {
		this.scheme = new PartitionScheme.Named(List.of(names));
		return this;
	}

	/**
	 * Sets the instances of a stateless service, per partition.
	 * @param instances 0 or more, -1 for one on every node
	 * @return this
	 */
	public ServiceBuilder instances(int instances) {
		return count(ServiceKind.STATELESS, instances, -1);
	}

	/**
	 * Sets the replicas of a stateful service, per partition; the first is the primary.
	 * @param replicas 1 or more
	 * @return this
	 */
	public ServiceBuilder replicas(int replicas) {
		return count(ServiceKind.STATEFUL, replicas, 1);
	}

	/**
	 * Sets the minimal replica set size of a stateful service; the majority of the
	 * replicas by default.
	 * @param replicas 1 or more
	 * @return this
	 */
	public ServiceBuilder minReplicas(int replicas) {
		this.minReplicas = replicas;
		return this;
	}

	/**
	 * Keeps state in memory only: a replica that was away comes back as a new one.
	 * @return this
	 */
	public ServiceBuilder volatileState() {
		this.persisted = false;
		return this;
	}

	public ServiceBuilder listener(String listenerName, Scheme listenerScheme) {
		return listener(ListenerDefinition.of(listenerName, listenerScheme));
	}

	public ServiceBuilder listener(String listenerName, Scheme listenerScheme, String basePath) {
		return listener(ListenerDefinition.of(listenerName, listenerScheme).withBasePath(basePath));
	}

	public ServiceBuilder listener(ListenerDefinition listener) {
		if (this.listeners.stream().anyMatch((known) -> known.name().equals(listener.name()))) {
			throw new IllegalArgumentException(
					"service " + this.name + " has a listener '" + listener.name() + "' already");
		}
		this.listeners.add(listener);
		return this;
	}

	public ServiceBuilder addressFormat(AddressFormat newFormat) {
		this.format = newFormat;
		return this;
	}

	/**
	 * Publishes a fixed text as address, whatever listeners are open; {@code {partition}}
	 * and {@code {instance}} in it stand for the ids. For remoting and system addresses,
	 * and for large clusters without servers.
	 * @param text the address text
	 * @return this
	 */
	public ServiceBuilder fixedAddress(String text) {
		this.fixedAddress = text;
		return this;
	}

	public ServiceBuilder typeName(String newTypeName) {
		this.typeName = newTypeName;
		return this;
	}

	public ServiceBuilder manifestVersion(String version) {
		this.manifestVersion = version;
		return this;
	}

	/**
	 * Adds an extension to the service type, as labels of reverse proxies are.
	 * @param key the extension's name
	 * @param xml its content
	 * @return this
	 */
	public ServiceBuilder extension(String key, String xml) {
		this.extensions.put(key, xml);
		return this;
	}

	/**
	 * Adds a property to the service's name in the naming store.
	 * @param key the property's name
	 * @param value its value
	 * @return this
	 */
	public ServiceBuilder property(String key, String value) {
		this.properties.put(key, value);
		return this;
	}

	/**
	 * Drains instances before they close: ResolvePartition no longer lists them, but they
	 * serve on for a while.
	 * @param delay how long, in whole seconds for the service description
	 * @return this
	 */
	public ServiceBuilder instanceCloseDelay(Duration delay) {
		this.closeDelay = delay;
		return this;
	}

	/**
	 * Sets how instances answer from the start.
	 * @param newAnswer the answer
	 * @return this
	 */
	public ServiceBuilder answer(Answer newAnswer) {
		this.answer = newAnswer;
		return this;
	}

	ServiceDefinition build() {
		boolean stateful = this.kind == ServiceKind.STATEFUL;
		ServiceType type = new ServiceType(this.typeName, this.kind, stateful && this.persisted,
				this.typeName.replaceAll("Type$", "") + "Pkg", this.manifestVersion, this.extensions);
		int target = stateful ? this.count : 0;
		ServiceEntry.Settings settings = new ServiceEntry.Settings(stateful ? 0 : this.count, target,
				(this.minReplicas > 0) ? this.minReplicas : target / 2 + 1, this.closeDelay);
		return new ServiceDefinition(this.name, type, this.scheme, settings,
				new ServiceDefinition.Hosting(this.listeners, this.format, this.fixedAddress, this.answer),
				this.properties);
	}

	private ServiceBuilder count(ServiceKind rightKind, int newCount, int least) {
		if (this.kind != rightKind) {
			throw new IllegalStateException(this.name + " is " + this.kind.text()
					+ ": stateless services have instances, stateful ones replicas");
		}
		if (newCount < least) {
			throw new IllegalArgumentException(this.name + " can't have " + newCount + ": the least is " + least);
		}
		this.count = newCount;
		return this;
	}

}
