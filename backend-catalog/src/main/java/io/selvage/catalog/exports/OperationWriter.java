package io.selvage.catalog.exports;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.selvage.catalog.imports.OpenApiVocabulary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one operation with its parameters.
 */
final class OperationWriter {

	private final ParameterWriter parameters;

	private final MessageWriter messages;

	OperationWriter(boolean version2, SchemaSet schemas) {
		this.parameters = new ParameterWriter(version2);
		this.messages = new MessageWriter(version2, schemas, this.parameters);
	}

	/**
	 * Writes an operation.
	 * @param operation the operation
	 * @param template its URL template
	 * @param queryInPath whether the query of the template is part of the path it is
	 * written under
	 */
	ObjectNode write(ExportedApi.Operation operation, TemplateParts template, boolean queryInPath) {
		ObjectNode written = JsonNodeFactory.instance.objectNode();
		operation.tags().forEach((tag) -> written.withArray("tags").add(tag));
		written.put("summary", operation.text("displayName"));
		if (!operation.text("description").isBlank()) {
			written.put("description", operation.text("description"));
		}
		written.put("operationId", operation.name());
		ArrayNode list = written.putArray("parameters");
		addTemplate(list, operation, template, queryInPath);
		addOthers(list, operation, template);
		JsonNode request = operation.properties().path("request");
		String method = operation.text("method").toLowerCase(Locale.ROOT);
		this.messages.addRequest(written, list, request, method);
		if (list.isEmpty()) {
			written.remove("parameters");
		}
		this.messages.addResponses(written, operation.properties().path("responses"));
		return written;
	}

	private void addTemplate(ArrayNode list, ExportedApi.Operation operation, TemplateParts template,
			boolean queryInPath) {
		JsonNode declared = operation.properties().path("templateParameters");
		for (String name : template.pathNames()) {
			list.add(this.parameters.parameter(name, "path", find(declared, name), true));
		}
		for (String name : template.queryNames()) {
			list.add(this.parameters.parameter(name, queryInPath ? "path" : "query", find(declared, name), true));
		}
	}

	/** A wildcard {@code {*rest}} may be declared with or without its asterisk. */
	private static @Nullable JsonNode find(JsonNode declared, String name) {
		for (JsonNode parameter : declared) {
			String own = parameter.path("name").asString("");
			if (own.equalsIgnoreCase(name) || name.equalsIgnoreCase("*" + own)) {
				return parameter;
			}
		}
		return null;
	}

	private void addOthers(ArrayNode list, ExportedApi.Operation operation, TemplateParts template) {
		Set<String> seen = new HashSet<>(template.isPlain() ? template.queryNames() : List.<String>of());
		for (JsonNode parameter : operation.properties().path("request").path("queryParameters")) {
			String name = parameter.path("name").asString("");
			boolean required = parameter.path("required").asBoolean(false);
			if (seen.add(name)) {
				ObjectNode written = this.parameters.parameter(name, "query", parameter, required);
				if (required) {
					// An import would make it a part of the template, where it is not.
					written.put(OpenApiVocabulary.IN_URL_TEMPLATE, false);
				}
				list.add(written);
			}
		}
		Set<String> headers = new HashSet<>();
		for (JsonNode header : operation.properties().path("request").path("headers")) {
			String name = header.path("name").asString("");
			if (headers.add(name.toLowerCase(Locale.ROOT))) {
				list.add(this.parameters.parameter(name, "header", header, header.path("required").asBoolean(false)));
			}
		}
	}

}
