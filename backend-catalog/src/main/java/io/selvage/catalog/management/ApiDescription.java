package io.selvage.catalog.management;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.selvage.catalog.exports.ExportFormat;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ResourceWriter;
import io.selvage.catalog.security.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the management API as OpenAPI 3.0, from its routes and the schemas of its
 * types: what is not served is not described, and nothing that is served is missing.
 */
final class ApiDescription {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)}");

	private static final String JSON = "application/json";

	private final DescribedSchemas schemas = new DescribedSchemas();

	private final Map<String, ResourceType> byItem = new LinkedHashMap<>();

	private final Map<String, ResourceType> byCollection = new LinkedHashMap<>();

	private ApiDescription(Collection<ResourceType> types) {
		for (ResourceType type : types) {
			String item = ManagementRouter.itemTemplate(type);
			this.byItem.put(item, type);
			this.byCollection.put(item.substring(0, item.lastIndexOf('/')), type);
		}
	}

	/**
	 * Describes an API.
	 * @param routes what can be called
	 * @return an OpenAPI 3.0 document
	 */
	static ObjectNode of(List<ManagementRoute> routes) {
		return new ApiDescription(ResourceType.all()).document(routes);
	}

	private ObjectNode document(List<ManagementRoute> routes) {
		ObjectNode document = NODES.objectNode();
		document.put("openapi", "3.0.3");
		document.putObject("info")
			.put("title", "Selvage management API")
			.put("version", ResourceWriter.API_VERSION)
			.put("description", "Azure Resource Manager's paths over the catalog of the gateway.");
		document.putArray("security").addObject().putArray("bearer");
		ObjectNode paths = document.putObject("paths");
		for (ManagementRoute route : routes) {
			paths.withObject(pointer(route.template())).set(route.method().toLowerCase(Locale.ROOT), operation(route));
		}
		ObjectNode components = document.putObject("components");
		components.set("schemas", this.schemas.all());
		components.putObject("securitySchemes").putObject("bearer").put("type", "http").put("scheme", "bearer");
		return document;
	}

	private static String pointer(String template) {
		return "/" + template.replace("~", "~0").replace("/", "~1");
	}

	private ObjectNode operation(ManagementRoute route) {
		ObjectNode operation = NODES.objectNode();
		operation.put("operationId", route.method().toLowerCase(Locale.ROOT) + words(route.template()));
		operation.put("summary", route.summary());
		operation.put("description", "Needs the access " + route.access() + ".");
		Matcher names = PARAMETER.matcher(route.template());
		while (names.find()) {
			parameter(operation, names.group(1), "path", true, "string");
		}
		if (route.access() == Caller.Access.SIGNED_LINK) {
			link(operation);
			return operation;
		}
		if (route.template().startsWith("/subscriptions/")) {
			parameter(operation, "api-version", "query", true, "string");
		}
		ResourceType item = this.byItem.get(route.template());
		ResourceType collection = this.byCollection.get(route.template());
		if (item != null) {
			describe(operation, route.method(), item);
		}
		else if (collection != null) {
			parameter(operation, "$filter", "query", false, "string");
			parameter(operation, "$top", "query", false, "integer");
			parameter(operation, "$skip", "query", false, "integer");
			answer(operation, "200", "A page", this.schemas.list(collection));
		}
		else {
			if (route.method().equals("POST")) {
				content(operation.putObject("requestBody").put("required", false), free());
			}
			answer(operation, "200", "Done", route.method().equals("HEAD") ? null : free());
		}
		answer(operation, "default", "A refusal", this.schemas.error());
		return operation;
	}

	private void describe(ObjectNode operation, String method, ResourceType type) {
		switch (method) {
			case "PUT", "PATCH" -> {
				header(operation, "If-Match");
				parameter(operation, "validateOnly", "query", false, "boolean");
				content(operation.putObject("requestBody").put("required", method.equals("PATCH")),
						this.schemas.resource(type));
				answer(operation, "200", "Replaced", this.schemas.resource(type));
				if (method.equals("PUT")) {
					answer(operation, "201", "Created", this.schemas.resource(type));
				}
			}
			case "DELETE" -> {
				header(operation, "If-Match");
				answer(operation, "200", "Deleted", null);
				answer(operation, "204", "There was none", null);
			}
			case "HEAD" -> answer(operation, "200", "It is there; its entity tag is in ETag", null);
			default -> {
				if (method.equals("GET") && ExportCalls.concerns(type)) {
					export(operation, type);
				}
				else {
					answer(operation, "200", "It is there", this.schemas.resource(type));
				}
			}
		}
	}

	/** With {@code export} the answer is another one. */
	private void export(ObjectNode operation, ResourceType type) {
		parameter(operation, "export", "query", false, "string");
		parameter(operation, "format", "query", false, "string");
		for (JsonNode parameter : operation.path("parameters")) {
			ObjectNode schema = (ObjectNode) parameter.path("schema");
			if (parameter.path("name").asString().equals("export")) {
				schema.putArray("enum").add("true");
			}
			if (parameter.path("name").asString().equals("format")) {
				Arrays.stream(ExportFormat.values()).map(ExportFormat::text).forEach(schema.putArray("enum")::add);
			}
		}
		ObjectNode either = NODES.objectNode();
		either.putArray("oneOf").add(this.schemas.resource(type)).add(this.schemas.exportResult());
		answer(operation, "200", "It is there; with export=true, a link to its description", either);
	}

	private void link(ObjectNode operation) {
		operation.put("description", "Needs no credentials: the link is signed and can be followed for five minutes.");
		operation.putArray("security");
		for (String name : new String[] { "api", "format", "se", "sig" }) {
			parameter(operation, name, "query", true, "string");
		}
		ObjectNode content = operation.withObject("responses")
			.putObject("200")
			.put("description", "The document")
			.putObject("content");
		for (ExportFormat format : ExportFormat.values()) {
			content.putObject(format.mediaType());
		}
		answer(operation, "default", "A refusal", this.schemas.error());
	}

	private static void header(ObjectNode operation, String name) {
		parameter(operation, name, "header", false, "string");
	}

	private static void parameter(ObjectNode operation, String name, String in, boolean required, String type) {
		operation.withArray("parameters")
			.addObject()
			.put("name", name)
			.put("in", in)
			.put("required", required)
			.putObject("schema")
			.put("type", type);
	}

	private static void answer(ObjectNode operation, String status, String text, @Nullable ObjectNode schema) {
		ObjectNode answer = operation.withObject("responses").putObject(status).put("description", text);
		if (schema != null) {
			content(answer, schema);
		}
	}

	private static void content(ObjectNode where, ObjectNode schema) {
		where.putObject("content").putObject(JSON).set("schema", schema);
	}

	private static ObjectNode free() {
		return NODES.objectNode().put("type", "object");
	}

	/** The words of a path, each with a capital; names in braces without them. */
	static String words(String path) {
		StringBuilder words = new StringBuilder();
		String relative = path.startsWith(ManagementRouter.BASE) ? path.substring(ManagementRouter.BASE.length()) + "/"
				: path;
		for (String word : relative.split("[^A-Za-z0-9]+")) {
			if (!word.isEmpty()) {
				words.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
			}
		}
		return words.isEmpty() ? "Service" : words.toString();
	}

}
