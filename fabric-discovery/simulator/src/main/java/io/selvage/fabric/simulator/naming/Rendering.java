package io.selvage.fabric.simulator.naming;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.selvage.fabric.simulator.state.ApplicationEntry;
import io.selvage.fabric.simulator.state.HealthState;
import io.selvage.fabric.simulator.state.PartitionEntry;
import io.selvage.fabric.simulator.state.PartitionInformation;
import io.selvage.fabric.simulator.state.PartitionScheme;
import io.selvage.fabric.simulator.state.PartitionStatus;
import io.selvage.fabric.simulator.state.ReplicaEntry;
import io.selvage.fabric.simulator.state.ResolvedPartition;
import io.selvage.fabric.simulator.state.ServiceEntry;
import io.selvage.fabric.simulator.state.ServiceKind;
import io.selvage.fabric.simulator.state.ServiceType;
import io.selvage.fabric.simulator.state.WireEnum;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes entities as one api-version has them. Numbers of 64 bits are strings, and
 * slashes are escaped, as the real server does.
 *
 * @param version the api-version
 */
record Rendering(ApiVersion version) {

	static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

	static Rendering of(ApiVersion version) {
		return new Rendering(version);
	}

	ObjectNode resolved(ResolvedPartition resolved) {
		ObjectNode json = JSON.createObjectNode();
		json.put("Name", resolved.serviceName());
		json.set("PartitionInformation", information(resolved.partition()));
		ArrayNode endpoints = json.putArray("Endpoints");
		for (ResolvedPartition.Endpoint endpoint : resolved.endpoints()) {
			ObjectNode item = endpoints.addObject();
			put(item, "Kind", endpoint.kind());
			item.put("Address", endpoint.address());
		}
		json.put("Version", VersionToken.write(resolved.version()));
		return json;
	}

	ObjectNode application(ApplicationEntry application, boolean withParameters) {
		ObjectNode json = JSON.createObjectNode();
		json.put("Id", id(application.name()));
		json.put("Name", application.name());
		json.put("TypeName", application.typeName());
		json.put("TypeVersion", application.typeVersion());
		number(json, "Status", 1, "Ready");
		ArrayNode parameters = json.putArray("Parameters");
		if (withParameters) {
			application.parameters()
				.forEach((key, value) -> parameters.addObject().put("Key", key).put("Value", value));
		}
		put(json, "HealthState", HealthState.OK);
		number(json, "ApplicationDefinitionKind", 1, "ServiceFabricApplicationDescription");
		return json;
	}

	ObjectNode service(ServiceEntry service) {
		ObjectNode json = JSON.createObjectNode();
		json.put("Id", id(service.name()));
		put(json, "ServiceKind", service.kind());
		json.put("Name", service.name());
		json.put("TypeName", service.type().name());
		json.put("ManifestVersion", service.type().manifestVersion());
		if (service.kind() == ServiceKind.STATEFUL) {
			json.put("HasPersistedState", service.type().persisted());
		}
		put(json, "HealthState", HealthState.OK);
		number(json, "ServiceStatus", 1, "Active");
		json.put("IsServiceGroup", false);
		return json;
	}

	ObjectNode description(ServiceEntry service) {
		ObjectNode json = JSON.createObjectNode();
		put(json, "ServiceKind", service.kind());
		json.put("ApplicationName", service.applicationName());
		json.put("ServiceName", service.name());
		json.put("ServiceTypeName", service.type().name());
		json.putArray("InitializationData");
		json.set("PartitionDescription", scheme(service.scheme()));
		if (service.kind() == ServiceKind.STATEFUL) {
			json.put("TargetReplicaSetSize", service.settings().targetReplicaSetSize());
			json.put("MinReplicaSetSize", service.settings().minReplicaSetSize());
			json.put("HasPersistedState", service.type().persisted());
		}
		else {
			json.put("InstanceCount", service.settings().instanceCount());
		}
		json.put("PlacementConstraints", "");
		List.of("CorrelationScheme", "ServiceLoadMetrics", "ServicePlacementPolicies").forEach(json::putArray);
		number(json, "DefaultMoveCost", 1, "Low");
		json.put("IsDefaultMoveCostSpecified", false);
		number(json, "ServicePackageActivationMode", 0, "SharedProcess");
		json.put("ServiceDnsName", "");
		json.putArray("ScalingPolicies");
		if (service.kind() == ServiceKind.STATELESS) {
			json.put("InstanceCloseDelayDurationSeconds", service.settings().instanceCloseDelay().toSeconds());
		}
		return json;
	}

