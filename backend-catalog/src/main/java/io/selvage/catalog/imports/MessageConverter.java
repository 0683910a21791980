package io.selvage.catalog.imports;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts the request and the responses of an operation.
 */
final class MessageConverter {

	private static final Set<String> WITHOUT_BODY = Set.of("get", "head", "options");

	private static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

	private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

	private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");

	private final OpenApiDocument document;

	private final SchemaCollector schemas;

	MessageConverter(OpenApiDocument document, SchemaCollector schemas) {
		this.document = document;
		this.schemas = schemas;
	}

	void addMessages(ObjectNode properties, OperationConverter.Source source,
			List<OperationConverter.Located> parameters, boolean requiredQueryInTemplate) {
		ObjectNode request = request(source, parameters, requiredQueryInTemplate);
		if (!request.isEmpty()) {
			properties.set("request", request);
		}
		ArrayNode responses = JsonNodeFactory.instance.arrayNode();
		source.operation().path("responses").properties().forEach((entry) -> {
			ObjectNode response = response(entry.getKey(), entry.getValue(), source);
			if (response != null) {
				responses.add(response);
			}
		});
		if (!responses.isEmpty()) {
			properties.set("responses", responses);
		}
	}

	private ObjectNode request(OperationConverter.Source source, List<OperationConverter.Located> parameters,
			boolean requiredQueryInTemplate) {
		ObjectNode request = JsonNodeFactory.instance.objectNode();
		ArrayNode query = JsonNodeFactory.instance.arrayNode();
		ArrayNode headers = JsonNodeFactory.instance.arrayNode();
		OperationConverter.Located body = null;
		for (OperationConverter.Located parameter : parameters) {
			switch (parameter.in()) {
				case "query" -> {
					if (!requiredQueryInTemplate || !parameter.belongsInTemplate()) {
						query.add(convert(parameter));
					}
				}
				case "header" -> {
					if (!IGNORED_HEADERS.contains(parameter.name().toLowerCase(Locale.ROOT))) {
						headers.add(convert(parameter));
					}
				}
				case "body" -> {
					if (body != null) {
						throw new ImportException("Operation can have only one body parameter.", parameter.location());
					}
					body = parameter;
				}
				default -> {
					// Path parameters are in the template; cookie and form parameters are
					// not supported.
				}
			}
		}
		addIfAny(request, "queryParameters", query);
		addIfAny(request, "headers", headers);
		if (!WITHOUT_BODY.contains(source.method())) {
			addBody(request, source, body);
		}
		return request;
	}

	private void addBody(ObjectNode request, OperationConverter.Source source,
			OperationConverter.@Nullable Located body) {
		ArrayNode representations = JsonNodeFactory.instance.arrayNode();
		if (this.document.isVersion2()) {
			if (body != null) {
				ParameterConverter.putText(request, "description", body.node().path("description").asString(null));
				for (String contentType : mediaTypes(source.operation(), "consumes")) {
					representations.add(representation(contentType, body.node().path("schema"), body.node(),
							typeName(source, "Request")));
				}
			}
		}
		else {
			JsonNode node = this.document.resolve(source.operation().path("requestBody"),
					source.location() + ".requestBody");
			ParameterConverter.putText(request, "description", node.path("description").asString(null));
			addContent(representations, node.path("content"), typeName(source, "Request"));
		}
		addIfAny(request, "representations", representations);
	}

	private @Nullable ObjectNode response(String status, JsonNode reference, OperationConverter.Source source) {
		String location = source.location() + ".responses." + status;
		JsonNode node = this.document.resolve(reference, location);
		int code = statusCode(status);
		if (code < 0) {
			return null;
		}
		ObjectNode response = JsonNodeFactory.instance.objectNode().put("statusCode", code);
		ParameterConverter.putText(response, "description", node.path("description").asString(null));
		ArrayNode representations = JsonNodeFactory.instance.arrayNode();
		String typeName = typeName(source, status + "Response");
		if (this.document.isVersion2()) {
			if (node.has("schema") || node.has("examples")) {
				for (String contentType : mediaTypes(source.operation(), "produces")) {
					representations
						.add(representation(contentType, node.path("schema"), JsonNodeFactory.instance.objectNode()
							.set("example", node.path("examples").path(contentType)), typeName));
				}
			}
		}
		else {
			addContent(representations, node.path("content"), typeName);
		}
		addIfAny(response, "representations", representations);
		ArrayNode headers = JsonNodeFactory.instance.arrayNode();
		node.path("headers")
			.properties()
			.forEach((entry) -> headers
				.add(ParameterConverter.convert(entry.getKey(), this.document.resolve(entry.getValue(), location),
						this.document, location + ".headers." + entry.getKey())));
		addIfAny(response, "headers", headers);
		return response;
	}

	/** {@code default} and ranges such as {@code 4XX} have no place in the contract. */
	private static int statusCode(String status) {
		return STATUS.matcher(status).matches() ? Integer.parseInt(status) : -1;
	}

	private void addContent(ArrayNode representations, JsonNode content, String typeName) {
		content.properties()
			.forEach((entry) -> representations
				.add(representation(entry.getKey(), entry.getValue().path("schema"), entry.getValue(), typeName)));
	}

	private ObjectNode representation(String contentType, JsonNode schema, JsonNode holder, String typeName) {
		ObjectNode representation = JsonNodeFactory.instance.objectNode().put("contentType", contentType);
		String name = this.schemas.nameOf(schema, typeName);
		if (name != null) {
			representation.put("schemaId", SchemaCollector.SCHEMA_ID);
			representation.put("typeName", name);
		}
		ObjectNode examples = JsonNodeFactory.instance.objectNode();
		if (isGiven(holder.path("example"))) {
			examples.putObject("default").set("value", holder.path("example").deepCopy());
		}
		else if (isGiven(schema.path("example"))) {
			examples.putObject("default").set("value", schema.path("example").deepCopy());
		}
		holder.path("examples").properties().forEach((entry) -> {
			JsonNode example = this.document.resolve(entry.getValue(), "examples." + entry.getKey());
			if (example.isObject()) {
				examples.set(entry.getKey(), example.deepCopy());
			}
		});
		if (!examples.isEmpty()) {
			representation.set("examples", examples);
		}
		return representation;
	}

	private static boolean isGiven(JsonNode node) {
		return !node.isMissingNode() && !node.isNull();
	}

	private List<String> mediaTypes(JsonNode operation, String name) {
		JsonNode types = operation.has(name) ? operation.path(name) : this.document.root().path(name);
		return types.isEmpty() ? List.of("application/json") : types.valueStream().map(JsonNode::asString).toList();
	}

	private ObjectNode convert(OperationConverter.Located parameter) {
		return ParameterConverter.convert(parameter.name(), parameter.node(), this.document, parameter.location());
	}

	/** For example {@code OrdersPost201Response}. */
	private static String typeName(OperationConverter.Source source, String suffix) {
		StringBuilder name = new StringBuilder();
		for (String word : NO_WORD.split(source.template() + " " + source.method())) {
			if (!word.isEmpty()) {
				name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
			}
		}
		return name.append(suffix).toString();
	}

	private static void addIfAny(ObjectNode target, String name, ArrayNode list) {
		if (!list.isEmpty()) {
			target.set(name, list);
		}
	}

}
