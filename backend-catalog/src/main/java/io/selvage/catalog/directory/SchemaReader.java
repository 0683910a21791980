package io.selvage.catalog.directory;

import java.util.Locale;
import java.util.Set;

import io.selvage.catalog.resource.DocumentException;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the document of a schema of the service, which may stand in a file of its own
 * beside {@code schemaInformation.json}.
 */
final class SchemaReader {

	private static final Set<String> NAMES = Set.of("schema.json", "schema.xml", "schema.xsd");

	private SchemaReader() {
	}

	static boolean isDocument(ResourceId id, String fileName) {
		return id.type() == ResourceType.SCHEMAS && isDocument(fileName);
	}

	/** Whether a file beside a schema's body holds its document. */
	static boolean isDocument(String fileName) {
		return NAMES.contains(fileName.toLowerCase(Locale.ROOT));
	}

	/**
	 * The body of a schema with the document of a file.
	 * @param information the body
	 * @param document the file, whose extension tells the type
	 * @return a new body
	 * @throws DocumentException if the file holds no JSON though its name says so
	 */
	static ObjectNode body(JsonNode information, Artifact document) {
		ObjectNode body = ResourceReader.overlay(ResourceType.SCHEMAS, information,
				JsonNodeFactory.instance.objectNode());
		ObjectNode properties = (ObjectNode) body.path("properties");
		if (document.name().toLowerCase(Locale.ROOT).endsWith(".json")) {
			properties.put("schemaType", "json");
			properties.set("document", document.json());
		}
		else {
			properties.put("schemaType", "xml");
			properties.put("value", document.text());
		}
		return body;
	}

}
