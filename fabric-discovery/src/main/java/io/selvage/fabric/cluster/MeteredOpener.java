package io.selvage.fabric.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.selvage.fabric.metrics.ResolutionMeters;

/**
 * Opens clusters that report to Micrometer, see {@link ResolutionMeters}.
 */
public final class MeteredOpener implements FabricCluster.Opener {

	private final MeterRegistry registry;

	/**
	 * An opener.
	 * @param registry where the meters are kept
	 */
	public MeteredOpener(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public FabricCluster open(FabricClusterSettings settings) {
		ResolutionMeters meters = new ResolutionMeters(this.registry, settings.name());
		HttpFabricCluster cluster = new HttpFabricCluster(settings, meters, meters::close);
		meters.watch(cluster.cache());
		return cluster;
	}

}
