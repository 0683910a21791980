package io.selvage.catalog.entity;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.Resource;
import tools.jackson.databind.JsonNode;

/**
 * Decodes schemas of the service. Tools give JSON as a document, as a value or as the
 * text of one.
 */
final class ContentSchemaDecoder {

	private ContentSchemaDecoder() {
	}

	static ContentSchema schema(Resource resource) {
		Node node = Node.of(resource);
		if ("xml".equals(node.text("schemaType"))) {
			return new ContentSchema.Xml(resource.name(), node.text("value", ""));
		}
		JsonNode document = node.at(node.isGiven("document") ? "document" : "value").json();
		return new ContentSchema.Json(resource.name(),
				document.isString() ? ContractJson.parse(document.stringValue()) : document);
	}

}
