package io.selvage.catalog.management;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.security.Caller;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Something a gateway adds to the management API that only a running gateway can do:
 * {@code POST …/backends/x/resolve}, {@code …/health}.
 */
public interface ResourceAction {

	/**
	 * Returns the type of resource it belongs to.
	 * @return the type
	 */
	ResourceType type();

	/**
	 * Returns the last segment of its path.
	 * @return for example {@code resolve}
	 */
	String name();

	/**
	 * Returns what the caller must be allowed to do.
	 * @return the access
	 */
	Caller.Access access();

	/**
	 * Does it.
	 * @param resource the resource
	 * @param body the body of the call; a missing node without one
	 * @return the body of the answer, status 200; empty: status 202 without a body
	 */
	Mono<JsonNode> perform(Resource resource, JsonNode body);

}
