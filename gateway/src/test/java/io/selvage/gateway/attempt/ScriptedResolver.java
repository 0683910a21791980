package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

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
 * Resolves without a cluster.
 */
public final class ScriptedResolver implements PartitionResolver {

	/** What is resolved at the moment. */
	public Resolution current;

	/** What a refresh gives; by default the same again. */
	public Function<Resolution, Mono<Resolution>> refreshes = (previous) -> Mono.just(this.current);

	/** What waiting for a newer answer gives. */
	public Function<Resolution, Mono<Resolution>> newer = (previous) -> Mono.just(this.current);

	/** What the first resolve fails with. */
	public @Nullable RuntimeException failure;

	public boolean warm;

	public final AtomicInteger resolves = new AtomicInteger();

	public final AtomicInteger reResolves = new AtomicInteger();

	public final AtomicInteger suspicions = new AtomicInteger();

	public final List<@Nullable String> keys = new ArrayList<>();

	public final List<String> services = new ArrayList<>();

	public ScriptedResolver(Resolution current) {
		this.current = current;
	}

	public static Resolution resolution(int version, FabricEndpoint... endpoints) {
		return new Resolution(FabricServiceName.of("fabric:/App/Svc"), Partition.singleton("489a56ff"),
				List.of(endpoints), new ResolutionVersion("token-" + version, 1, version), 0, null);
	}

	public static FabricEndpoint instance(String host) {
		return endpoint(EndpointKind.STATELESS, host);
	}

	public static FabricEndpoint endpoint(EndpointKind kind, String host) {
		String http = "http://" + host + ":20008";
		String https = "https://" + host + ":20007";
		Map<String, ListenerAddress> listeners = new LinkedHashMap<>();
		listeners.put("HttpServiceEndpoint", ListenerAddress.of(http));
		listeners.put("HTTPSServiceEndpoint", ListenerAddress.of(https));
		return new FabricEndpoint(kind,
				"{\"Endpoints\":{\"HttpServiceEndpoint\":\"" + http + "\",\"HTTPSServiceEndpoint\":\"" + https + "\"}}",
				listeners);
	}

	@Override
	public @Nullable Resolution cached(FabricServiceName service, @Nullable String partitionKey) {
		return this.warm ? this.current : null;
	}

	@Override
	public Mono<Resolution> resolve(FabricServiceName service, @Nullable String partitionKey) {
		this.resolves.incrementAndGet();
		this.keys.add(partitionKey);
		this.services.add(service.value());
		return (this.failure != null) ? Mono.error(this.failure) : Mono.just(this.current);
	}

	@Override
	public Mono<Resolution> refresh(Resolution previous) {
		this.reResolves.incrementAndGet();
		return this.refreshes.apply(previous);
	}

	@Override
	public Mono<Resolution> awaitNewer(Resolution previous, Duration deadline) {
		return this.newer.apply(previous);
	}

	@Override
	public void suspect(Resolution resolution) {
		this.suspicions.incrementAndGet();
	}

	@Override
	public Flux<Resolution> resolveAll(FabricServiceName service) {
		return Flux.just(this.current);
	}

}
