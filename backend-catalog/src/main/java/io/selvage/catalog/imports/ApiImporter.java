package io.selvage.catalog.imports;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports a description in any of the contract's formats.
 */
public final class ApiImporter {

	private ApiImporter() {
	}

	/**
	 * The URL a description must be fetched from first.
	 * @param directives the properties {@code format} and {@code value} of a PUT
	 * @return the URL, or null if there is no description or it came inline
	 */
	public static @Nullable String link(JsonNode directives) {
		String format = directives.path("format").asString("");
		return format.contains("-link") ? directives.path("value").asString(null) : null;
	}

	/**
	 * Imports a description.
	 * @param directives {@code format}, {@code wsdlSelector} and
	 * {@code translateRequiredQueryParameters} of a PUT
	 * @param text the description
	 * @param known options with the operations that exist already
	 * @return the API
	 * @throws ImportException if it can't be imported
	 */
	public static ImportedApi read(JsonNode directives, String text, ImportOptions known) {
		boolean inTemplate = !"query".equals(directives.path("translateRequiredQueryParameters").asString(""));
		ImportOptions options = new ImportOptions(inTemplate, link(directives), known.knownNames());
		String format = directives.path("format").asString("openapi").toLowerCase(Locale.ROOT);
		if (format.startsWith("wsdl")) {
			JsonNode selector = directives.path("wsdlSelector");
			return WsdlImporter.read(text, selector.path("wsdlServiceName").asString(null),
					selector.path("wsdlEndpointName").asString(null), options);
		}
		if (format.startsWith("wadl")) {
			return WadlImporter.read(text, options);
		}
		if (format.startsWith("graphql")) {
			return schemaOnly("graphql", "application/vnd.ms-azure-apim.graphql.schema", text);
		}
		if (format.startsWith("odata")) {
			return schemaOnly("odata", "application/vnd.ms-azure-apim.odata.schema", text);
		}
		if (format.startsWith("grpc")) {
			return schemaOnly("grpc", "text/protobuf", text);
		}
		return OpenApiImporter.read(text, options);
	}

	/** What has no operations of its own is kept as the schema of the API. */
	private static ImportedApi schemaOnly(String type, String contentType, String text) {
		ObjectNode schema = JsonNodeFactory.instance.objectNode();
		schema.put("contentType", contentType);
		schema.putObject("document").put("value", text);
		return new ImportedApi(JsonNodeFactory.instance.objectNode().put("type", type), List.of(),
				new ImportedApi.Item(type, schema));
	}

}
