package io.selvage.fabric.simulator.instance;

import java.util.UUID;

/**
 * Who an instance is, as its default answer tells.
 *
 * @param service the full service name
 * @param partition the partition id
 * @param instance the replica or instance id
 * @param node the node's name
 */
public record InstanceIdentity(String service, UUID partition, long instance, String node) {
}
