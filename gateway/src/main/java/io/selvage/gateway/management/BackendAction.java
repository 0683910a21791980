package io.selvage.gateway.management;

import java.util.function.BiFunction;

import io.selvage.catalog.management.ResourceAction;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.security.Caller;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One thing that can be done with a backend.
 *
 * @param name the last segment of its path
 * @param access what the caller must be allowed to do
 * @param work does it
 */
record BackendAction(String name, Caller.Access access,
		BiFunction<Resource, JsonNode, Mono<JsonNode>> work) implements ResourceAction {

	@Override
	public ResourceType type() {
		return ResourceType.BACKENDS;
	}

	@Override
	public Mono<JsonNode> perform(Resource resource, JsonNode body) {
		return this.work.apply(resource, body);
	}

}
