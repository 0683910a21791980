package io.selvage.gateway.backend;

import java.util.function.Function;

import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.target.breaker.Breakers;

/**
 * What all backends share.
 *
 * @param transports makes transports
 * @param clusters the open clusters
 * @param breakers the circuit breakers
 * @param settings what entities do not say
 */
record BackendInfrastructure(Function<TransportSpec, BackendTransport> transports, Clusters clusters, Breakers breakers,
		BackendSettings settings) {
}
