package io.selvage.fabric.simulator;

import java.util.UUID;

/**
 * A fault that was played.
 *
 * @param fault the fault
 * @param service the full name of the service it hit
 * @param partition the partition
 * @param instance the instance or replica it was aimed at
 * @param node that instance's node
 */
public record ChaosEvent(ChaosFault fault, String service, UUID partition, long instance, String node) {
}
