package io.selvage.catalog.imports;

import java.util.HashSet;
import java.util.Set;

import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;
import tools.jackson.databind.JsonNode;

/**
 * An OpenAPI document of version 2.0, 3.0 or 3.1 as a tree, with its references.
 *
 * @param root the document
 * @param isVersion2 true for Swagger 2.0
 */
record OpenApiDocument(JsonNode root, boolean isVersion2) {

	static OpenApiDocument parse(String text) {
		JsonNode root;
		try {
			root = text.stripLeading().startsWith("{") ? ContractJson.parse(text) : ContractJson.parseYaml(text);
		}
		catch (DocumentException ex) {
			throw new ImportException(String.valueOf(ex.getMessage()), ex.location());
		}
		if (!root.isObject()) {
			throw new ImportException("The document is no OpenAPI document: its root must be an object.", "$");
		}
		String swagger = root.path("swagger").asString("");
		String version = root.path("openapi").asString("");
		if (!swagger.equals("2.0") && !version.startsWith("3.0") && !version.startsWith("3.1")) {
			throw new ImportException("The document must say swagger: \"2.0\", openapi: 3.0.x or openapi: 3.1.x.", "$");
		}
		OpenApiDocument document = new OpenApiDocument(root, swagger.equals("2.0"));
		document.requireObject("info", true);
		document.requireObject("paths", !version.startsWith("3.1"));
		return document;
	}

	private void requireObject(String name, boolean required) {
		JsonNode node = this.root.path(name);
		if (!node.isObject() && (required || !node.isMissingNode())) {
			throw new ImportException("The document must have an object '" + name + "'.", name);
		}
	}

	/** The node itself or what it refers to within this document. */
	JsonNode resolve(JsonNode node, String path) {
		Set<String> seen = new HashSet<>();
		JsonNode current = node;
		while (current.path("$ref").isString()) {
			String reference = current.path("$ref").stringValue();
			if (!reference.startsWith("#/")) {
				throw new ImportException("The reference '" + reference + "' leaves the document.", path);
			}
			if (!seen.add(reference)) {
				throw new ImportException("The reference '" + reference + "' refers to itself.", path);
			}
			JsonNode target = this.root.at(reference.substring(1).replace("%7B", "{").replace("%7D", "}"));
			if (target.isMissingNode()) {
				throw new ImportException("The reference '" + reference + "' refers to nothing.", path);
			}
			current = target;
		}
		return current;
	}

	/** The named schemas of the document. */
	JsonNode schemas() {
		return this.isVersion2 ? this.root.path("definitions") : this.root.path("components").path("schemas");
	}

}
