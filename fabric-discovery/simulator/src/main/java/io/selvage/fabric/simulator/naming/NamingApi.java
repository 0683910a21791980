package io.selvage.fabric.simulator.naming;

import io.selvage.fabric.simulator.state.ClusterState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers the calls of one node.
 */
final class NamingApi {

	private final double newestApiVersion;

	private final ResolveCall resolve;

	private final QueryCalls queries;

	private final NameCalls names;

	private final ClusterCalls cluster;

	NamingApi(ClusterState state, NodeCache cache, NamingSettings settings) {
		this.newestApiVersion = settings.newestApiVersion();
		this.resolve = new ResolveCall(cache);
		this.queries = new QueryCalls(state, new Page(settings.maxPageBytes()));
		this.names = new NameCalls(state);
		this.cluster = new ClusterCalls(state, settings);
	}

	/**
	 * Answers a request.
	 * @param call the call, or {@code null} if path and method are none
	 * @param path the path
	 * @param rawQuery the query as sent
	 * @param body the body
	 * @return the answer; errors are answers too
	 */
	NamingAnswer answer(@Nullable NamingCall call, NamingPath path, String rawQuery, String body) {
		try {
			if (call == null) {
				throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
			}
			var query = ApiRequest.parseQuery(rawQuery);
			ApiVersion version = ApiVersion.parse(query.getOrDefault("api-version", ""), this.newestApiVersion);
			ApiRequest request = new ApiRequest(path, query, version, body);
			if (call == NamingCall.GET_NAME_EXISTS_INFO) {
				return NamingAnswer.empty(this.names.exists(request) ? 200 : 404);
			}
			JsonNode found = answer(call, request);
			return (found != null) ? NamingAnswer.ok(found) : NamingAnswer.empty(204);
		}
		catch (FabricError.Exception ex) {
			return NamingAnswer.error(ex.error());
		}
	}

	private @Nullable JsonNode answer(NamingCall call, ApiRequest request) {
		return switch (call) {
			case RESOLVE_SERVICE -> this.resolve.answer(request);
			case GET_APPLICATION_INFO_LIST -> this.queries.applications(request);
			case GET_APPLICATION_INFO -> this.queries.application(request);
			case GET_SERVICE_INFO_LIST -> this.queries.services(request);
			case GET_SERVICE_INFO -> this.queries.service(request);
			case GET_SERVICE_DESCRIPTION -> this.queries.description(request);
			case GET_APPLICATION_NAME_INFO -> this.queries.applicationName(request);
			case GET_PARTITION_INFO_LIST -> this.queries.partitions(request);
			case GET_PARTITION_INFO -> this.queries.partition(request);
			case GET_SERVICE_NAME_INFO -> this.queries.serviceName(request);
			case GET_REPLICA_INFO_LIST -> this.queries.replicas(request);
			case GET_REPLICA_INFO -> this.queries.replica(request);
			case GET_NAME_EXISTS_INFO -> throw new IllegalStateException("answered without a body");
			case GET_SUB_NAME_INFO_LIST -> this.names.subNames(request);
			case GET_PROPERTY_INFO_LIST -> this.names.properties(request);
			case GET_PROPERTY_INFO -> this.names.property(request);
			case GET_SERVICE_TYPE_INFO_BY_NAME -> this.queries.serviceType(request);
			case GET_SERVICE_TYPE_INFO_LIST -> this.queries.serviceTypes(request);
			case GET_NODE_INFO_LIST -> this.cluster.nodes(request);
			case GET_CLUSTER_VERSION -> this.cluster.version();
			case GET_CLUSTER_HEALTH -> this.cluster.health(request);
			case GET_AAD_METADATA -> this.cluster.aadMetadata();
		};
	}

}
