package io.selvage.catalog.imports;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the schemas of a document into the one schema resource of its API; schemas
 * without a name get one from where they stand.
 */
final class SchemaCollector {

	/** The name of the schema resource. */
	static final String SCHEMA_ID = "openapi";

	private final OpenApiDocument document;

	private final ObjectNode schemas;

	SchemaCollector(OpenApiDocument document) {
		this.document = document;
		this.schemas = document.schemas() instanceof ObjectNode named ? named.deepCopy()
				: JsonNodeFactory.instance.objectNode();
	}

	/** The name under which a schema is found, or null if there is none. */
	@Nullable String nameOf(JsonNode schema, String suggestion) {
		if (schema.isMissingNode() || schema.isNull() || (schema.isObject() && schema.isEmpty())) {
			return null;
		}
		String reference = schema.path("$ref").asString("");
		String prefix = this.document.isVersion2() ? "#/definitions/" : "#/components/schemas/";
		if (reference.startsWith(prefix)) {
			return unescape(reference.substring(prefix.length()));
		}
		String name = suggestion;
		for (int i = 1; this.schemas.has(name); i++) {
			name = suggestion + "-" + i;
		}
		this.schemas.set(name, schema.deepCopy());
		return name;
	}

	/** A name in a reference is a token of a JSON pointer in a fragment of a URI. */
	private static String unescape(String token) {
		String decoded = token;
		try {
			decoded = URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			// A percent sign that escapes nothing stands for itself.
		}
		return decoded.replace("~1", "/").replace("~0", "~");
	}

	/** The schema resource, or null if the document has no schemas. */
	ImportedApi.@Nullable Item item() {
		if (this.schemas.isEmpty()) {
			return null;
		}
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		if (this.document.isVersion2()) {
			properties.put("contentType", "application/vnd.ms-azure-apim.swagger.definitions+json");
			properties.putObject("document").set("definitions", this.schemas);
		}
		else {
			properties.put("contentType", "application/vnd.oai.openapi.components+json");
			properties.putObject("document").putObject("components").set("schemas", this.schemas);
		}
		return new ImportedApi.Item(SCHEMA_ID, properties);
	}

}
