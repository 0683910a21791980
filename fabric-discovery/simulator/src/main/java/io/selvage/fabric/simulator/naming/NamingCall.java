package io.selvage.fabric.simulator.naming;

import java.util.Arrays;
import java.util.Optional;

/**
 * The calls the simulated cluster answers, by the names of the Service Fabric REST
 * reference. The shape of a path is its collections with {@code *} for an id; the long
 * forms below {@code /Applications/a/$/GetServices/s} are shortened first.
 */
public enum NamingCall {

	/** Where a partition lives. */
	RESOLVE_SERVICE("ResolveService", "Services/*/ResolvePartition"),

	/** All applications. */
	GET_APPLICATION_INFO_LIST("GetApplicationInfoList", "Applications"),

	/** One application. */
	GET_APPLICATION_INFO("GetApplicationInfo", "Applications/*"),

	/** The services of an application. */
	GET_SERVICE_INFO_LIST("GetServiceInfoList", "Applications/*/GetServices"),

	/** One service of an application. */
	GET_SERVICE_INFO("GetServiceInfo", "Applications/*/GetServices/*"),

	/** How a service is described. */
	GET_SERVICE_DESCRIPTION("GetServiceDescription", "Services/*/GetDescription"),

	/** Which application a service belongs to. */
	GET_APPLICATION_NAME_INFO("GetApplicationNameInfo", "Services/*/GetApplicationName"),

	/** The partitions of a service. */
	GET_PARTITION_INFO_LIST("GetPartitionInfoList", "Services/*/GetPartitions"),

	/** One partition. */
	GET_PARTITION_INFO("GetPartitionInfo", "Partitions/*"),

	/** Which service a partition belongs to. */
	GET_SERVICE_NAME_INFO("GetServiceNameInfo", "Partitions/*/GetServiceName"),

	/** The replicas or instances of a partition. */
	GET_REPLICA_INFO_LIST("GetReplicaInfoList", "Partitions/*/GetReplicas"),

	/** One replica or instance. */
	GET_REPLICA_INFO("GetReplicaInfo", "Partitions/*/GetReplicas/*"),

	/** Whether a name exists. */
	GET_NAME_EXISTS_INFO("GetNameExistsInfo", "Names/*"),

	/** The names below a name. */
	GET_SUB_NAME_INFO_LIST("GetSubNameInfoList", "Names/*/GetSubNames"),

	/** The properties of a name. */
	GET_PROPERTY_INFO_LIST("GetPropertyInfoList", "Names/*/GetProperties"),

	/** One property of a name. */
	GET_PROPERTY_INFO("GetPropertyInfo", "Names/*/GetProperty"),

	/** The service types of an application type. */
	GET_SERVICE_TYPE_INFO_LIST("GetServiceTypeInfoList", "ApplicationTypes/*/GetServiceTypes"),

	/** One service type of an application type. */
	GET_SERVICE_TYPE_INFO_BY_NAME("GetServiceTypeInfoByName", "ApplicationTypes/*/GetServiceTypes/*"),

	/** The nodes. */
	GET_NODE_INFO_LIST("GetNodeInfoList", "Nodes"),

	/** The version of the cluster's code. */
	GET_CLUSTER_VERSION("GetClusterVersion", "/GetClusterVersion"),

	/** The health of the cluster. */
	GET_CLUSTER_HEALTH("GetClusterHealth", "/GetClusterHealth"),

	/** How to sign in with Entra ID; needs no sign-in itself. */
	GET_AAD_METADATA("GetAadMetadata", "/GetAadMetadata");

	private final String operationId;

	private final String shape;

	NamingCall(String operationId, String shape) {
		this.operationId = operationId;
		this.shape = shape;
	}

	/**
	 * Returns the name in the Service Fabric REST reference.
	 * @return the operation id
	 */
	public String operationId() {
		return this.operationId;
	}

	/**
	 * Finds a call by its name.
	 * @param operationId the operation id, in any casing
	 * @return the call, if there is one of that name
	 */
	public static Optional<NamingCall> named(String operationId) {
		return Arrays.stream(values()).filter((call) -> call.operationId.equalsIgnoreCase(operationId)).findFirst();
	}

	static Optional<NamingCall> of(String method, NamingPath path) {
		String shape = path.shape();
		return Arrays.stream(values())
			.filter((call) -> call.shape.equals(shape))
			.filter((call) -> method.equals("GET") || method.equals("POST") && call == RESOLVE_SERVICE)
			.findFirst();
	}

}
