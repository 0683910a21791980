package io.selvage.conformance.fabric;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.ApplicationInfo;
import io.selvage.fabric.naming.NamingJson;
import io.selvage.fabric.naming.Page;
import io.selvage.fabric.naming.PartitionInfo;
import io.selvage.fabric.naming.ReplicaInfo;
import io.selvage.fabric.naming.ServiceDescription;
import io.selvage.fabric.naming.ServiceInfo;
import io.selvage.fabric.naming.ServiceTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the cluster, recognised by its shape, and how what was read is compared
 * with it.
 */
interface RecordedAnswer {

	/**
	 * Reads an answer and compares.
	 * @return null if all agrees, else what does not
	 */
	@Nullable String check(byte[] body, JsonNode json);

	/**
	 * Recognises an answer.
	 * @return null if discovery has no use for answers of this shape
	 */
	static @Nullable RecordedAnswer of(JsonNode json) {
		if (json.has("Addresses")) {
			return (body, answer) -> first(answer.get("Addresses"), (address) -> Addresses.check(address.asString()));
		}
		if (json.has("Endpoints") && json.has("Version")) {
			return (body, answer) -> resolution(NamingJson.resolution(body, 0), answer);
		}
		if (json.isArray()) {
			return json.path(0).has("ServiceTypeDescription")
					? (body, answer) -> types(NamingJson.serviceTypes(body), answer) : null;
		}
		if (json.has("Items")) {
			return page(json.get("Items").path(0));
		}
		return single(json);
	}

	private static @Nullable RecordedAnswer page(JsonNode item) {
		if (item.has("PartitionInformation")) {
			return (body, json) -> page(NamingJson.partitions(body), json, RecordedAnswer::partition);
		}
		if (item.has("ReplicaStatus")) {
			return (body, json) -> page(NamingJson.replicas(body), json, RecordedAnswer::replica);
		}
		if (item.has("ServiceKind") && item.has("TypeName")) {
			return (body, json) -> page(NamingJson.services(body), json, RecordedAnswer::service);
		}
		if (item.has("TypeVersion")) {
			return (body, json) -> page(NamingJson.applications(body), json, RecordedAnswer::application);
		}
		return null;
	}

	private static @Nullable RecordedAnswer single(JsonNode json) {
		if (json.has("PartitionDescription")) {
			return (body, answer) -> description(NamingJson.description(body), answer);
		}
		if (json.has("PartitionInformation")) {
			return (body, answer) -> partition(NamingJson.partition(body), answer);
		}
		if (json.has("ReplicaStatus")) {
			return (body, answer) -> replica(NamingJson.replica(body), answer);
		}
		if (json.has("ServiceKind") && json.has("TypeName")) {
			return (body, answer) -> service(NamingJson.service(body), answer);
		}
		if (json.has("TypeVersion")) {
			return (body, answer) -> application(NamingJson.application(body), answer);
		}
		if (json.has("metadata") && json.has("type")) {
			return (body, answer) -> same("type", NamingJson.aadMetadata(body).type(), answer.get("type"));
		}
		if (json.has("Version") && json.size() == 1) {
			return (body, answer) -> same("version", NamingJson.clusterVersion(body), answer.get("Version"));
		}
		if (json.has("Name") && json.has("Id") && json.size() == 2) {
			return (body, answer) -> same("name", NamingJson.name(body).toString(), answer.get("Name"));
		}
		return null;
	}

	private static <T> @Nullable String page(Page<T> page, JsonNode json,
			BiFunction<T, JsonNode, @Nullable String> compare) {
		if (page.items().size() != json.get("Items").size()) {
			return page.items().size() + " items instead of " + json.get("Items").size();
		}
		for (int i = 0; i < page.items().size(); i++) {
			String difference = compare.apply(page.items().get(i), json.get("Items").get(i));
			if (difference != null) {
				return "item " + i + ": " + difference;
			}
		}
		return same("continuation token", page.continuationToken(), json.get("ContinuationToken"));
	}

