package io.selvage.gateway.runtime;

import java.util.List;
import java.util.Map;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.gateway.access.SubscriptionKeys;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.routing.OperationIndex;
import io.selvage.gateway.routing.RouteEntry;
import io.selvage.gateway.routing.RoutingTable;

/**
 * Everything that serves requests, made from one snapshot. Immutable.
 *
 * @param snapshot the snapshot
 * @param table what requests are looked up in
 * @param routes all operations
 * @param backends the targets
 * @param made what the next state takes over
 */
record GatewayState(CatalogSnapshot snapshot, RoutingTable table, List<RouteEntry> routes, BackendSet backends,
		Made made) {

	static GatewayState empty(DeploymentInfo deployment) {
		return new GatewayState(CatalogSnapshot.EMPTY,
				new RoutingTable(OperationIndex.empty(), SubscriptionKeys.NONE, deployment), List.of(),
				BackendSet.EMPTY, new Made(Certificates.of(CatalogSnapshot.EMPTY), Map.of(),
						new BaseUrlRules(CatalogSnapshot.EMPTY, List.of())));
	}

	/**
	 * What was made on the way.
	 *
	 * @param certificates opened certificates
	 * @param apis compiled revisions of APIs, by resource name
	 * @param baseUrls which computed URLs may be called
	 */
	record Made(Certificates certificates, Map<String, CompiledApi> apis, BaseUrlRules baseUrls) {
	}

}
