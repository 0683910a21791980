package io.selvage.gateway.routing;

import io.selvage.gateway.access.SubscriptionKeys;
import io.selvage.gateway.context.DeploymentInfo;

/**
 * What the dispatcher looks requests up in: one consistent state, replaced as a whole.
 *
 * @param index the operations
 * @param keys the subscription keys
 * @param deployment where the gateway runs, with the certificates of this state
 */
public record RoutingTable(OperationIndex<RouteEntry> index, SubscriptionKeys keys, DeploymentInfo deployment) {
}
