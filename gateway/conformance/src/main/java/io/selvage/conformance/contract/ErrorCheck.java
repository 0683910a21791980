package io.selvage.conformance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.conformance.contract.ManagedGateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A documented error is provoked: what its code and its texts say went wrong is done to
 * the gateway, which answers the same status and body.
 */
final class ErrorCheck {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final String VERSION = "?api-version=2024-05-01";

	private static final Pattern NOT_FOUND = Pattern.compile("(\\w+) not found\\.");

	private static final Pattern IN_ELEMENT = Pattern
		.compile("Error in element '([\\w-]+)' on line (\\d+), column (\\d+): (.*)", Pattern.DOTALL);

	private static final Pattern MEMBER = Pattern.compile("Backend Entity '([^']+)' not found\\.");

	private static final Pattern USED = Pattern
		.compile("The ([\\w ]+) '([^']+)' is used by the following entities:(.*)", Pattern.DOTALL);

	private static final Pattern BODY_PARAMETER = Pattern
		.compile(".*Path: paths\\['([^']+)']\\.(\\w+)\\.parameters\\[(\\d+)].*", Pattern.DOTALL);

	private final ManagedGateway gateway;

	private final Needs needs;

	ErrorCheck(ManagedGateway gateway) {
		this.gateway = gateway;
		this.needs = new Needs(gateway);
	}

	/**
	 * Runs a vector.
	 * @param body the documented body
	 * @param status the documented status
	 */
	@Nullable String run(JsonNode body, int status) {
		this.gateway.clear();
		JsonNode error = body.path("error");
		String message = error.path("message").asString("");
		return switch (error.path("code").asString("")) {
			case "ResourceNotFound" -> notFound(body, status, message);
			case "PreConditionFailed" -> judged(stale(), status, body);
			case "MethodNotAllowedInPricingTier" -> notInTier(body, status);
			case "PessimisticConcurrencyConflict", "Conflict", "ManagementApiRequestFailed" -> concurrent(body, status);
			case "ValidationError" -> invalid(body, status, message);
			default -> "nothing is known that provokes " + error.path("code");
		};
	}

	private @Nullable String notFound(JsonNode body, int status, String message) {
		Matcher matcher = NOT_FOUND.matcher(message);
		String entity = matcher.matches() ? matcher.group(1) : message;
		int tried = 0;
		for (ResourceType type : ResourceType.all()) {
			if (type.entityName().equals(entity) && !type.path().startsWith("workspaces/")) {
				tried++;
				String difference = judged(this.gateway.call("GET",
						ManagedGateway.SERVICE + missing(type).path() + VERSION, null, Map.of()), status, body);
				if (difference != null) {
					return type + ": " + difference;
				}
			}
		}
		return (tried > 0) ? null : "no type is called " + entity;
	}

	private ResourceId missing(ResourceType type) {
		String name = type.collection().equals("policies") ? "policy" : "missing";
		ResourceType parent = type.parent();
		if (parent == null) {
			return ResourceId.of(type, name);
		}
		ResourceId above = there(parent);
		this.needs.make(above);
		return above.child(type.collection(), name);
	}

	private static ResourceId there(ResourceType type) {
		ResourceType parent = type.parent();
		return (parent == null) ? ResourceId.of(type, "there") : there(parent).child(type.collection(), "there");
	}

	private Answer stale() {
		ResourceId backend = ResourceId.of(ResourceType.BACKENDS, "changed");
		this.needs.make(backend);
		return this.gateway.call("PATCH", ManagedGateway.SERVICE + backend.path() + VERSION,
				properties("description", "x"), Map.of("If-Match", "\"AAAAAAAAAAA=\""));
	}

	/** Every collection of the contract that is not served says so. */
	private @Nullable String notInTier(JsonNode body, int status) {
		for (String collection : List.of("users", "identityProviders", "authorizationServers")) {
			String difference = judged(
					this.gateway.call("GET", ManagedGateway.SERVICE + "/" + collection + VERSION, null, Map.of()),
					status, body);
			if (difference != null) {
				return collection + ": " + difference;
			}
		}
		return null;
	}

