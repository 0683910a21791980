package io.selvage.conformance.forward;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.ListenerAddress;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A cluster whose one partition has the instances of a vector, and which counts how often
 * it is asked.
 */
final class ScriptedCluster implements PartitionResolver {

	static final FabricServiceName SERVICE = FabricServiceName.of("fabric:/App/Service");

	private final Resolution resolution;

	private int resolves;

	private int reResolves;

	ScriptedCluster(List<String> instances, List<String> listeners) {
		List<FabricEndpoint> endpoints = new ArrayList<>();
		for (String instance : instances) {
			Map<String, ListenerAddress> addresses = new java.util.LinkedHashMap<>();
			listeners.forEach((listener) -> addresses.put(listener, ListenerAddress.of(instance)));
			endpoints.add(new FabricEndpoint(EndpointKind.STATELESS, instance, addresses));
		}
		this.resolution = new Resolution(SERVICE, Partition.singleton("489a56ff-895e-47ec-87be-78054f52e2f1"),
				endpoints, new ResolutionVersion("token", 1, 1), System.nanoTime(), null);
	}

	int resolves() {
		return this.resolves;
	}

	int reResolves() {
		return this.reResolves;
	}

	@Override
	public @Nullable Resolution cached(FabricServiceName service, @Nullable String partitionKey) {
		return null;
	}

	@Override
	public Mono<Resolution> resolve(FabricServiceName service, @Nullable String partitionKey) {
		this.resolves++;
		return Mono.just(this.resolution);
	}

	@Override
	public Mono<Resolution> refresh(Resolution previous) {
		this.reResolves++;
		return Mono.just(this.resolution);
	}

	@Override
	public Mono<Resolution> awaitNewer(Resolution previous, Duration deadline) {
		return Mono.just(this.resolution);
	}

	@Override
	public void suspect(Resolution suspected) {
		// the one answer there is stays
	}

	@Override
	public Flux<Resolution> resolveAll(FabricServiceName service) {
		return Flux.just(this.resolution);
	}

}
