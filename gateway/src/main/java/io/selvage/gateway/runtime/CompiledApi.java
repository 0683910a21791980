package io.selvage.gateway.runtime;

import java.util.List;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.ApiSchema;
import io.selvage.gateway.access.AccessRule;
import io.selvage.gateway.routing.OperationIndex;
import io.selvage.gateway.routing.RouteEntry;

/**
 * A revision of an API, ready to be put into the index.
 *
 * @param entity the revision it was made from
 * @param schemas the schemas its operations were made with
 * @param access who may call it, with what policies see of it
 * @param entries its operations
 * @param rest what requests meet that match none of them
 * @param operations the same, as the index takes them
 */
record CompiledApi(Api entity, List<ApiSchema> schemas, AccessRule access, List<Part> entries, RouteEntry rest,
		OperationIndex.ApiOperations<RouteEntry> operations) {

	/**
	 * One operation.
	 *
	 * @param source the operation it was made from
	 * @param entry what the index holds for it
	 */
	record Part(io.selvage.catalog.entity.Operation source, RouteEntry entry) {
	}

}