	/**
	 * A synchronous service has no operation in progress; whoever writes at the same time
	 * as others is served, or told in exactly these words.
	 */
	private @Nullable String concurrent(JsonNode body, int status) {
		ResourceId api = ResourceId.of(ResourceType.APIS, "busy");
		this.needs.make(api);
		List<Answer> answers = IntStream.range(0, 16)
			.parallel()
			.mapToObj((i) -> this.gateway.call("PATCH", ManagedGateway.SERVICE + api.path() + VERSION,
					properties("description", "writer " + i), Map.of("If-Match", "*")))
			.toList();
		for (Answer answer : answers) {
			if (answer.status() != 200) {
				String difference = judged(answer, status, body);
				if (difference != null) {
					return difference;
				}
			}
		}
		return null;
	}

	private @Nullable String invalid(JsonNode body, int status, String message) {
		JsonNode details = body.at("/error/details");
		Matcher used = USED.matcher(message);
		if (used.matches()) {
			return used(body, status, used);
		}
		if (message.equals("Cannot delete the current revision of an API.")) {
			return currentRevision(body);
		}
		String text = details.path(0).path("message").asString("");
		Matcher element = IN_ELEMENT.matcher(text);
		if (element.matches()) {
			return judged(policy(element), status, body);
		}
		Matcher member = MEMBER.matcher(text);
		if (member.matches()) {
			return judged(pool(member.group(1), NODES.objectNode()), status, body);
		}
		Matcher parameter = BODY_PARAMETER.matcher(text);
		if (parameter.matches()) {
			return judged(description(parameter), status, body);
		}
		ObjectNode unsupported = NODES.objectNode();
		for (JsonNode detail : details) {
			if (detail.path("message").asString("").endsWith("is not supported for backend pool.")) {
				unsupported.put(detail.path("target").asString(),
						detail.path("target").asString("").equals("protocol") ? "http" : "https://x.example");
			}
		}
		if (unsupported.isEmpty()) {
			return "nothing is known that provokes: " + body;
		}
		this.needs.make(ResourceId.of(ResourceType.BACKENDS, "member"));
		return judged(pool("member", unsupported), status, body);
	}

	private Answer pool(String member, ObjectNode more) {
		ObjectNode body = NODES.objectNode();
		ObjectNode properties = body.putObject("properties");
		properties.put("type", "Pool")
			.putObject("pool")
			.putArray("services")
			.addObject()
			.put("id", "/backends/" + member);
		properties.setAll(more);
		return this.gateway.call("PUT", ManagedGateway.SERVICE + "/backends/pool" + VERSION, body, Map.of());
	}

	/** A document whose element stands exactly where the error says. */
	private Answer policy(Matcher element) {
		Matcher name = Pattern.compile("'([^']+)'").matcher(element.group(4));
		String missing = name.find() ? name.group(1) : "missing";
		boolean logger = element.group(1).equals("log-to-eventhub");
		String written = logger ? "<log-to-eventhub logger-id=\"" + missing + "\">x</log-to-eventhub>"
				: "<" + element.group(1)
						+ (element.group(1).equals("include-fragment") ? " fragment-id=\"" : " backend-id=\"") + missing
						+ "\" />";
		String document = "<policies><inbound>" + "\n".repeat(Integer.parseInt(element.group(2)) - 1)
				+ " ".repeat(Integer.parseInt(element.group(3)) - 1) + written
				+ "</inbound><backend><base /></backend></policies>";
		ResourceId api = ResourceId.of(ResourceType.APIS, "there");
		this.needs.make(api);
		ObjectNode body = properties("value", document);
		return this.gateway.call("PUT", ManagedGateway.SERVICE + api.path() + "/policies/policy" + VERSION, body,
				Map.of());
	}

