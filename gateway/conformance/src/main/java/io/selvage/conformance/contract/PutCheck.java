package io.selvage.conformance.contract;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body is put into an empty catalog: it is created with 201, says in its answer what
 * was sent and what the vector expects, GET shows the same, putting it again answers 200,
 * and putting the answer back changes nothing.
 */
final class PutCheck {

	private final ManagedGateway gateway;

	private final Needs needs;

	private final LinkedDocuments documents;

	PutCheck(ManagedGateway gateway, LinkedDocuments documents) {
		this.gateway = gateway;
		this.needs = new Needs(gateway);
		this.documents = documents;
	}

	/**
	 * Runs a vector.
	 * @param target path and query of the PUT
	 * @param sent its body
	 * @param expect the expected answers by status, or an empty object
	 */
	@Nullable String run(String target, JsonNode sent, JsonNode expect) {
		String path = target.replace("{sub}", "00000000-0000-0000-0000-000000000000");
		ResourceId id = ResourceId.parse(path.replaceFirst("\\?.*$", ""));
		if (id == null) {
			return "no resource of a known type at " + path;
		}
		this.gateway.clear();
		JsonNode body = this.documents.rewritten(usable(sent), expect.at("/201/body/properties"));
		this.needs.of(id, body);
		Answer made = this.gateway.call("PUT", path, body, Map.of());
		if (made.status() != 201) {
			return "PUT answered " + made;
		}
		boolean raw = body.path("properties").path("format").asString("").startsWith("raw");
		// A write is answered in the format that GET shows when none is asked for.
		JsonNode answered = raw ? withoutDocument(body) : body;
		String difference = judged(id, made, answered, expect.at("/201/body"));
		if (difference != null) {
			return "PUT: " + difference;
		}
		Answer shown = this.gateway.call("GET", path + (raw ? "&format=rawxml" : ""), null, Map.of());
		difference = (shown.status() != 200) ? "answered " + shown
				: judged(id, shown, body, raw ? JsonNodeFactory.instance.objectNode() : expect.at("/201/body"));
		if (difference != null) {
			return "GET: " + difference;
		}
		Answer again = this.gateway.call("PUT", path, body, Map.of());
		difference = (again.status() != 200) ? "answered " + again
				: judged(id, again, answered, expect.at("/200/body"));
		if (difference != null) {
			return "second PUT: " + difference;
		}
		Answer back = this.gateway.call("PUT", path, again.body(), Map.of());
		return (back.status() == 200 && stable(back).equals(stable(again))) ? null
				: "the answer put again became " + back + " from " + again.body();
	}

	private static JsonNode withoutDocument(JsonNode body) {
		ObjectNode copy = (ObjectNode) body.deepCopy();
		((ObjectNode) copy.path("properties")).remove(List.of("value", "format"));
		return copy;
	}

	/** Asterisks stand for something real that cannot be published. */
	private static JsonNode usable(JsonNode sent) {
		if (!sent.path("properties").path("data").asString("").contains("***")) {
			return sent;
		}
		ObjectNode copy = (ObjectNode) sent.deepCopy();
		Needs.certificate((ObjectNode) copy.path("properties"));
		return copy;
	}

	private static @Nullable String judged(ResourceId id, Answer answer, JsonNode sent, JsonNode expected) {
		JsonNode body = answer.body();
		if (answer.header("ETag") == null) {
			return "there is no ETag";
		}
		if (!Objects.equals(id, ResourceId.parse(body.path("id").asString("")))
				|| !body.path("type").asString("").equals(id.type().armType())
				|| !body.path("name").asString("").equals(id.name())) {
			return "id, type or name is wrong in " + body;
		}
		String difference = Expectation.ofSent()
			.difference(id.type(), body.path("properties"), ownProperties(id, sent));
		return (difference != null) ? difference
				: Expectation.ofAnswered()
					.difference(id.type(), body.path("properties"),
							merged(expected.path("properties"), ownProperties(id, sent)));
	}

	/** The body of a link may say anything; what is shown is what it links to. */
	private static JsonNode ownProperties(ResourceId id, JsonNode sent) {
		return id.type().isLink() ? JsonNodeFactory.instance.objectNode() : sent.path("properties");
	}

	/**
	 * Where an example answers otherwise than it was asked, what was sent holds: some
	 * published ones contradict themselves.
	 */
	private static JsonNode merged(JsonNode expected, JsonNode sent) {
		if (!expected.isObject()) {
			return JsonNodeFactory.instance.objectNode();
		}
		ObjectNode merged = (ObjectNode) expected.deepCopy();
		sent.properties().forEach((property) -> {
			JsonNode before = merged.path(property.getKey());
			if (before.isObject() && property.getValue().isObject()) {
				merged.set(property.getKey(), merged(before, property.getValue()));
			}
			else if (!before.isMissingNode()) {
				merged.set(property.getKey(), property.getValue());
			}
		});
		return merged;
	}

	/** The time of the last write changes with each write. */
	private static JsonNode stable(Answer answer) {
		ObjectNode copy = (ObjectNode) answer.body().deepCopy();
		ObjectNode properties = (ObjectNode) copy.path("properties");
		properties.remove(List.of("updatedDateTime", "provisioningState"));
		if (properties.path("keyVault") instanceof ObjectNode vault) {
			vault.remove("lastStatus");
		}
		return copy;
	}

}
