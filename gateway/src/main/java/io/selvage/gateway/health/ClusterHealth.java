package io.selvage.gateway.health;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.naming.ReplicaInfo;
import io.selvage.gateway.target.fabric.FabricTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the health states Service Fabric clusters report into account: an instance in
 * state Error comes last in the order of choice. Clusters are asked about the partitions
 * in use (GetReplicaInfoList), one call per partition and interval; what a cluster that
 * cannot be asked said last stays.
 */
public final class ClusterHealth implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ClusterHealth.class);

	private static final String ERROR = "Error";

	private static final int AT_ONCE = 4;

	private final Supplier<Map<FabricTarget, NamingClient>> backends;

	private final Disposable.Composite running = Disposables.composite();

	/**
	 * Creates it, idle.
	 * @param backends the Service Fabric backends of the current state and whom to ask
	 */
	public ClusterHealth(Supplier<Map<FabricTarget, NamingClient>> backends) {
		this.backends = backends;
	}

	/**
	 * Begins to ask.
	 * @param interval how often
	 */
	public void start(Duration interval) {
		this.running.add(Mono.defer(this::round).then(Mono.delay(interval)).repeat().subscribe());
	}

	private Mono<Void> round() {
		return Flux.fromIterable(this.backends.get().entrySet())
			.concatMap((backend) -> one(backend.getKey(), backend.getValue()))
			.then();
	}

	private static Mono<Void> one(FabricTarget target, NamingClient naming) {
		return Flux.fromIterable(target.partitions().entrySet())
			.flatMap((partition) -> naming.replicas(partition.getKey())
				.filter((replica) -> ERROR.equalsIgnoreCase(replica.healthState()))
				.collectList()
				.map((sick) -> endpoints(sick, partition.getValue())), AT_ONCE)
			.<Set<String>>collect(HashSet::new, Set::addAll)
			.doOnNext((unhealthy) -> target.ejections().report(unhealthy))
			.then()
			.onErrorResume((failure) -> {
				logger.debug("Backend '{}': health states cannot be read: {}", target.backendId(),
						failure.getMessage());
				return Mono.empty();
			});
	}

	private static Set<String> endpoints(Iterable<ReplicaInfo> sick, Map<String, Set<String>> addresses) {
		Set<String> endpoints = new HashSet<>();
		sick.forEach((replica) -> endpoints.addAll(addresses.getOrDefault(replica.endpoint().address(), Set.of())));
		return endpoints;
	}

	@Override
	public void close() {
		this.running.dispose();
	}

}