	private static @Nullable String resolution(Resolution resolution, JsonNode json) {
		if (resolution.endpoints().size() != json.get("Endpoints").size()) {
			return resolution.endpoints().size() + " endpoints instead of " + json.get("Endpoints").size();
		}
		String difference = first(json.get("Endpoints"),
				(endpoint) -> Addresses.check(endpoint.path("Address").asString()));
		difference = (difference != null) ? difference
				: same("version token", resolution.version().token(), json.get("Version"));
		difference = (difference != null) ? difference
				: same("service", resolution.service().toString(), json.get("Name"));
		return (difference != null) ? difference
				: information(resolution.partition(), json.get("PartitionInformation"));
	}

	private static @Nullable String information(Partition partition, JsonNode json) {
		String difference = same("partition id", partition.id(), json.get("Id"));
		if (difference == null && partition.scheme() == PartitionScheme.INT64_RANGE) {
			difference = same("low key", String.valueOf(partition.lowKey()), json.get("LowKey"));
			difference = (difference != null) ? difference
					: same("high key", String.valueOf(partition.highKey()), json.get("HighKey"));
		}
		if (difference == null && partition.scheme() == PartitionScheme.NAMED) {
			difference = same("name", partition.name(), json.get("Name"));
		}
		return difference;
	}

	private static @Nullable String partition(PartitionInfo partition, JsonNode json) {
		String difference = information(partition.partition(), json.get("PartitionInformation"));
		difference = (difference != null) ? difference : same("kind", partition.serviceKind(), json.get("ServiceKind"));
		return (difference != null) ? difference : same("status", partition.status(), json.get("PartitionStatus"));
	}

	private static @Nullable String replica(ReplicaInfo replica, JsonNode json) {
		String difference = same("id", replica.id(),
				json.has("ReplicaId") ? json.get("ReplicaId") : json.get("InstanceId"));
		difference = (difference != null) ? difference : same("node", replica.nodeName(), json.get("NodeName"));
		difference = (difference != null) ? difference : same("status", replica.status(), json.get("ReplicaStatus"));
		return (difference != null || !json.has("Address")) ? difference
				: Addresses.check(json.get("Address").asString());
	}

	private static @Nullable String service(ServiceInfo service, JsonNode json) {
		String difference = same("name", service.name().toString(), json.get("Name"));
		difference = (difference != null) ? difference : same("kind", service.kind(), json.get("ServiceKind"));
		return (difference != null) ? difference : same("type", service.typeName(), json.get("TypeName"));
	}

	private static @Nullable String application(ApplicationInfo application, JsonNode json) {
		String difference = same("name", application.name().toString(), json.get("Name"));
		return (difference != null) ? difference : same("type", application.typeName(), json.get("TypeName"));
	}

	private static @Nullable String description(ServiceDescription description, JsonNode json) {
		String difference = same("name", description.name().toString(), json.get("ServiceName"));
		if (difference != null) {
			return difference;
		}
		String scheme = json.get("PartitionDescription").path("PartitionScheme").asString();
		PartitionScheme expected = switch (scheme) {
			case "Singleton" -> PartitionScheme.SINGLETON;
			case "Named" -> PartitionScheme.NAMED;
			default -> PartitionScheme.INT64_RANGE;
		};
		return (description.partitioning().scheme() == expected) ? null
				: "scheme is " + description.partitioning().scheme() + " instead of " + scheme;
	}

	private static @Nullable String types(List<ServiceTypeInfo> types, JsonNode json) {
		for (int i = 0; i < json.size(); i++) {
			String difference = same("service type", types.get(i).name(),
					json.get(i).get("ServiceTypeDescription").get("ServiceTypeName"));
			if (difference != null) {
				return difference;
			}
		}
		return (types.size() == json.size()) ? null : types.size() + " types instead of " + json.size();
	}

	private static @Nullable String first(JsonNode list, Function<JsonNode, @Nullable String> compare) {
		for (JsonNode element : list) {
			String difference = compare.apply(element);
			if (difference != null) {
				return difference;
			}
		}
		return null;
	}

	private static @Nullable String same(String what, @Nullable String read, @Nullable JsonNode expected) {
		String text = (expected != null) ? expected.asString("") : "";
		return text.equals((read != null) ? read : "") ? null : what + " is '" + read + "' instead of '" + text + "'";
	}

}
