package io.selvage.gateway.target.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.ListenerAddress;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a partition one kind of request may be sent to: those with the wanted
 * role and listener. Made once per answer of the naming service, not per request.
 */
final class InstanceView {

	/** The source of a fabric call's trace entries. */
	static final String TRACE_SOURCE = "service-fabric-backend";

	private final List<FabricEndpoint> endpoints;

	private final @Nullable String listener;

	private final @Nullable String replicaType;

	private final Instance[] instances;

	private final @Nullable FabricException problem;

	InstanceView(List<FabricEndpoint> endpoints, @Nullable String listener, @Nullable String replicaType,
			BackendTransport transport) {
		this.endpoints = endpoints;
		this.listener = listener;
		this.replicaType = replicaType;
		List<Instance> usable = new ArrayList<>(endpoints.size());
		FabricException lastProblem = null;
		for (FabricEndpoint endpoint : endpoints) {
			if (fits(endpoint.kind(), replicaType)) {
				try {
					usable.add(new Instance(endpoint, endpoint(endpoint.listener(listener), transport)));
				}
				catch (FabricException.ListenerNotFound missing) {
					lastProblem = missing;
				}
			}
		}
		this.instances = usable.toArray(Instance[]::new);
		this.problem = usable.isEmpty() ? lastProblem : null;
	}

	/**
	 * Instances of a stateless service have no role. Without a wish a stateful service is
	 * called at its primary.
	 */
	private static boolean fits(EndpointKind kind, @Nullable String replicaType) {
		return switch (kind) {
			case STATELESS -> true;
			case STATEFUL_PRIMARY -> !"secondary".equalsIgnoreCase(replicaType);
			case STATEFUL_SECONDARY -> "secondary".equalsIgnoreCase(replicaType);
			case UNKNOWN -> false;
		};
	}

	private static Endpoint endpoint(ListenerAddress address, BackendTransport transport) {
		String path = address.basePath().isEmpty() ? "/" : address.basePath();
		MessageUrl url = new MessageUrl(address.scheme(), address.host(), address.port(), path, null);
		return new Endpoint(url, url.origin(), transport, TRACE_SOURCE);
	}

	boolean isFor(List<FabricEndpoint> otherEndpoints, @Nullable String otherListener, @Nullable String otherType) {
		return this.endpoints == otherEndpoints && wants(otherListener, otherType);
	}

	boolean wants(@Nullable String otherListener, @Nullable String otherType) {
		return Objects.equals(this.listener, otherListener) && Objects.equals(this.replicaType, otherType);
	}

	int size() {
		return this.instances.length;
	}

	Instance get(int index) {
		return this.instances[index];
	}

	/**
	 * Returns why there is no instance.
	 * @return null if the partition has none of the wanted role at the moment
	 */
	@Nullable FabricException problem() {
		return this.problem;
	}

}
