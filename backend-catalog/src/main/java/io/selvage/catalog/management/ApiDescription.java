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
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ResourceWriter;
import io.selvage.catalog.resource.Schema;
import io.selvage.catalog.resource.ValueType;
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

	private final ObjectNode schemas = NODES.objectNode();

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
		error();
		ObjectNode components = document.putObject("components");
		components.set("schemas", this.schemas);
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
			answer(operation, "200", "A page", list(collection));
		}
		else {
			if (route.method().equals("POST")) {
				content(operation.putObject("requestBody").put("required", false), free());
			}
			answer(operation, "200", "Done", route.method().equals("HEAD") ? null : free());
		}
		answer(operation, "default", "A refusal", reference("Error"));
		return operation;
	}

	private void describe(ObjectNode operation, String method, ResourceType type) {
		switch (method) {
			case "PUT", "PATCH" -> {
				header(operation, "If-Match");
				parameter(operation, "validateOnly", "query", false, "boolean");
				content(operation.putObject("requestBody").put("required", method.equals("PATCH")), resource(type));
				answer(operation, "200", "Replaced", resource(type));
				if (method.equals("PUT")) {
					answer(operation, "201", "Created", resource(type));
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
					answer(operation, "200", "It is there", resource(type));
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
		ObjectNode result = object("ApiExportResult").putObject("properties");
		result.putObject("id").put("type", "string");
		result.putObject("format").put("type", "string");
		result.putObject("value").put("type", "object").putObject("properties").putObject("link").put("type", "string");
		ObjectNode either = NODES.objectNode();
		either.putArray("oneOf").add(resource(type)).add(reference("ApiExportResult"));
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
		answer(operation, "default", "A refusal", reference("Error"));
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

	private static ObjectNode reference(String name) {
		return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
	}

	/** Types of one path shape have one schema, wherever they lie. */
	private ObjectNode resource(ResourceType type) {
		String name = name(type) + "Resource";
		if (!this.schemas.has(name)) {
			ObjectNode members = object(name).putObject("properties");
			for (String own : new String[] { "id", "name", "type" }) {
				members.putObject(own).put("type", "string").put("readOnly", true);
			}
			members.set("properties", model(name(type), type.schema()));
		}
		return reference(name);
	}

	private ObjectNode list(ResourceType type) {
		String name = name(type) + "List";
		if (!this.schemas.has(name)) {
			ObjectNode members = object(name).putObject("properties");
			members.putObject("value").put("type", "array").set("items", resource(type));
			members.putObject("count").put("type", "integer");
			members.putObject("nextLink").put("type", "string");
		}
		return reference(name);
	}

	private ObjectNode object(String name) {
		return this.schemas.putObject(name).put("type", "object");
	}

	private static String name(ResourceType type) {
		return words("/" + type.path());
	}

	private ObjectNode model(String name, Schema schema) {
		if (!this.schemas.has(name)) {
			ObjectNode model = object(name);
			model.put("additionalProperties", true);
			ObjectNode members = model.putObject("properties");
			for (Property property : schema.properties()) {
				members.set(property.name(), property(property));
				if (property.is(Property.Trait.REQUIRED)) {
					model.withArray("required").add(property.name());
				}
			}
		}
		return reference(name);
	}

	private ObjectNode property(Property property) {
		ObjectNode schema = type(property.type());
		if (schema.has("$ref")) {
			return schema;
		}
		if (property.is(Property.Trait.READ_ONLY)) {
			schema.put("readOnly", true);
		}
		if (property.is(Property.Trait.WRITE_ONLY) || property.is(Property.Trait.SECRET)) {
			schema.put("writeOnly", true);
		}
		if (property.is(Property.Trait.IMMUTABLE)) {
			// As Microsoft's own descriptions say it; OpenAPI has no word for it.
			schema.putArray("x-ms-mutability").add("create").add("read");
		}
		if (property.is(Property.Trait.NULL_WHEN_UNSET)) {
			schema.put("nullable", true);
		}
		if (!property.bounds().values().isEmpty() && !property.bounds().open()) {
			property.bounds().values().forEach(schema.withArray("enum")::add);
		}
		return schema;
	}

	private ObjectNode type(ValueType type) {
		if (type instanceof ValueType.Structure structure) {
			return model(structure.model(), structure.schema());
		}
		ObjectNode schema = NODES.objectNode();
		if (type instanceof ValueType.ListOf list) {
			schema.put("type", "array").set("items", type(list.element()));
			return schema;
		}
		if (type instanceof ValueType.MapOf map) {
			schema.put("type", "object").set("additionalProperties", type(map.value()));
			return schema;
		}
		return switch ((ValueType.Scalar) type) {
			case STRING, DURATION -> schema.put("type", "string");
			case DATETIME -> schema.put("type", "string").put("format", "date-time");
			case INTEGER -> schema.put("type", "integer");
			case NUMBER -> schema.put("type", "number");
			case BOOLEAN -> schema.put("type", "boolean");
			case ANY -> schema;
		};
	}

	private void error() {
		ObjectNode error = object("Error").putObject("properties").putObject("error").put("type", "object");
		ObjectNode members = error.putObject("properties");
		members.putObject("code").put("type", "string");
		members.putObject("message").put("type", "string");
		ObjectNode details = members.putObject("details").put("type", "array").put("nullable", true);
		ObjectNode detail = details.putObject("items").put("type", "object").putObject("properties");
		for (String name : new String[] { "code", "target", "message" }) {
			detail.putObject(name).put("type", "string");
		}
	}

	/** The words of a path, each with a capital; names in braces without them. */
	private static String words(String path) {
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
