package io.selvage.gateway.runtime;

import java.util.List;

import io.selvage.catalog.entity.Backend;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * A backend entity, ready to be called, with what it was made from.
 *
 * @param entity the entity
 * @param made what it was made of; equal parts make an equal target
 * @param target the target; null if the entity cannot be used as it stands
 * @param problem why it cannot be used; empty if it can
 */
record CompiledBackend(Backend entity, Parts made, @Nullable Target target, String problem) {

	static CompiledBackend unusable(Backend entity, String problem) {
		return new CompiledBackend(entity, Parts.NONE, null, problem);
	}

	/**
	 * The parts of a target.
	 *
	 * @param spec how it is called; null for a pool
	 * @param transport the connections; null for a pool
	 * @param cluster the Service Fabric cluster, or null
	 * @param members the members of a pool
	 * @param ejections the endpoints left alone
	 */
	record Parts(@Nullable TransportSpec spec, @Nullable BackendTransport transport, @Nullable FabricCluster cluster,
			List<Target> members, @Nullable Ejections ejections) {

		static final Parts NONE = new Parts(null, null, null, List.of(), null);

	}

}
