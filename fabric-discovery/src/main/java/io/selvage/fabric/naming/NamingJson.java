package io.selvage.fabric.naming;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricName;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.PartitionInfo.Epoch;
import io.selvage.fabric.naming.ServiceDescription.Partitioning;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the bodies a cluster answers with. Lenient about what is new (unknown members,
 * kinds, roles, states), strict about what is used: a body that lacks it is refused as a
 * whole with {@link FabricException.InvalidAnswer}, which names the place.
 */
public final class NamingJson {

	private NamingJson() {
	}

	/**
	 * Reads the address string of an endpoint or replica.
	 * @param kind what the endpoint is
	 * @param address the string; may be empty
	 * @return the endpoint and its listeners
	 */
	public static FabricEndpoint endpoint(EndpointKind kind, String address) {
		return EndpointAddress.read(kind, address);
	}

	/**
	 * Reads the answer of ResolveService.
	 * @param body the answer
	 * @param nowNanos when it arrived, on a monotonic clock
	 * @return the resolution
	 */
	public static Resolution resolution(byte[] body, long nowNanos) {
		Fields answer = Fields.of(body);
		Partition partition = partition(answer.object("PartitionInformation"));
		List<FabricEndpoint> endpoints = answer.list("Endpoints",
				(endpoint) -> endpoint(EndpointKind.of(endpoint.text("Kind")), endpoint.text("Address")));
		if (endpoints.isEmpty()) {
			throw new FabricException.InvalidAnswer("the list of endpoints is empty");
		}
		return new Resolution(new FabricServiceName(answer.name("Name")), partition, endpoints,
				VersionToken.read(answer.text("Version"), partition.id()), nowNanos, null);
	}

	/**
	 * Reads a page of GetApplicationInfoList.
	 * @param body the answer
	 * @return the applications
	 */
	public static Page<ApplicationInfo> applications(byte[] body) {
		return page(body, NamingJson::application);
	}

	/**
	 * Reads the answer of GetApplicationInfo.
	 * @param body the answer
	 * @return the application
	 */
	public static ApplicationInfo application(byte[] body) {
		return application(Fields.of(body));
	}

	private static ApplicationInfo application(Fields item) {
		return new ApplicationInfo(item.name("Name"), item.text("TypeName"), item.text("TypeVersion", ""),
				item.text("Status", ""), item.text("HealthState", "Unknown"), item.pairs("Parameters"));
	}

	/**
	 * Reads a page of GetServiceInfoList.
	 * @param body the answer
	 * @return the services
	 */
	public static Page<ServiceInfo> services(byte[] body) {
		return page(body, NamingJson::service);
	}

	/**
	 * Reads the answer of GetServiceInfo.
	 * @param body the answer
	 * @return the service
	 */
	public static ServiceInfo service(byte[] body) {
		return service(Fields.of(body));
	}

	private static ServiceInfo service(Fields item) {
		return new ServiceInfo(new FabricServiceName(item.name("Name")), item.text("ServiceKind"),
				item.text("TypeName"), item.text("ManifestVersion", ""), item.text("ServiceStatus", ""),
				item.text("HealthState", "Unknown"));
	}

	/**
	 * Reads the answer of GetServiceDescription.
	 * @param body the answer
	 * @return the description
	 */
	public static ServiceDescription description(byte[] body) {
		Fields answer = Fields.of(body);
		Fields scheme = answer.object("PartitionDescription");
		PartitionScheme kind = scheme(scheme, "PartitionScheme");
		boolean range = kind == PartitionScheme.INT64_RANGE;
		List<String> names = (kind == PartitionScheme.NAMED) ? scheme.texts("Names") : List.of();
		long count = scheme.int64("Count", (kind == PartitionScheme.NAMED) ? names.size() : 1);
		if (count < 1 || count > 10_000_000) {
			throw new FabricException.InvalidAnswer("a service can't have " + count + " partitions");
		}
		long low = range ? scheme.int64("LowKey") : 0;
		long high = range ? scheme.int64("HighKey") : 0;
		if (low > high) {
			throw new FabricException.InvalidAnswer("the low key " + low + " is above the high key " + high);
		}
		return new ServiceDescription(new FabricServiceName(answer.name("ServiceName")), answer.text("ServiceKind"),
				answer.text("ServiceTypeName", ""), new Partitioning(kind, (int) count, low, high, names));
	}

	/**
	 * Reads a page of GetPartitionInfoList.
	 * @param body the answer
	 * @return the partitions, in the cluster's order
	 */
	public static Page<PartitionInfo> partitions(byte[] body) {
		return page(body, NamingJson::partitionInfo);
	}

	/**
	 * Reads the answer of GetPartitionInfo.
	 * @param body the answer
	 * @return the partition
	 */
	public static PartitionInfo partition(byte[] body) {
		return partitionInfo(Fields.of(body));
	}

	private static PartitionInfo partitionInfo(Fields item) {
		String epochName = item.has("PrimaryEpoch") ? "PrimaryEpoch" : "CurrentConfigurationEpoch";
		Epoch epoch = Epoch.NONE;
		if (item.has(epochName)) {
			Fields numbers = item.object(epochName);
			epoch = new Epoch(numbers.int64("DataLossVersion"), numbers.int64("ConfigurationVersion"));
		}
		long target = item.int64("InstanceCount", item.int64("TargetReplicaSetSize", 0));
		return new PartitionInfo(partition(item.object("PartitionInformation")), item.text("ServiceKind"),
				item.text("PartitionStatus", ""), item.text("HealthState", "Unknown"), (int) target, epoch);
	}

