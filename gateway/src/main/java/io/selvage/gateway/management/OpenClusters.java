package io.selvage.gateway.management;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.fabric.cluster.Reachability;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.resolution.CacheStatistics;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The Service Fabric clusters that backends lead to, and how they are. A cluster that
 * cannot be asked does not make the gateway unhealthy: what is known of it is served on.
 */
public final class OpenClusters implements FabricCluster.Opener, HealthIndicator {

	private final FabricCluster.Opener opener;

	private final Set<FabricCluster> open = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a view of the clusters another opener opens.
	 * @param opener opens clusters
	 */
	public OpenClusters(FabricCluster.Opener opener) {
		this.opener = opener;
	}

	@Override
	public FabricCluster open(FabricClusterSettings settings) {
		Tracked cluster = new Tracked(this.opener.open(settings), this.open);
		this.open.add(cluster);
		return cluster;
	}

	@Override
	public Health health() {
		Health.Builder health = Health.up();
		for (FabricCluster cluster : this.open) {
			health.withDetail(cluster.settings().name(), describe(cluster.reachability()));
		}
		return health.build();
	}

	private static String describe(Reachability reachability) {
		if (!reachability.asked()) {
			return "not asked yet";
		}
		FabricException failure = reachability.failure();
		return (failure == null) ? "reachable" : "not reachable: " + failure.getMessage();
	}

	/** A cluster that is forgotten when it is closed. */
	private record Tracked(FabricCluster cluster, Set<FabricCluster> open) implements FabricCluster {

		@Override
		public FabricClusterSettings settings() {
			return this.cluster.settings();
		}

		@Override
		public PartitionResolver resolver() {
			return this.cluster.resolver();
		}

		@Override
		public NamingClient naming() {
			return this.cluster.naming();
		}

		@Override
		public CacheStatistics statistics() {
			return this.cluster.statistics();
		}

		@Override
		public Reachability reachability() {
			return this.cluster.reachability();
		}

		@Override
		public void close() {
			this.open.remove(this);
			this.cluster.close();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

		@Override
		public String toString() {
			return this.cluster.settings().name();
		}

	}

}
