package io.selvage.conformance.policy;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vectors about what happens before policies run.
 */
final class GatewayVectors {

	private GatewayVectors() {
	}

	static @Nullable String check(JsonNode vector) {
		return "needs a whole gateway";
	}

}
