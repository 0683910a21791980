package io.selvage.catalog.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports OpenAPI 2.0, 3.0 and 3.1 documents by the documented rules of API Management:
 * names of operations from their ids, required query parameters in the URL template, the
 * first https server as service URL, security definitions ignored, and of extensions only
 * {@link OpenApiVocabulary those} known.
 */
public final class OpenApiImporter {

	/** The largest inline document, in characters. */
	private static final int MAX_LENGTH = 4 * 1024 * 1024;

	private OpenApiImporter() {
	}

	/**
	 * Imports a document.
	 * @param text the document in JSON or YAML
	 * @param options how
	 * @return the API with its operations and schemas
	 * @throws ImportException if it can't be imported
	 */
	public static ImportedApi read(String text, ImportOptions options) {
		if (text.length() > MAX_LENGTH) {
			throw new ImportException("The document is longer than 4 MB.", "$");
		}
		OpenApiDocument document = OpenApiDocument.parse(text);
		SchemaCollector schemas = new SchemaCollector(document);
		OperationConverter converter = new OperationConverter(document, options, schemas);
		OperationNames names = new OperationNames(options.knownNames());
		List<ImportedApi.Item> operations = new ArrayList<>();
		addOperations(operations, document.root().path("paths"), document, converter, names);
		addOperations(operations, document.root().path(OpenApiVocabulary.PATHS), document, converter, names);
		return new ImportedApi(properties(document, options.source()), List.copyOf(operations), schemas.item());
	}

	private static void addOperations(List<ImportedApi.Item> into, JsonNode paths, OpenApiDocument document,
			OperationConverter converter, OperationNames names) {
		paths.properties().forEach((path) -> {
			String template = path.getKey();
			if (template.startsWith("x-")) {
				return;
			}
			if (!template.startsWith("/")) {
				throw new ImportException("A path must begin with '/'.", "paths['" + template + "']");
			}
			JsonNode item = document.resolve(path.getValue(), "paths['" + template + "']");
			Map<String, JsonNode> members = new LinkedHashMap<>();
			item.properties().forEach((member) -> {
				String method = member.getKey().toLowerCase(Locale.ROOT);
				if (OpenApiVocabulary.METHODS.contains(method)) {
					members.put(method, member.getValue());
				}
			});
			item.path(OpenApiVocabulary.OTHER_METHODS)
				.properties()
				.forEach((member) -> members.put(member.getKey().toLowerCase(Locale.ROOT), member.getValue()));
			members.forEach((method, member) -> {
				requireObject(member, template, method);
				ObjectNode operation = converter.convert(new OperationConverter.Source(method, template, item, member));
				into.add(new ImportedApi.Item(names.name(member.path("operationId").asString(null), method,
						operation.path("urlTemplate").asString()), operation));
			});
		});
	}

	private static void requireObject(JsonNode operation, String template, String method) {
		if (!operation.isObject()) {
			throw new ImportException("An operation must be an object.", "paths['" + template + "']." + method);
		}
	}

	private static ObjectNode properties(OpenApiDocument document, @Nullable String source) {
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		JsonNode info = document.root().path("info");
		String title = info.path("title").asString("");
		if (!title.isBlank()) {
			properties.put("displayName", (title.length() <= 300) ? title : title.substring(0, 300));
		}
		String description = info.path("description").asString("");
		if (!description.isBlank()) {
			properties.put("description", description);
		}
		String serviceUrl = ServerUrl.of(document, source);
		if (serviceUrl != null) {
			properties.put("serviceUrl", serviceUrl);
		}
		copy(info, properties, "termsOfService", "termsOfServiceUrl");
		copy(info, properties, "contact", "contact");
		copy(info, properties, "license", "license");
		return properties;
	}

	private static void copy(JsonNode from, ObjectNode to, String name, String target) {
		JsonNode value = from.path(name);
		if ((value.isObject() && !value.isEmpty()) || value.isString()) {
			to.set(target, value.deepCopy());
		}
	}

}
