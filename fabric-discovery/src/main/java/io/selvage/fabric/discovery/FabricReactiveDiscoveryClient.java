package io.selvage.fabric.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.ListenerAddress;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.naming.ReplicaInfo;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;

/**
 * Discovery for Spring Cloud. Service ids are full names ({@code fabric:/App/Svc}) or
 * configured aliases; of any other id this client knows nothing. Instances come from the
 * resolution cache, non-blocking down to the socket.
 */
public final class FabricReactiveDiscoveryClient implements ReactiveDiscoveryClient {

	private final FabricCluster cluster;

	private final FabricDiscoveryProperties.Services defaults;

	private final Map<String, ServiceReference> aliases;

	private final ServiceNames names;

	private final ReplicaDirectory replicas;

	/**
	 * A discovery client.
	 * @param cluster whom to ask
	 * @param properties aliases and defaults
	 * @throws IllegalArgumentException if an alias names no service
	 */
	public FabricReactiveDiscoveryClient(FabricCluster cluster, FabricDiscoveryProperties properties) {
		this.cluster = cluster;
		this.defaults = properties.services();
		this.aliases = ServiceReference.aliases(properties);
		this.names = new ServiceNames(cluster.naming());
		this.replicas = new ReplicaDirectory(cluster.naming());
	}

	@Override
	public String description() {
		return "Service Fabric Reactive Discovery Client";
	}

	@Override
	public Flux<ServiceInstance> getInstances(String serviceId) {
		ServiceReference alias = this.aliases.get(serviceId);
		ServiceReference reference = (alias != null) ? alias : ServiceReference.parse(serviceId, this.defaults);
		return (reference != null) ? instances(serviceId, reference) : Flux.empty();
	}

	private Flux<ServiceInstance> instances(String serviceId, ServiceReference reference) {
		PartitionResolver resolver = this.cluster.resolver();
		Flux<Resolution> partitions = (reference.partitionKey() != null)
				? resolver.resolve(reference.service(), reference.partitionKey()).flux()
				: resolver.resolveAll(reference.service());
		return partitions
			.concatMap((resolution) -> details(resolution)
				.<ServiceInstance>flatMapIterable((details) -> instances(serviceId, reference, resolution, details)))
			.onErrorResume(FabricException.DoesNotExist.class, (ex) -> Flux.empty());
	}

	private Mono<Map<String, ReplicaInfo>> details(Resolution resolution) {
		return this.defaults.replicaDetails() ? this.replicas.find(resolution) : Mono.just(Map.of());
	}

	private static List<ServiceInstance> instances(String serviceId, ServiceReference reference, Resolution resolution,
			Map<String, ReplicaInfo> details) {
		List<ServiceInstance> instances = new ArrayList<>();
		FabricEndpoint unfit = null;
		for (FabricEndpoint endpoint : resolution.endpoints()) {
			if (!reference.role().includes(endpoint.kind()) || endpoint.listeners().isEmpty()) {
				continue;
			}
			Map.Entry<String, ListenerAddress> listener = find(endpoint, reference.listener());
			if (listener != null) {
				instances.add(new FabricServiceInstance(serviceId, resolution, endpoint.kind(), listener,
						details.get(endpoint.address())));
			}
			else {
				unfit = endpoint;
			}
		}
		if (instances.isEmpty() && unfit != null) {
			throw new FabricException.ListenerNotFound(reference.listener(), unfit.listeners());
		}
		return instances;
	}

	private static Map.@Nullable Entry<String, ListenerAddress> find(FabricEndpoint endpoint, @Nullable String name) {
		ListenerAddress address = endpoint.findListener(name);
		for (Map.Entry<String, ListenerAddress> listener : endpoint.listeners().entrySet()) {
			if (listener.getValue() == address) {
				return Map.entry(listener.getKey(), listener.getValue());
			}
		}
		return null;
	}

	@Override
	public Flux<String> getServices() {
		return this.names.list()
			.flatMapMany((found) -> Flux.fromIterable(found).concatWith(Flux.fromIterable(this.aliases.keySet())));
	}

	@Override
	public Mono<Void> reactiveProbe() {
		return this.cluster.naming().clusterVersion().then();
	}

}
