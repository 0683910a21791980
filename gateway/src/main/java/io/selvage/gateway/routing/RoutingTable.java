package io.selvage.gateway.routing;

import io.selvage.gateway.context.DeploymentInfo;

/**
 * What the dispatcher looks requests up in: one consistent state, replaced as a whole.
 *
 * @param index the operations
 * @param deployment where the gateway runs, with the certificates of this state
 */
public record RoutingTable(OperationIndex<RouteEntry> index, DeploymentInfo deployment) {
}