	private static Partition partition(Fields information) {
		String id = information.text("Id");
		return switch (scheme(information, "ServicePartitionKind")) {
			case SINGLETON -> Partition.singleton(id);
			case NAMED -> Partition.named(id, information.text("Name"));
			case INT64_RANGE -> {
				long low = information.int64("LowKey");
				long high = information.int64("HighKey");
				if (low > high) {
					throw new FabricException.InvalidAnswer("the low key " + low + " is above the high key " + high);
				}
				yield Partition.int64Range(id, low, high);
			}
		};
	}

	private static PartitionScheme scheme(Fields fields, String name) {
		String text = fields.text(name);
		return switch (text) {
			case "Singleton", "1" -> PartitionScheme.SINGLETON;
			case "Int64Range", "UniformInt64Range", "2" -> PartitionScheme.INT64_RANGE;
			case "Named", "3" -> PartitionScheme.NAMED;
			default -> throw new FabricException.InvalidAnswer("unknown partition scheme '" + text + "'");
		};
	}

	/**
	 * Reads a page of GetReplicaInfoList.
	 * @param body the answer
	 * @return the replicas or instances
	 */
	public static Page<ReplicaInfo> replicas(byte[] body) {
		return page(body, NamingJson::replica);
	}

	/**
	 * Reads the answer of GetReplicaInfo.
	 * @param body the answer
	 * @return the replica or instance
	 */
	public static ReplicaInfo replica(byte[] body) {
		return replica(Fields.of(body));
	}

	private static ReplicaInfo replica(Fields item) {
		String role = item.text("ReplicaRole", "None");
		String id = item.has("ReplicaId") ? item.text("ReplicaId") : item.text("InstanceId");
		EndpointKind kind = switch (item.text("ServiceKind")) {
			case "Stateless", "1" -> EndpointKind.STATELESS;
			default -> switch (role) {
				case "Primary" -> EndpointKind.STATEFUL_PRIMARY;
				case "ActiveSecondary" -> EndpointKind.STATEFUL_SECONDARY;
				default -> EndpointKind.UNKNOWN;
			};
		};
		return new ReplicaInfo(id, role, item.text("ReplicaStatus", ""), item.text("HealthState", "Unknown"),
				item.text("NodeName", ""), endpoint(kind, item.text("Address", "")));
	}

	/**
	 * Reads the answer of GetServiceTypeInfoList.
	 * @param body the answer, a plain list
	 * @return the service types
	 */
	public static List<ServiceTypeInfo> serviceTypes(byte[] body) {
		return page(body, NamingJson::serviceType).items();
	}

	private static ServiceTypeInfo serviceType(Fields item) {
		Fields description = item.object("ServiceTypeDescription");
		return new ServiceTypeInfo(description.text("ServiceTypeName"), description.text("Kind", ""),
				item.text("ServiceManifestName", ""), item.text("ServiceManifestVersion", ""),
				description.pairs("Extensions"));
	}

	/**
	 * Reads a page of GetSubNameInfoList.
	 * @param body the answer
	 * @return the names
	 */
	public static Page<FabricName> subNames(byte[] body) {
		Fields answer = Fields.of(body);
		return new Page<>(answer.names("SubNames"), answer.text("ContinuationToken", ""));
	}

	/**
	 * Reads a page of GetPropertyInfoList.
	 * @param body the answer
	 * @return the properties
	 */
	public static Page<NamedProperty> properties(byte[] body) {
		Fields answer = Fields.of(body);
		List<NamedProperty> properties = answer.has("Properties") ? answer.list("Properties", NamingJson::property)
				: List.of();
		return new Page<>(properties, answer.text("ContinuationToken", ""));
	}

	private static NamedProperty property(Fields item) {
		String kind = item.has("Value") ? item.object("Value").text("Kind", "") : "";
		if (kind.isEmpty()) {
			kind = item.object("Metadata").text("TypeId", "");
		}
		String value = (item.has("Value") && !kind.equals("Binary")) ? item.object("Value").text("Data", "") : null;
		return new NamedProperty(item.text("Name"), kind, value);
	}

	/**
	 * Reads the answer of GetApplicationNameInfo or GetServiceNameInfo.
	 * @param body the answer
	 * @return the name
	 */
	public static FabricName name(byte[] body) {
		return Fields.of(body).name("Name");
	}

	/**
	 * Reads the answer of GetClusterVersion.
	 * @param body the answer
	 * @return the version
	 */
	public static String clusterVersion(byte[] body) {
		return Fields.of(body).text("Version");
	}

	/**
	 * Reads the answer of GetAadMetadata.
	 * @param body the answer
	 * @return the metadata
	 */
	public static AadMetadata aadMetadata(byte[] body) {
		Fields answer = Fields.of(body);
		Map<String, String> metadata = answer.has("metadata") ? answer.members("metadata") : Map.of();
		return new AadMetadata(answer.text("type", ""), metadata);
	}

	/**
	 * Reads an error answer.
	 * @param status the HTTP status
	 * @param reasonPhrase the reason phrase, if the connection conveyed one
	 * @param body the body; may be empty
	 * @return the error, typed
	 */
	public static FabricException error(int status, @Nullable String reasonPhrase, byte[] body) {
		return NamingErrors.read(status, (reasonPhrase != null) ? reasonPhrase : "", body);
	}

	/** Api-version 1.0 answers with a bare list; later ones with a page. */
	private static <T> Page<T> page(byte[] body, Function<Fields, T> reader) {
		JsonNode answer = Fields.tree(body);
		if (answer.isArray()) {
			return new Page<>(Fields.list(answer, "", reader), "");
		}
		Fields page = Fields.of(answer, "");
		return new Page<>(page.list("Items", reader), page.text("ContinuationToken", ""));
	}

}
