package io.selvage.catalog.entity;

import tools.jackson.databind.JsonNode;

/**
 * A schema of the service ({@code schemas/x}), which policies compare bodies with.
 */
public sealed interface ContentSchema {

	/**
	 * The name policies refer to.
	 * @return the resource name
	 */
	String name();

	/**
	 * A JSON schema, or a document that holds some.
	 *
	 * @param name the resource name
	 * @param document the document
	 */
	record Json(String name, JsonNode document) implements ContentSchema {
	}

	/**
	 * A schema of XML Schema 1.0.
	 *
	 * @param name the resource name
	 * @param text the document, well-formed and without a document type
	 */
	record Xml(String name, String text) implements ContentSchema {
	}

}
