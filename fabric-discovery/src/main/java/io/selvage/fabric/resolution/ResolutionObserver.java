package io.selvage.fabric.resolution;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the resolver asks the cluster and what comes of it, for metrics. Called on
 * whatever thread the answer arrives on; must not block.
 */
public interface ResolutionObserver {

	/** Hears nothing. */
	ResolutionObserver NONE = new ResolutionObserver() {
	};

	/**
	 * The cluster has answered.
	 * @param outcome {@code first}, {@code changed}, {@code confirmed} or {@code older}
	 * for a partition, {@code described} for a service
	 * @param nanos how long it took, waiting for its turn included
	 */
	default void answered(String outcome, long nanos) {
	}

	/**
	 * The cluster has not answered, or with an error.
	 * @param failure why
	 * @param nanos how long it took, waiting for its turn included
	 */
	default void failed(FabricException failure, long nanos) {
	}

	/**
	 * The number of endpoints known of a service has changed.
	 * @param service the service
	 * @param endpoints how many there are in all its cached partitions, or {@code null}
	 * if the service was dropped from the cache
	 */
	default void endpoints(FabricServiceName service, @Nullable Integer endpoints) {
	}

}
