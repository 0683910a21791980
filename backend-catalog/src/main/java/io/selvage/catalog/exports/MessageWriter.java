package io.selvage.catalog.exports;

import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the body of a request and the responses. Swagger 2.0 knows one schema and one
 * example per body, whatever its media types: there the first one is written.
 */
final class MessageWriter {

	private static final Set<String> WITHOUT_BODY = Set.of("get", "head", "options");

	private final boolean version2;

	private final SchemaSet schemas;

	private final ParameterWriter parameters;

	MessageWriter(boolean version2, SchemaSet schemas, ParameterWriter parameters) {
		this.version2 = version2;
		this.schemas = schemas;
		this.parameters = parameters;
	}

	void addRequest(ObjectNode operation, ArrayNode parameterList, JsonNode request, String method) {
		JsonNode representations = request.path("representations");
		String description = request.path("description").asString(null);
		if (WITHOUT_BODY.contains(method)
				|| (representations.isEmpty() && (description == null || description.isBlank()))) {
			return;
		}
		if (this.version2) {
			addBody2(operation, parameterList, request);
			return;
		}
		ObjectNode body = operation.putObject("requestBody");
		if (description != null) {
			body.put("description", description);
		}
		addContent(body.putObject("content"), representations);
	}

	private void addBody2(ObjectNode operation, ArrayNode parameterList, JsonNode request) {
		JsonNode representations = request.path("representations");
		if (representations.isEmpty()) {
			return;
		}
		representations.forEach((each) -> operation.withArray("consumes").add(contentType(each)));
		JsonNode form = representations.get(0).path("formParameters");
		if (!form.isEmpty()) {
			form.forEach((parameter) -> parameterList.add(this.parameters.parameter(parameter.path("name").asString(""),
					"formData", parameter, parameter.path("required").asBoolean(false))));
			return;
		}
		ObjectNode body = parameterList.addObject().put("name", "body").put("in", "body");
		String description = request.path("description").asString(null);
		if (description != null) {
			body.put("description", description);
		}
		ObjectNode schema = this.schemas.of(representations.get(0));
		JsonNode example = Examples.first(representations.get(0));
		if (!example.isMissingNode()) {
			schema.set("example", example);
		}
		body.set("schema", schema);
	}

	void addResponses(ObjectNode operation, JsonNode responses) {
		ObjectNode written = JsonNodeFactory.instance.objectNode();
		Set<String> types = new LinkedHashSet<>();
		for (JsonNode response : responses) {
			String status = String.valueOf(response.path("statusCode").asInt(0));
			if (!written.has(status)) {
				written.set(status, response(response));
				response.path("representations").forEach((each) -> types.add(contentType(each)));
			}
		}
		if (written.isEmpty()) {
			// There must be one; an import has no place for this one.
			written.putObject("default").put("description", "");
		}
		if (this.version2 && !types.isEmpty()) {
			types.forEach(operation.withArray("produces")::add);
		}
		operation.set("responses", written);
	}

	private ObjectNode response(JsonNode response) {
		ObjectNode written = JsonNodeFactory.instance.objectNode();
		written.put("description", response.path("description").asString(""));
		ObjectNode headers = JsonNodeFactory.instance.objectNode();
		for (JsonNode header : response.path("headers")) {
			headers.set(header.path("name").asString(""), this.parameters.header(header));
		}
		if (!headers.isEmpty()) {
			written.set("headers", headers);
		}
		JsonNode representations = response.path("representations");
		if (this.version2) {
			addContent2(written, representations);
		}
		else if (!representations.isEmpty()) {
			addContent(written.putObject("content"), representations);
		}
		return written;
	}

	private void addContent2(ObjectNode response, JsonNode representations) {
		if (representations.isEmpty()) {
			return;
		}
		response.set("schema", this.schemas.of(representations.get(0)));
		for (JsonNode representation : representations) {
			JsonNode example = Examples.first(representation);
			if (!example.isMissingNode()) {
				response.withObject("/examples").set(contentType(representation), example);
			}
		}
	}

	private void addContent(ObjectNode content, JsonNode representations) {
		for (JsonNode representation : representations) {
			String type = contentType(representation);
			if (!content.has(type)) {
				ObjectNode media = content.putObject(type);
				ObjectNode schema = this.schemas.of(representation);
				if (!schema.isEmpty()) {
					media.set("schema", schema);
				}
				Examples.addTo(media, representation);
			}
		}
	}

	private static String contentType(JsonNode representation) {
		String type = representation.path("contentType").asString("");
		return type.isBlank() ? "*/*" : type;
	}

}
