package io.selvage.fabric.discovery;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.ListenerAddress;
import io.selvage.fabric.Partition;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.ReplicaInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;

/**
 * An instance or replica, by one of its listeners. Load balancers that look at host and
 * port alone lose the listener's base path; {@link #getUri()} has it.
 */
public final class FabricServiceInstance implements ServiceInstance {

	private final String serviceId;

	private final FabricServiceName service;

	private final Partition partition;

	private final EndpointKind role;

	private final String listener;

	private final ListenerAddress address;

	private final @Nullable ReplicaInfo replica;

	private final Map<String, String> metadata;

	FabricServiceInstance(String serviceId, Resolution resolution, EndpointKind role,
			Map.Entry<String, ListenerAddress> listener, @Nullable ReplicaInfo replica) {
		this.serviceId = serviceId;
		this.service = resolution.service();
		this.partition = resolution.partition();
		this.replica = replica;
		this.role = role;
		this.listener = listener.getKey();
		this.address = listener.getValue();
		this.metadata = describe();
	}

	private Map<String, String> describe() {
		Map<String, String> facts = new LinkedHashMap<>();
		facts.put("fabric.service", this.service.value());
		facts.put("fabric.partition.id", this.partition.id());
		facts.put("fabric.partition.scheme", this.partition.scheme().text());
		switch (this.partition.scheme()) {
			case INT64_RANGE -> {
				facts.put("fabric.partition.low-key", Long.toString(this.partition.lowKey()));
				facts.put("fabric.partition.high-key", Long.toString(this.partition.highKey()));
			}
			case NAMED -> facts.put("fabric.partition.name", String.valueOf(this.partition.name()));
			case SINGLETON -> {
			}
		}
		facts.put("fabric.role", this.role.text());
		if (this.replica != null) {
			facts.put("fabric.replica.id", this.replica.id());
			facts.put("fabric.node", this.replica.nodeName());
		}
		facts.put("fabric.listener", this.listener);
		facts.put("fabric.path", this.address.basePath());
		return Map.copyOf(facts);
	}

	/**
	 * The service.
	 * @return its full name, also if it was asked for by an alias
	 */
	public FabricServiceName getService() {
		return this.service;
	}

	/**
	 * The partition this instance serves.
	 * @return the partition
	 */
	public Partition getPartition() {
		return this.partition;
	}

	/**
	 * What the instance is to its partition.
	 * @return stateless, primary or secondary
	 */
	public EndpointKind getRole() {
		return this.role;
	}

	/**
	 * The replica or instance as the cluster lists it, with its id and node.
	 * @return the replica, or {@code null} if the cluster could not tell it
	 */
	public @Nullable ReplicaInfo getReplica() {
		return this.replica;
	}

	/**
	 * The name of the listener.
	 * @return the name; empty for the unnamed one
	 */
	public String getListener() {
		return this.listener;
	}

	/**
	 * The base path of the listener.
	 * @return the raw path without a slash at its end; may be empty
	 */
	public String getPath() {
		return this.address.basePath();
	}

	@Override
	public String getInstanceId() {
		return this.partition.id() + "@" + getHost() + ":" + getPort();
	}

	@Override
	public String getServiceId() {
		return this.serviceId;
	}

	@Override
	public String getHost() {
		return this.address.host();
	}

	@Override
	public int getPort() {
		return this.address.port();
	}

	@Override
	public boolean isSecure() {
		return this.address.secure();
	}

	@Override
	public URI getUri() {
		return this.address.uri();
	}

	@Override
	public String getScheme() {
		return this.address.scheme();
	}

	@Override
	public Map<String, String> getMetadata() {
		return this.metadata;
	}

	@Override
	public String toString() {
		return this.service + " " + this.role.text() + " " + this.address;
	}

}
