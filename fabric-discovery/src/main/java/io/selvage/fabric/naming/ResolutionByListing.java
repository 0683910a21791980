package io.selvage.fabric.naming;

import java.util.List;
import java.util.function.LongSupplier;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import reactor.core.publisher.Mono;

/**
 * Finds the replicas of a partition whose name can't be sent in a resolve call: clusters
 * don't unescape the key, so a name with a blank never matches. The lists of partitions
 * and replicas serve instead; they don't know about draining, and their order is given by
 * the epoch of the replica configuration (none for stateless services).
 */
final class ResolutionByListing {

	private final NamingClient client;

	private final LongSupplier nanoClock;

	ResolutionByListing(NamingClient client, LongSupplier nanoClock) {
		this.client = client;
		this.nanoClock = nanoClock;
	}

	Mono<Resolution> resolve(FabricServiceName service, PartitionKey.Named key) {
		return this.client.partitions(service)
			.filter((info) -> info.partition().contains(key))
			.next()
			.switchIfEmpty(Mono.error(() -> new FabricException.InvalidPartitionKey(
					service + " has no partition named '" + key.value() + "'")))
			.flatMap((info) -> this.client.replicas(info.partition().id())
				.filter((replica) -> replica.status().equals("Ready")
						&& replica.endpoint().kind() != EndpointKind.UNKNOWN)
				.map(ReplicaInfo::endpoint)
				.collectSortedList((a, b) -> rank(a) - rank(b))
				.map((endpoints) -> resolution(service, info, endpoints)));
	}

	private static int rank(FabricEndpoint endpoint) {
		return (endpoint.kind() == EndpointKind.STATEFUL_PRIMARY) ? 0 : 1;
	}

	private Resolution resolution(FabricServiceName service, PartitionInfo info, List<FabricEndpoint> endpoints) {
		if (endpoints.isEmpty()) {
			throw new FabricException.ServiceOffline(
					"partition '" + info.partition().name() + "' of " + service + " has no ready replica");
		}
		ResolutionVersion version = new ResolutionVersion("", info.epoch().dataLossVersion(),
				info.epoch().configurationVersion());
		return new Resolution(service, info.partition(), endpoints, version, this.nanoClock.getAsLong(), null);
	}

}