	ObjectNode partition(PartitionEntry partition, ServiceEntry service) {
		ObjectNode json = JSON.createObjectNode();
		put(json, "ServiceKind", service.kind());
		json.set("PartitionInformation", information(partition.information()));
		boolean stateful = service.kind() == ServiceKind.STATEFUL;
		if (stateful) {
			json.put("TargetReplicaSetSize", service.settings().targetReplicaSetSize());
			json.put("MinReplicaSetSize", service.settings().minReplicaSetSize());
		}
		else {
			json.put("InstanceCount", service.settings().instanceCount());
		}
		PartitionStatus status = partition.status(service);
		put(json, "HealthState", (status == PartitionStatus.READY) ? HealthState.OK : HealthState.ERROR);
		put(json, "PartitionStatus", status);
		if (stateful) {
			json.put("LastQuorumLossDurationInSeconds", "0");
			json.putObject(this.version.primaryEpoch() ? "PrimaryEpoch" : "CurrentConfigurationEpoch")
				.put("ConfigurationVersion", String.valueOf(partition.configurationVersion()))
				.put("DataLossVersion", String.valueOf(partition.dataLossVersion()));
		}
		return json;
	}

	ObjectNode replica(ReplicaEntry replica, ServiceKind kind) {
		ObjectNode json = JSON.createObjectNode();
		put(json, "ServiceKind", kind);
		if (kind == ServiceKind.STATEFUL) {
			json.put("ReplicaId", String.valueOf(replica.id()));
			put(json, "ReplicaRole", replica.role());
		}
		else {
			json.put("InstanceId", String.valueOf(replica.id()));
		}
		put(json, "ReplicaStatus", replica.status());
		put(json, "HealthState", replica.health());
		json.put("Address", replica.address());
		json.put("NodeName", replica.nodeName());
		json.put("LastInBuildDurationInSeconds", "0");
		return json;
	}

	ObjectNode serviceType(ServiceType type) {
		ObjectNode json = JSON.createObjectNode();
		ObjectNode description = json.putObject("ServiceTypeDescription");
		description.put("IsStateful", type.kind() == ServiceKind.STATEFUL);
		description.put("ServiceTypeName", type.name());
		description.put("PlacementConstraints", "");
		description.put("HasPersistedState", type.persisted());
		put(description, "Kind", type.kind());
		ArrayNode extensions = description.putArray("Extensions");
		type.extensions().forEach((key, value) -> extensions.addObject().put("Key", key).put("Value", value));
		description.putArray("LoadMetrics");
		description.putArray("ServicePlacementPolicies");
		json.put("ServiceManifestVersion", type.manifestVersion());
		json.put("ServiceManifestName", type.manifestName());
		json.put("IsServiceGroup", false);
		return json;
	}

	ObjectNode information(PartitionInformation partition) {
		ObjectNode json = JSON.createObjectNode();
		BiConsumer<Integer, String> kind = (code, text) -> {
			number(json, "ServicePartitionKind", code, text);
			json.put("Id", partition.id().toString());
		};
		if (partition instanceof PartitionInformation.Int64Range range) {
			kind.accept(2, "Int64Range");
			json.put("LowKey", String.valueOf(range.lowKey())).put("HighKey", String.valueOf(range.highKey()));
		}
		else if (partition instanceof PartitionInformation.Named named) {
			kind.accept(3, "Named");
			json.put("Name", named.name());
		}
		else {
			kind.accept(1, "Singleton");
		}
		return json;
	}

	/**
	 * Writes the id of a name: what follows {@code fabric:/}.
	 */
	String id(String name) {
		String id = name.substring("fabric:/".length());
		return this.version.tildeInIds() ? id.replace('/', '~') : id;
	}

	<T> ArrayNode array(List<T> items, Function<T, ObjectNode> render) {
		ArrayNode json = JSON.createArrayNode();
		items.forEach((item) -> json.add(render.apply(item)));
		return json;
	}

	void put(ObjectNode json, String field, WireEnum value) {
		number(json, field, value.code(), value.text());
	}

	private void number(ObjectNode json, String field, int code, String text) {
		if (this.version.enumsAsWords()) {
			json.put(field, text);
		}
		else {
			json.put(field, code);
		}
	}

	private ObjectNode scheme(PartitionScheme scheme) {
		ObjectNode json = JSON.createObjectNode();
		if (scheme instanceof PartitionScheme.UniformInt64Range range) {
			number(json, "PartitionScheme", 2, "UniformInt64Range");
			json.put("Count", range.count());
			json.put("LowKey", String.valueOf(range.lowKey())).put("HighKey", String.valueOf(range.highKey()));
		}
		else if (scheme instanceof PartitionScheme.Named named) {
			number(json, "PartitionScheme", 3, "Named");
			json.put("Count", named.names().size());
			ArrayNode names = json.putArray("Names");
			named.names().forEach(names::add);
		}
		else {
			number(json, "PartitionScheme", 1, "Singleton");
		}
		return json;
	}

}
