package io.selvage.gateway.target.fabric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.Resolution;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;

/**
 * Where the requests for one partition are in the round of its instances. The cursor is
 * shared by all requests and moves one step per round of a request, so that requests are
 * spread and a request that goes round again begins with another instance. Thread-safe.
 */
final class PartitionRotation {

	/**
	 * Wishes come from the attributes of policies; expressions could make up ever new
	 * ones.
	 */
	private static final int MAX_VIEWS = 16;

	private final AtomicInteger cursor = new AtomicInteger();

	private volatile List<InstanceView> views = List.of();

	int nextStart(int size) {
		return Math.floorMod(this.cursor.getAndIncrement(), size);
	}

	InstanceView view(Resolution resolution, FabricOptions options, BackendTransport transport) {
		List<FabricEndpoint> endpoints = resolution.endpoints();
		for (InstanceView view : this.views) {
			if (view.isFor(endpoints, options.listenerName(), options.replicaType())) {
				return view;
			}
		}
		return add(new InstanceView(endpoints, options.listenerName(), options.replicaType(), transport), options);
	}

	/**
	 * Returns the endpoints requests of late could go to.
	 * @return those of all views
	 */
	List<Endpoint> endpoints() {
		List<Endpoint> endpoints = new ArrayList<>();
		for (InstanceView view : this.views) {
			for (int i = 0; i < view.size(); i++) {
				endpoints.add(view.get(i).endpoint());
			}
		}
		return endpoints;
	}

	/**
	 * Returns which endpoints stand for an instance.
	 * @return ids of endpoints by the address the instance registered
	 */
	Map<String, Set<String>> addresses() {
		Map<String, Set<String>> addresses = new HashMap<>();
		for (InstanceView view : this.views) {
			for (int i = 0; i < view.size(); i++) {
				Instance instance = view.get(i);
				addresses.computeIfAbsent(instance.fabric().address(), (address) -> new HashSet<>())
					.add(instance.endpoint().id());
			}
		}
		return addresses;
	}

	private synchronized InstanceView add(InstanceView added, FabricOptions options) {
		List<InstanceView> kept = new ArrayList<>(this.views);
		kept.removeIf((view) -> view.wants(options.listenerName(), options.replicaType()));
		if (kept.size() >= MAX_VIEWS) {
			kept.clear();
		}
		kept.add(added);
		this.views = List.copyOf(kept);
		return added;
	}

}
