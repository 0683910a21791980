package io.selvage.conformance.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.ListenerAddress;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The naming service of a case: gives each service its successive answers, the last one
 * for ever, and remembers the current one. Confined to the thread that runs the case.
 */
final class CaseCluster implements PartitionResolver {

	private static final String PARTITION = "2ffc0d2d-8a5e-4c7c-8d41-0b6a6b5f8f10";

	private final JsonNode services;

	private final Map<FabricServiceName, Resolution> known = new HashMap<>();

	private final Map<FabricServiceName, Integer> asked = new HashMap<>();

	CaseCluster(JsonNode cluster) {
		this.services = cluster.path("services");
	}

	@Override
	public @Nullable Resolution cached(FabricServiceName service, @Nullable String partitionKey) {
		return this.known.get(service);
	}

	@Override
	public Mono<Resolution> resolve(FabricServiceName service, @Nullable String partitionKey) {
		return Mono.fromCallable(() -> {
			Resolution current = this.known.get(service);
			return (current != null) ? current : ask(service, partitionKey);
		});
	}

	@Override
	public Mono<Resolution> refresh(Resolution previous) {
		return Mono.fromCallable(() -> ask(previous.service(), previous.partition().name()));
	}

	@Override
	public Mono<Resolution> awaitNewer(Resolution previous, Duration deadline) {
		return refresh(previous);
	}

	@Override
	public void suspect(Resolution suspected) {
		// the forwarder under test asks again itself
	}

	@Override
	public Flux<Resolution> resolveAll(FabricServiceName service) {
		return resolve(service, null).flux();
	}

	private Resolution ask(FabricServiceName service, @Nullable String partitionKey) {
		JsonNode description = this.services.path(service.value());
		JsonNode answers = description.path("resolutions");
		if (answers.isEmpty()) {
			throw new FabricException.ServiceDoesNotExist("FABRIC_E_SERVICE_DOES_NOT_EXIST",
					"The case has no service " + service.value());
		}
		int number = this.asked.merge(service, 1, Integer::sum);
		int index = Math.min(number, answers.size()) - 1;
		boolean stateful = description.path("kind").asString("Stateless").equals("Stateful");
		List<FabricEndpoint> endpoints = new ArrayList<>();
		for (JsonNode instance : answers.get(index)) {
			endpoints.add(endpoint(instance, stateful, endpoints.isEmpty()));
		}
		Resolution resolution = new Resolution(service, partition(description, partitionKey), endpoints,
				new ResolutionVersion("answer " + (index + 1), 1, index + 1), System.nanoTime(), null);
		this.known.put(service, resolution);
		return resolution;
	}

	private static Partition partition(JsonNode description, @Nullable String key) {
		return switch (description.path("partition").asString("Singleton")) {
			case "Named" -> Partition.named(PARTITION, (key != null) ? key : "");
			case "Int64Range" -> Partition.int64Range(PARTITION, Long.MIN_VALUE, Long.MAX_VALUE);
			default -> Partition.singleton(PARTITION);
		};
	}

	/** Of a stateful service the cases list the primary first. */
	private static FabricEndpoint endpoint(JsonNode instance, boolean stateful, boolean first) {
		Map<String, ListenerAddress> listeners = new LinkedHashMap<>();
		instance.path("listeners")
			.properties()
			.forEach((entry) -> listeners.put(entry.getKey(), ListenerAddress.of(entry.getValue().asString())));
		EndpointKind kind = EndpointKind.STATELESS;
		if (stateful) {
			kind = first ? EndpointKind.STATEFUL_PRIMARY : EndpointKind.STATEFUL_SECONDARY;
		}
		String address = JsonMapper.shared().writeValueAsString(Map.of("Endpoints", instance.path("listeners")));
		return new FabricEndpoint(kind, address, listeners);
	}

}
