package io.selvage.fabric.naming;

import io.selvage.fabric.FabricName;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The calls of a cluster's REST protocol that discovery needs. Nothing is cached here.
 * Lists are read page by page as they are consumed. Every call fails with a
 * {@link io.selvage.fabric.FabricException}.
 */
public interface NamingClient {

	/**
	 * ResolveService: who serves a partition. Without a version the node that is asked
	 * answers from its own cache, which may be hours old; with one it answers with
	 * something newer or makes sure there is nothing newer.
	 * @param service the service
	 * @param key the key, typed as the service's scheme demands
	 * @param previous the last version seen, if any
	 * @return the answer
	 */
	Mono<Resolution> resolve(FabricServiceName service, PartitionKey key, @Nullable ResolutionVersion previous);

	/**
	 * GetServiceDescription.
	 * @param service the service
	 * @return how it is partitioned
	 */
	Mono<ServiceDescription> description(FabricServiceName service);

	/**
	 * GetApplicationInfoList.
	 * @return all applications except the system's
	 */
	Flux<ApplicationInfo> applications();

	/**
	 * GetApplicationInfo.
	 * @param application for instance {@code fabric:/App}
	 * @return the application, or empty if there is none
	 */
	Mono<ApplicationInfo> application(FabricName application);

	/**
	 * GetServiceInfoList.
	 * @param application for instance {@code fabric:/App}
	 * @return its services
	 */
	Flux<ServiceInfo> services(FabricName application);

	/**
	 * GetServiceInfo.
	 * @param application the application it belongs to
	 * @param service the service
	 * @return the service, or empty if there is none
	 */
	Mono<ServiceInfo> service(FabricName application, FabricServiceName service);

	/**
	 * GetApplicationNameInfo.
	 * @param service the service
	 * @return the application it belongs to
	 */
	Mono<FabricName> applicationName(FabricServiceName service);

	/**
	 * GetPartitionInfoList.
	 * @param service the service
	 * @return its partitions, in no particular order
	 */
	Flux<PartitionInfo> partitions(FabricServiceName service);

	/**
	 * GetServiceNameInfo.
	 * @param partitionId the partition's GUID
	 * @return the service it belongs to
	 */
	Mono<FabricServiceName> serviceName(String partitionId);

	/**
	 * GetReplicaInfoList.
	 * @param partitionId the partition's GUID
	 * @return its replicas or instances, draining ones included
	 */
	Flux<ReplicaInfo> replicas(String partitionId);

	/**
	 * GetNameExistsInfo.
	 * @param name any name
	 * @return whether it exists
	 */
	Mono<Boolean> nameExists(FabricName name);

	/**
	 * GetSubNameInfoList.
	 * @param name any name
	 * @param recursive whether names below the children are listed, too
	 * @return the names below it
	 */
	Flux<FabricName> subNames(FabricName name, boolean recursive);

	/**
	 * GetPropertyInfoList, with values.
	 * @param name any name
	 * @return the properties stored under it
	 */
	Flux<NamedProperty> properties(FabricName name);

	/**
	 * GetServiceTypeInfoList.
	 * @param applicationType the application type
	 * @param version its version
	 * @return its service types
	 */
	Flux<ServiceTypeInfo> serviceTypes(String applicationType, String version);

	/**
	 * GetClusterVersion: the cheapest proof that a cluster is there and knows us.
	 * @return for instance {@code 11.3.0.47}
	 */
	Mono<String> clusterVersion();

	/**
	 * GetAadMetadata.
	 * @return what is needed to get a token
	 */
	Mono<AadMetadata> aadMetadata();

}
