package io.selvage.gateway.runtime;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.gateway.forward.BackendTransport;
import org.jspecify.annotations.Nullable;

/**
 * The backends of a state, by resource name.
 *
 * @param byName in lower case
 */
record BackendSet(Map<String, CompiledBackend> byName) {

	static final BackendSet EMPTY = new BackendSet(Map.of());

	@Nullable CompiledBackend find(String name) {
		CompiledBackend exact = this.byName.get(name);
		return (exact != null) ? exact : this.byName.get(name.toLowerCase(Locale.ROOT));
	}

	void reconnect(String name) {
		CompiledBackend backend = find(name);
		if (backend != null) {
			BackendTransport transport = backend.made().transport();
			if (transport != null) {
				transport.reconnect();
			}
			backend.made().members().forEach((member) -> reconnect(member.backendId()));
		}
	}

	Set<FabricCluster> clusters() {
		Set<FabricCluster> clusters = new HashSet<>();
		this.byName.values().forEach((backend) -> {
			if (backend.made().cluster() != null) {
				clusters.add(backend.made().cluster());
			}
		});
		return clusters;
	}

	/**
	 * Returns the transports that another set does not use.
	 * @param other the other set
	 * @return transports to close
	 */
	Set<BackendTransport> transportsNotIn(BackendSet other) {
		Set<BackendTransport> left = new HashSet<>(transports());
		left.removeAll(other.transports());
		return left;
	}

	private Set<BackendTransport> transports() {
		Set<BackendTransport> transports = new HashSet<>();
		this.byName.values().forEach((backend) -> {
			if (backend.made().transport() != null) {
				transports.add(backend.made().transport());
			}
		});
		return transports;
	}

	static BackendSet of(Iterable<CompiledBackend> backends) {
		Map<String, CompiledBackend> byName = new LinkedHashMap<>();
		backends.forEach((backend) -> byName.put(backend.entity().name().toLowerCase(Locale.ROOT), backend));
		return new BackendSet(byName);
	}

}