	private Answer description(Matcher parameter) {
		int last = Integer.parseInt(parameter.group(3));
		ObjectNode document = NODES.objectNode();
		document.put("swagger", "2.0").putObject("info").put("title", "t").put("version", "1");
		ObjectNode item = document.putObject("paths").putObject(parameter.group(1));
		ObjectNode operation = item.putObject(parameter.group(2));
		List<String> inPath = new ArrayList<>();
		Matcher braces = Pattern.compile("\\{([^}]+)}").matcher(parameter.group(1));
		while (braces.find()) {
			inPath.add(braces.group(1));
		}
		for (int i = 0; i <= last; i++) {
			ObjectNode one = operation.withArray("parameters").addObject();
			if (i == 0 || i == last) {
				one.put("name", "body" + i).put("in", "body").putObject("schema").put("type", "object");
			}
			else if (i <= inPath.size()) {
				one.put("name", inPath.get(i - 1)).put("in", "path").put("required", true).put("type", "string");
			}
			else {
				one.put("name", "q" + i).put("in", "query").put("type", "string");
			}
		}
		operation.putObject("responses").putObject("200").put("description", "ok");
		ObjectNode body = NODES.objectNode();
		body.putObject("properties")
			.put("path", "imported")
			.put("format", "swagger-json")
			.put("value", document.toString());
		return this.gateway.call("PUT", ManagedGateway.SERVICE + "/apis/imported" + VERSION, body, Map.of());
	}

	private @Nullable String used(JsonNode body, int status, Matcher used) {
		ResourceType type = null;
		for (ResourceType each : ResourceType.all()) {
			if (each.parent() == null && each.entityName().equalsIgnoreCase(used.group(1).replace(" ", ""))) {
				type = each;
			}
		}
		if (type == null) {
			return "no type is called " + used.group(1);
		}
		ResourceId id = ResourceId.of(type, used.group(2));
		this.needs.make(id);
		for (String user : used.group(3).strip().split("\\s+")) {
			ResourceId by = ResourceId.parse(user);
			if (by == null) {
				return "no resource of a known type: " + user;
			}
			ResourceId parent = by.parent();
			if (parent != null) {
				this.needs.make(parent);
			}
			Answer put = this.gateway.call("PUT", ManagedGateway.SERVICE + by.path() + VERSION, user(id, by), Map.of());
			if (put.status() >= 300) {
				return "PUT of the user answered " + put;
			}
		}
		return judged(this.gateway.call("DELETE", ManagedGateway.SERVICE + id.path() + VERSION, null, Map.of()), status,
				body);
	}

	private static ObjectNode user(ResourceId used, ResourceId by) {
		String element = switch (used.type().collection()) {
			case "policyFragments" -> "<include-fragment fragment-id=\"" + used.name() + "\" />";
			case "backends" -> "<set-backend-service backend-id=\"" + used.name() + "\" />";
			default -> "<set-variable name=\"x\" value=\"{{" + used.name() + "}}\" />";
		};
		if (by.type() == ResourceType.BACKENDS) {
			ObjectNode body = NODES.objectNode();
			body.putObject("properties")
				.put("type", "Pool")
				.putObject("pool")
				.putArray("services")
				.addObject()
				.put("id", used.path());
			return body;
		}
		return properties("value", "<policies><inbound>" + element + "</inbound></policies>");
	}

	/** The status of an operation says what a synchronous service answers at once. */
	private @Nullable String currentRevision(JsonNode body) {
		this.needs.make(ResourceId.of(ResourceType.APIS, "revised"));
		this.needs.make(ResourceId.of(ResourceType.APIS, "revised;rev=2"));
		Answer answer = this.gateway.call("DELETE", ManagedGateway.SERVICE + "/apis/revised" + VERSION, null, Map.of());
		return (answer.status() == 400) ? Expectation.plain(answer.body().path("error"), body.path("error"), "error")
				: "answered " + answer;
	}

	private static ObjectNode properties(String name, String value) {
		ObjectNode body = NODES.objectNode();
		body.putObject("properties").put(name, value);
		return body;
	}

	private static @Nullable String judged(Answer answer, int status, JsonNode expected) {
		if (answer.status() != status) {
			return "answered " + answer;
		}
		ObjectNode wanted = (ObjectNode) expected.deepCopy();
		JsonNode message = wanted.at("/error/message");
		if (message.asString("").contains("{sku}")) {
			String pattern = Pattern.quote(message.stringValue()).replace("{sku}", "\\E\\w+\\Q");
			String said = answer.body().at("/error/message").asString("");
			if (!said.matches(pattern)) {
				return "message is " + said;
			}
			((ObjectNode) wanted.path("error")).put("message", said);
		}
		JsonNode details = wanted.at("/error/details");
		return (details.size() == answer.body().at("/error/details").size())
				? Expectation.plain(answer.body(), wanted, "body") : "details are " + answer.body();
	}

}
