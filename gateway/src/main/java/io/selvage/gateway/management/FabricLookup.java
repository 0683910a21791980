package io.selvage.gateway.management;

import java.util.Map;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.management.ActionFailedException;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import io.selvage.gateway.runtime.GatewayRuntime;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.fabric.FabricTarget;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the naming service of a Service Fabric backend who serves it now. The gateway's
 * own cache is neither used nor changed; the node that answers is made to look beyond its
 * cache by sending its first answer's version along (ResolveService with
 * PreviousRspVersion).
 */
public final class FabricLookup {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	/** A service may have thousands of partitions; nobody reads more of them at once. */
	private static final int MOST_PARTITIONS = 100;

	private static final int AT_ONCE = 4;

	private final GatewayRuntime runtime;

	/**
	 * Creates it.
	 * @param runtime what is served
	 */
	public FabricLookup(GatewayRuntime runtime) {
		this.runtime = runtime;
	}

	/**
	 * Resolves the partitions of a service.
	 * @param backendId the resource name of the backend
	 * @param serviceName the service; null for that of the backend's URL
	 * @param partitionKey the key; null for all partitions, of which at most 100 are
	 * answered
	 * @return {@code {"service", "scheme", "count", "partitions": […]}}
	 */
	Mono<JsonNode> resolve(String backendId, @Nullable String serviceName, @Nullable String partitionKey) {
		Target target = this.runtime.backend(backendId);
		Map<FabricTarget, NamingClient> clusters = this.runtime.fabricBackends();
		FabricTarget fabric = (target instanceof FabricTarget found) ? found : null;
		NamingClient naming = (fabric != null) ? clusters.get(fabric) : null;
		if (fabric == null || naming == null) {
			return Mono.error(new CatalogException(CatalogError.VALIDATION,
					"The backend '" + backendId + "' "
							+ ((target != null) ? "is not a Service Fabric backend: there is nothing to resolve."
									: "cannot be called: " + this.runtime.problem(backendId))));
		}
		FabricServiceName service = service(fabric, backendId, serviceName);
		return naming.description(service)
			.flatMap((description) -> answer(naming, service, description.partitioning(), partitionKey))
			.onErrorMap(FabricException.class, (failure) -> explained(service, failure));
	}

	private static FabricServiceName service(FabricTarget target, String backendId, @Nullable String named) {
		if (named != null) {
			try {
				return FabricServiceName.of(named.strip());
			}
			catch (IllegalArgumentException malformed) {
				throw new CatalogException(CatalogError.VALIDATION, String.valueOf(malformed.getMessage()));
			}
		}
		FabricServiceName ordinary = target.service();
		if (ordinary == null) {
			throw new CatalogException(CatalogError.VALIDATION, "The URL of the backend '" + backendId
					+ "' names no service: give one as serviceInstanceName, like fabric:/App/Service.");
		}
		return ordinary;
	}

	private static Mono<JsonNode> answer(NamingClient naming, FabricServiceName service, Partitioning partitioning,
			@Nullable String partitionKey) {
		Flux<PartitionKey> keys = (partitionKey != null) ? Flux.just(key(service, partitioning, partitionKey.strip()))
				: naming.partitions(service).take(MOST_PARTITIONS).map((info) -> info.partition().key());
		return keys.flatMapSequential((key) -> now(naming, service, key), AT_ONCE)
			.map(FabricLookup::partition)
			.collectList()
			.map((partitions) -> {
				ObjectNode body = NODES.objectNode();
				body.put("service", service.value());
				body.put("scheme", partitioning.scheme().text());
				body.put("count", partitioning.count());
				body.putArray("partitions").addAll(partitions);
				return body;
			});
	}

	private static Mono<Resolution> now(NamingClient naming, FabricServiceName service, PartitionKey key) {
		return naming.resolve(service, key, null).flatMap((first) -> naming.resolve(service, key, first.version()));
	}

	private static PartitionKey key(FabricServiceName service, Partitioning partitioning, String text) {
		if (partitioning.scheme() == PartitionScheme.NAMED) {
			return new PartitionKey.Named(text);
		}
		if (partitioning.scheme() == PartitionScheme.SINGLETON) {
			throw new CatalogException(CatalogError.VALIDATION,
					service.value() + " has a single partition, which has no key: leave partitionKey out.");
		}
		try {
			return new PartitionKey.Int64(Long.parseLong(text));
		}
		catch (NumberFormatException malformed) {
			throw new CatalogException(CatalogError.VALIDATION,
					"'" + text + "' is no partition key of " + service.value() + ", whose keys are numbers from "
							+ partitioning.lowKey() + " to " + partitioning.highKey() + ".");
		}
	}

	private static JsonNode partition(Resolution resolution) {
		Partition partition = resolution.partition();
		ObjectNode node = NODES.objectNode();
		node.put("id", partition.id());
		if (partition.scheme() == PartitionScheme.INT64_RANGE) {
			// As texts: the range of a long is wider than that of a JavaScript number.
			node.put("lowKey", String.valueOf(partition.lowKey()));
			node.put("highKey", String.valueOf(partition.highKey()));
		}
		if (partition.name() != null) {
			node.put("name", partition.name());
		}
		node.put("version", resolution.version().toString());
		for (FabricEndpoint endpoint : resolution.endpoints()) {
			ObjectNode instance = node.withArray("endpoints").addObject();
			instance.put("kind", endpoint.kind().text());
			instance.put("routable", endpoint.routable());
			ObjectNode listeners = instance.putObject("listeners");
			endpoint.listeners().forEach((name, address) -> listeners.put(name, address.toString()));
		}
		return node;
	}

	private static RuntimeException explained(FabricServiceName service, FabricException failure) {
		if (failure instanceof FabricException.DoesNotExist) {
			return new CatalogException(CatalogError.NOT_FOUND, service.value() + ": " + failure.getMessage());
		}
		if (failure.definitive()) {
			return new CatalogException(CatalogError.VALIDATION, String.valueOf(failure.getMessage()));
		}
		return new ActionFailedException(502, "NamingServiceFailed",
				"The naming service could not tell who serves " + service.value() + ": " + failure.getMessage());
	}

}
