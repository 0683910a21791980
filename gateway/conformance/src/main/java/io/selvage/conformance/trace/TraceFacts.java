package io.selvage.conformance.trace;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reduces an entry of a trace to the facts the recorded sequence keeps of it.
 */
final class TraceFacts {

	private TraceFacts() {
	}

	static ObjectNode of(JsonNode entry) {
		JsonNode data = entry.path("data");
		ObjectNode facts = JsonNodeFactory.instance.objectNode();
		facts.set("source", entry.path("source"));
		if (!data.has("message")) {
			facts.set("response", data.path("response").path("status").path("code"));
			return facts;
		}
		String message = data.path("message").asString();
		facts.put("message", message);
		if (message.startsWith("Retrying...")) {
			facts.set("attempt", data.path("attempt"));
		}
		if (message.startsWith("Trying instance")) {
			facts.set("instance", data.path("url").path("listeners").values().iterator().next());
			facts.set("type", data.path("type"));
		}
		if (message.startsWith("Request is being forwarded")) {
			facts.set("url", data.path("request").path("url"));
		}
		if (message.startsWith("Expression")) {
			facts.set("expression", data.path("expression"));
			facts.set("value", data.path("value"));
		}
		if (message.startsWith("Partition successfully")) {
			facts.set("endpointsCount", data.path("endpointsCount"));
		}
		if (message.equals("Resolving partition") || message.startsWith("Re-resolving")) {
			facts.set("partitionKey", data.path("partitionKey").path("kind"));
			facts.put("previous", data.has("previousPartitionVersion"));
		}
		return facts;
	}

}
