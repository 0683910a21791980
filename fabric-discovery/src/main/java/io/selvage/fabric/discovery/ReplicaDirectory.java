package io.selvage.fabric.discovery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.naming.ReplicaInfo;
import reactor.core.publisher.Mono;

/**
 * Ids and nodes of replicas, which a resolution does not tell: found in the list of
 * replicas by the address, once per answer. They are an ornament: if the cluster does not
 * tell them soon, instances go without.
 */
final class ReplicaDirectory {

	private static final int MAX_PARTITIONS = 10_000;

	private static final Duration PATIENCE = Duration.ofMillis(250);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final NamingClient naming;

	private final Map<String, Listing> listings = new ConcurrentHashMap<>();

	ReplicaDirectory(NamingClient naming) {
		this.naming = naming;
	}

	/** The replicas of an answer by their address; those not found are missing. */
	Mono<Map<String, ReplicaInfo>> find(Resolution resolution) {
		String partition = resolution.partition().id();
		Listing known = this.listings.get(partition);
		if (known == null || known.endpoints != resolution.endpoints()) {
			if (this.listings.size() >= MAX_PARTITIONS) {
				this.listings.clear();
			}
			known = new Listing(resolution.endpoints(), list(partition));
			this.listings.put(partition, known);
		}
		return known.replicas.timeout(PATIENCE, Mono.just(Map.of()));
	}

	private Mono<Map<String, ReplicaInfo>> list(String partition) {
		return this.naming.replicas(partition)
			.filter((replica) -> !replica.endpoint().address().isEmpty())
			.<Map<String, ReplicaInfo>>collect(HashMap::new,
					(map, replica) -> map.put(replica.endpoint().address(), replica))
			.onErrorReturn(Map.of())
			.cache((found) -> found.isEmpty() ? RETRY_AFTER : Duration.ofMillis(Long.MAX_VALUE),
					(failure) -> RETRY_AFTER, () -> RETRY_AFTER);
	}

	private record Listing(List<FabricEndpoint> endpoints, Mono<Map<String, ReplicaInfo>> replicas) {
	}

}
