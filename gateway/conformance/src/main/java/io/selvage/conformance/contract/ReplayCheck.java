package io.selvage.conformance.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that a client of Microsoft's was recorded sending is sent again: the answer
 * has the status and the members its recorded answer had. Recorded answers are those of a
 * dummy; where it was less strict, or less tolerant, than the contract, the contract
 * holds.
 */
final class ReplayCheck {

	private final ManagedGateway gateway;

	private final Needs needs;

	private final LinkedDocuments documents;

	private final List<String> refused = new ArrayList<>();

	ReplayCheck(ManagedGateway gateway, LinkedDocuments documents) {
		this.gateway = gateway;
		this.needs = new Needs(gateway);
		this.documents = documents;
	}

	/** What was refused with 400 although the dummy, which reads no bodies, took it. */
	List<String> refused() {
		return this.refused;
	}

	/** Whether a request is one of a client that waits for a dummy to come to an end. */
	static boolean polls(JsonNode record) {
		return record.at("/request/url").asString("").startsWith("/op/");
	}

	@Nullable String run(JsonNode record) {
		JsonNode request = record.path("request");
		String target = request.path("url").asString().replaceFirst("^https?://[^/]+", "");
		String method = request.path("method").asString();
		JsonNode sent = request.path("body").isObject()
				? this.documents.rewritten(usable(request.path("body")), MissingNode.getInstance()) : null;
		int recorded = record.at("/response/status").asInt();
		prepare(target.replaceFirst("\\?.*$", ""), method, sent, recorded);
		Map<String, String> headers = new HashMap<>();
		for (String name : new String[] { "accept", "if-match", "x-ms-client-request-id" }) {
			if (request.path("headers").has(name)) {
				headers.put(name, request.path("headers").path(name).asString());
			}
		}
		Answer answer = this.gateway.call(method, target, sent, headers);
		if (method.equals("PUT") && recorded < 300 && answer.status() == 400
				&& !answer.body().at("/error/details/0/message").asString("").isEmpty()) {
			this.refused
				.add(record.path("label").asString() + ": " + answer.body().at("/error/details/0/message").asString());
			return null;
		}
		if (!expected(record, recorded, answer.status())) {
			return "answered " + answer + " instead of " + recorded;
		}
		if (answer.status() >= 300 || recorded >= 300) {
			return (answer.status() < 300 || method.equals("HEAD") || answer.body().at("/error/code").isString()) ? null
					: "there is no error in " + answer;
		}
		if (method.equals("HEAD")) {
			return (answer.header("ETag") != null) ? null : "there is no ETag";
		}
		boolean tagged = record.at("/response/headers").has("etag");
		return (tagged && answer.header("ETag") == null) ? "there is no ETag"
				: shape(answer.body(), record.at("/response/body"), "body");
	}

	private static boolean expected(JsonNode record, int recorded, int actual) {
		String label = record.path("label").asString("");
		if (label.startsWith("bad:")) {
			return actual == 400;
		}
		String method = record.at("/request/method").asString("");
		if (method.equals("DELETE") && recorded == 400 && !record.at("/request/headers").has("if-match")) {
			// The dummy insisted on If-Match; real clients leave it out.
			return actual == 200 || actual == 204;
		}
		return actual == recorded || (method.equals("PUT") && recorded < 300 && (actual == 200 || actual == 201));
	}

	/** What a request is about is there if the recorded answer says that it was. */
	private void prepare(String path, String method, @Nullable JsonNode sent, int recorded) {
		ResourceId id = ResourceId.parse(path.replaceFirst("^//", "/").replace("%3B", ";").replace("%3D", "="));
		if (id == null) {
			ResourceId owner = ResourceId.parse(path.substring(0, path.lastIndexOf('/')));
			if (owner != null && recorded < 300) {
				this.needs.make(owner);
			}
			return;
		}
		if (method.equals("PUT")) {
			if (sent != null && recorded < 300 && id.name().length() <= 80) {
				this.needs.of(id, sent);
			}
			return;
		}
		if (recorded != 404 && recorded != 204) {
			this.needs.make(id);
		}
	}

	/** The recorded container is a placeholder. */
	private static JsonNode usable(JsonNode body) {
		if (!body.path("properties").path("data").isString()) {
			return body;
		}
		ObjectNode copy = (ObjectNode) body.deepCopy();
		Needs.certificate((ObjectNode) copy.path("properties"));
		return copy;
	}

	private static @Nullable String shape(JsonNode actual, JsonNode recorded, String where) {
		if (recorded.isMissingNode() || recorded.isNull()) {
			return null;
		}
		if (actual.getNodeType() != recorded.getNodeType()) {
			return where + " is " + actual;
		}
		if (where.equals("body") && recorded.isObject()) {
			for (var member : recorded.properties()) {
				String difference = shape(actual.path(member.getKey()), member.getValue(),
						where + "." + member.getKey());
				if (difference != null) {
					return difference;
				}
			}
		}
		return null;
	}

}
