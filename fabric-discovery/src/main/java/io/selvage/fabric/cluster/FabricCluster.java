package io.selvage.fabric.cluster;

import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.resolution.CacheStatistics;
import io.selvage.fabric.resolution.ResolutionObserver;

/**
 * An open connection to one cluster. Close it to release connections, timers and cache.
 */
public interface FabricCluster extends AutoCloseable {

	/**
	 * What the cluster was opened with.
	 * @return the settings
	 */
	FabricClusterSettings settings();

	/**
	 * Finds who serves a partition, from the cache where possible.
	 * @return the resolver of this cluster
	 */
	PartitionResolver resolver();

	/**
	 * Calls the cluster directly; nothing is cached.
	 * @return the naming client of this cluster
	 */
	NamingClient naming();

	/**
	 * Looks at the cache.
	 * @return how much is cached, and how old
	 */
	CacheStatistics statistics();

	/**
	 * Tells how the last calls to the cluster went, without making one.
	 * @return whether the cluster can be asked
	 */
	Reachability reachability();

	/**
	 * Closes connections and stops timers without waiting; calls under way fail.
	 */
	@Override
	void close();

	/**
	 * Opens a cluster; connections are made on demand. Certificate files are read at
	 * once, which blocks for a moment.
	 * @param settings what to open
	 * @return the open cluster
	 * @throws IllegalArgumentException if a certificate can't be read
	 */
	static FabricCluster open(FabricClusterSettings settings) {
		return new HttpFabricCluster(settings, ResolutionObserver.NONE, () -> {
		});
	}

	/**
	 * Opens clusters. A functional interface, so that whoever holds many clusters can be
	 * tested without any.
	 */
	@FunctionalInterface
	interface Opener {

		/**
		 * Opens a cluster; connections are made on demand.
		 * @param settings what to open
		 * @return the open cluster
		 */
		FabricCluster open(FabricClusterSettings settings);

	}

}
