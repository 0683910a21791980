package io.selvage.fabric.simulator.naming;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.selvage.fabric.simulator.state.ApplicationEntry;
import io.selvage.fabric.simulator.state.ClusterState;
import io.selvage.fabric.simulator.state.PartitionEntry;
import io.selvage.fabric.simulator.state.ReplicaEntry;
import io.selvage.fabric.simulator.state.ReplicaStatus;
import io.selvage.fabric.simulator.state.ServiceEntry;
import io.selvage.fabric.simulator.state.ServiceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The queries over applications, services, partitions and replicas. They ask the truth,
 * never a node's cache. A single entity that does not exist is {@code null}: 204 without
 * a body.
 */
final class QueryCalls {

	private final ClusterState state;

	private final Page page;

	QueryCalls(ClusterState state, Page page) {
		this.state = state;
		this.page = page;
	}

	JsonNode applications(ApiRequest request) {
		Optional<String> type = request.parameter("ApplicationTypeName");
		long kinds = request.number("ApplicationDefinitionKindFilter", 0);
		boolean parameters = !request.flag("ExcludeApplicationParameters");
		List<ApplicationEntry> found = this.state.applications()
			.stream()
			.filter((application) -> kinds == 0 || (kinds & 1) != 0)
			.filter((application) -> type.isEmpty() || type.get().equals(application.typeName()))
			.toList();
		return this.page.of(found, Page.Key.name(ApplicationEntry::name), request, request.number("MaxResults", 0),
				(application) -> Rendering.of(request.version()).application(application, parameters));
	}

	@Nullable JsonNode application(ApiRequest request) {
		boolean parameters = !request.flag("ExcludeApplicationParameters");
		return this.state.application(request.path().name(0))
			.map((application) -> Rendering.of(request.version()).application(application, parameters))
			.orElse(null);
	}

	JsonNode services(ApiRequest request) {
		String application = request.path().name(0);
		if (this.state.application(application).isEmpty()) {
			throw new FabricError.Exception(FabricError.APPLICATION_NOT_FOUND);
		}
		Optional<String> type = request.parameter("ServiceTypeName");
		List<ServiceEntry> found = this.state.services(application)
			.stream()
			.filter((service) -> type.isEmpty() || type.get().equals(service.type().name()))
			.toList();
		long limit = request.version().limitsServiceLists() ? request.number("MaxResults", 0) : 0;
		return this.page.of(found, Page.Key.name(ServiceEntry::name), request, limit,
				(service) -> Rendering.of(request.version()).service(service));
	}

	@Nullable JsonNode service(ApiRequest request) {
		String application = request.path().name(0);
		return this.state.service(request.path().name(1))
			.filter((service) -> service.applicationName().equals(application))
			.map((service) -> Rendering.of(request.version()).service(service))
			.orElse(null);
	}

	JsonNode description(ApiRequest request) {
		return Rendering.of(request.version()).description(existingService(request));
	}

	JsonNode applicationName(ApiRequest request) {
		return name(request, existingService(request).applicationName());
	}

	JsonNode partitions(ApiRequest request) {
		ServiceEntry service = existingService(request);
		List<PartitionEntry> found = service.partitions()
			.all()
			.stream()
			.flatMap((partition) -> this.state.partition(partition.id()).stream())
			.toList();
		return this.page.of(found, Page.Key.text((partition) -> partition.information().id().toString()), request, 0,
				(partition) -> Rendering.of(request.version()).partition(partition, service));
	}

	@Nullable JsonNode partition(ApiRequest request) {
		return this.state.partition(request.partitionId())
			.map((partition) -> (JsonNode) Rendering.of(request.version()).partition(partition, serviceOf(partition)))
			.orElse(null);
	}

	JsonNode serviceName(ApiRequest request) {
		return name(request, existingPartition(request.partitionId()).serviceName());
	}

	JsonNode replicas(ApiRequest request) {
		PartitionEntry partition = existingPartition(request.partitionId());
		ServiceEntry service = serviceOf(partition);
		long filter = request.number("ReplicaStatusFilter", 0);
		List<ReplicaEntry> found = partition.replicas()
			.stream()
			.filter((replica) -> (filter == 0) ? replica.status() != ReplicaStatus.DROPPED
					: (filter & 1L << replica.status().code() - 1) != 0)
			.toList();
		return this.page.of(found, Page.Key.number(ReplicaEntry::id), request, 0,
				(replica) -> Rendering.of(request.version()).replica(replica, service.kind()));
	}

	@Nullable JsonNode replica(ApiRequest request) {
		PartitionEntry partition = existingPartition(request.partitionId());
		ServiceEntry service = serviceOf(partition);
		String id = request.path().id(1);
		return partition.replicas()
			.stream()
			.filter((replica) -> String.valueOf(replica.id()).equals(id))
			.findFirst()
			.map((replica) -> (JsonNode) Rendering.of(request.version()).replica(replica, service.kind()))
			.orElse(null);
	}

	JsonNode serviceTypes(ApiRequest request) {
		return Rendering.of(request.version()).array(types(request), Rendering.of(request.version())::serviceType);
	}

	@Nullable JsonNode serviceType(ApiRequest request) {
		String name = request.path().id(1);
		return types(request).stream()
			.filter((type) -> type.name().equals(name))
			.findFirst()
			.map((type) -> (JsonNode) Rendering.of(request.version()).serviceType(type))
			.orElse(null);
	}

	private List<ServiceType> types(ApiRequest request) {
		String typeName = request.path().id(0);
		Optional<String> version = request.parameter("ApplicationTypeVersion");
		List<String> applications = this.state.applications()
			.stream()
			.filter((application) -> application.typeName().equals(typeName))
			.filter((application) -> version.isEmpty() || version.get().equals(application.typeVersion()))
			.map(ApplicationEntry::name)
			.toList();
		if (applications.isEmpty()) {
			throw new FabricError.Exception(FabricError.APPLICATION_TYPE_NOT_FOUND);
		}
		return applications.stream()
			.flatMap((application) -> this.state.services(application).stream())
			.map(ServiceEntry::type)
			.distinct()
			.toList();
	}

	private ServiceEntry existingService(ApiRequest request) {
		return this.state.service(request.path().name(0))
			.orElseThrow(() -> new FabricError.Exception(FabricError.SERVICE_DOES_NOT_EXIST));
	}

	private PartitionEntry existingPartition(UUID id) {
		return this.state.partition(id).orElseThrow(() -> new FabricError.Exception(FabricError.PARTITION_NOT_FOUND));
	}

	private ServiceEntry serviceOf(PartitionEntry partition) {
		return this.state.service(partition.serviceName())
			.orElseThrow(() -> new FabricError.Exception(FabricError.PARTITION_NOT_FOUND));
	}

	private static ObjectNode name(ApiRequest request, String name) {
		ObjectNode json = Rendering.JSON.createObjectNode();
		return json.put("Id", Rendering.of(request.version()).id(name)).put("Name", name);
	}

}
