package io.selvage.catalog.resource;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * What a backend that is a pool must be like. A pool calls nobody itself: what concerns
 * calls belongs to its members, and is told of where a pool has it.
 */
final class PoolRules {

	/** Members a pool may have. */
	private static final int MAX_MEMBERS = 30;

	private static final List<String> OF_MEMBERS = List.of("credentials", "proxy", "tls", "circuitBreaker",
			"properties");

	private PoolRules() {
	}

	static void check(Draft draft) {
		if (draft.has("url")) {
			draft.error("url", "Url is not supported for backend pool.");
		}
		if (draft.has("protocol")) {
			draft.error("protocol", "Protocol is not supported for backend pool.");
		}
		JsonNode pool = draft.properties().path("pool");
		if (!draft.has("pool")) {
			draft.error("pool", "The Pool field is required.");
		}
		checkMembers(draft, pool.path("services"));
		checkAffinity(draft, pool.path("sessionAffinity").path("sessionId"));
		BackendRules.warnOfInformational(draft, "pool.failureResponse", pool.path("failureResponse"));
		for (String property : OF_MEMBERS) {
			if (!draft.properties().path(property).isEmpty()) {
				draft.warning(property, "It has no effect on a pool: give it to the members.");
			}
		}
	}

	private static void checkMembers(Draft draft, JsonNode services) {
		if (services.size() > MAX_MEMBERS) {
			draft.error("pool.services",
					"A backend pool can have at most " + MAX_MEMBERS + " backends, not " + services.size() + ".");
		}
		for (int i = 0; i < services.size(); i++) {
			String member = services.get(i).path("id").asString();
			if (ResourceId.reference(ResourceType.BACKENDS, member) == null) {
				draft.error("pool.services[" + i + "].id", "The id '" + member + "' is not the id of a backend.");
			}
		}
	}

	private static void checkAffinity(Draft draft, JsonNode session) {
		String name = session.path("name").asString("");
		if (session.isObject() && name.isEmpty()) {
			draft.warning("pool.sessionAffinity.sessionId.name",
					"Without the name of a cookie no client is kept at a member.");
		}
		else if (!name.isEmpty() && !HeaderText.isToken(name)) {
			draft.error("pool.sessionAffinity.sessionId.name",
					"The Name of a cookie may consist of letters, digits and " + "!#$%&'*+-.^_`|~ (RFC 6265); '" + name
							+ "' does not.");
		}
	}

}
