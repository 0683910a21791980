package io.selvage.fabric.discovery;

import java.time.Duration;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.resolution.CacheStatistics;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of discovery: up while the cluster answers; unknown while it does not but known
 * answers serve; down if there is nothing to serve either.
 */
final class FabricHealthIndicator extends AbstractReactiveHealthIndicator {

	/** Who asks for health waits less long than who resolves. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	private final FabricCluster cluster;

	FabricHealthIndicator(FabricCluster cluster) {
		super("the Service Fabric cluster can't be asked");
		this.cluster = cluster;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		CacheStatistics cache = this.cluster.statistics();
		builder.withDetail("cluster", this.cluster.settings().name())
			.withDetail("services", cache.services())
			.withDetail("partitions", cache.partitions())
			.withDetail("stalePartitions", cache.stale())
			.withDetail("oldestAnswer", Duration.ofMillis(cache.oldestNanos() / 1_000_000).toString());
		return this.cluster.naming()
			.clusterVersion()
			.timeout(PATIENCE, Mono.error(() -> new FabricException.Timeout("TIMEOUT", "no answer within " + PATIENCE)))
			.map((version) -> builder.up().withDetail("version", version).build())
			.switchIfEmpty(Mono.fromSupplier(() -> builder.up().build()))
			.onErrorResume(FabricException.class,
					(ex) -> Mono.just(((cache.partitions() > 0) ? builder.unknown() : builder.down())
						.withDetail("code", ex.code())
						.withDetail("reason", String.valueOf(ex.getMessage()))
						.build()));
	}

}
