package io.selvage.fabric.naming;

import io.selvage.fabric.FabricEndpoint;

/**
 * A replica or instance and its state (GetReplicaInfoList). The list keeps naming
 * instances that are being drained: route by resolving, use this for names and health.
 *
 * @param id the replica id or instance id
 * @param role {@code Primary}, {@code ActiveSecondary}, …; {@code None} for a stateless
 * instance
 * @param status for instance {@code Ready}
 * @param healthState for instance {@code Ok}
 * @param nodeName the node it runs on
 * @param endpoint its kind and listeners
 */
public record ReplicaInfo(String id, String role, String status, String healthState, String nodeName,
		FabricEndpoint endpoint) {
}
