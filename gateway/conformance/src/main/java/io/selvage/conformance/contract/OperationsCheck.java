package io.selvage.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.conformance.Report;
import io.selvage.conformance.Vectors;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operations of the contract on the types that are served: each answers one of its
 * documented statuses, with an entity tag where it has one, and heeds {@code If-Match}
 * where it takes one. Collections that are not served say so in the contract's words.
 */
final class OperationsCheck {

	private static final String VERSION = "?api-version=2024-05-01";

	private final ManagedGateway gateway;

	private final Needs needs;

	private OperationsCheck(ManagedGateway gateway) {
		this.gateway = gateway;
		this.needs = new Needs(gateway);
	}

	static void run(Report report, ManagedGateway gateway, Path file) throws IOException {
		if (!Files.exists(file)) {
			return;
		}
		gateway.clear();
		OperationsCheck check = new OperationsCheck(gateway);
		Set<String> unserved = new HashSet<>();
		for (JsonNode operation : Vectors.read(file)) {
			String path = operation.path("path").asString("");
			ResourceId id = id(path);
			if (id != null) {
				report.check(operation.path("method").asString() + " " + path, () -> check.run(operation, id));
			}
			else {
				unserved.add(path.replaceFirst("^(~/[^/]+|[^~]*[^/]+).*", "$1"));
			}
		}
		report.remark("operations on other parts of a service than its configuration are not served: "
				+ unserved.stream().sorted().toList());
	}

	/** The resource an operation is about, or below which its collection lies. */
	private static @Nullable ResourceId id(String path) {
		String[] segments = path.split("/");
		if (!segments[0].equals("~") || segments.length < 2) {
			return null;
		}
		ResourceId id = null;
		for (int i = 1; i < segments.length; i += 2) {
			ResourceType type = ResourceType.find((id != null) ? id.type() : null, segments[i]);
			if (type == null) {
				return (i + 1 == segments.length) ? id : null;
			}
			String name = segments[i].equals("policies") ? "policy" : "operated";
			id = (id != null) ? id.child(segments[i], name) : ResourceId.of(type, name);
		}
		return id;
	}

	private @Nullable String run(JsonNode operation, ResourceId id) {
		String path = operation.path("path").asString();
		String method = operation.path("method").asString();
		String[] segments = path.split("/");
		boolean item = segments.length % 2 == 1;
		boolean collection = !item && ResourceType.find((id.parent() != null) ? id.parent().type() : null,
				segments[segments.length - 1]) == id.type();
		ResourceId parent = id.parent();
		if (parent != null) {
			this.needs.make(parent);
		}
		if (!method.equals("PUT") || !item) {
			this.needs.make(id);
		}
		String target = ManagedGateway.SERVICE + (collection ? id.path().replaceFirst("/[^/]+$", "")
				: item ? id.path() : id.path() + "/" + segments[segments.length - 1]);
		JsonNode body = body(method, id, item);
		if (operation.path("ifMatch").isString() && !id.type().isLink()) {
			this.needs.make(id);
			Answer stale = this.gateway.call(method, target + VERSION, body, Map.of("If-Match", "\"AAAAAAAAAAA=\""));
			if (stale.status() != 412) {
				return "a stale If-Match answered " + stale;
			}
		}
		Map<String, String> headers = new HashMap<>();
		if (operation.path("ifMatch").asString("").equals("required")) {
			headers.put("If-Match", "*");
		}
		Answer answer = this.gateway.call(method, target + VERSION, body, headers);
		if (answer.status() == 400
				&& answer.body().at("/error/code").asString("").equals("MethodNotAllowedInPricingTier")) {
			return null;
		}
		boolean documented = false;
		for (JsonNode code : operation.path("codes")) {
			documented |= code.asString().equals(String.valueOf(answer.status()));
		}
		if (!documented) {
			return "answered " + answer;
		}
		boolean tagged = !collection && !operation.path("hdrs").isEmpty() && !method.equals("DELETE");
		if (tagged && answer.header("ETag") == null) {
			return "there is no ETag";
		}
		return collection ? paging(target, operation) : null;
	}

	private static @Nullable JsonNode body(String method, ResourceId id, boolean item) {
		if (method.equals("PUT")) {
			return id.type().isLink() ? JsonNodeFactory.instance.objectNode() : Needs.minimal(id);
		}
		if (method.equals("PATCH") && item) {
			ObjectNode body = JsonNodeFactory.instance.objectNode();
			body.putObject("properties");
			return body;
		}
		return null;
	}

	private @Nullable String paging(String target, JsonNode operation) {
		Set<String> taken = new HashSet<>();
		operation.path("query").forEach((name) -> taken.add(name.asString()));
		if (!taken.contains("top")) {
			return null;
		}
		Answer page = this.gateway.call("GET", target + VERSION + "&$top=1&$skip=0&$filter=name%20ne%20'x'", null,
				Map.of());
		if (page.status() != 200 || page.body().path("value").size() != 1) {
			return "$top, $skip and $filter answered " + page;
		}
		Answer beyond = this.gateway.call("GET", target + VERSION + "&$skip=1000", null, Map.of());
		return (beyond.status() == 200 && beyond.body().path("value").isEmpty()
				&& beyond.body().path("nextLink").asString("").isEmpty()) ? null : "$skip beyond answered " + beyond;
	}

}
