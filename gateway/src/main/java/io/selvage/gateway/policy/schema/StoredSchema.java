package io.selvage.gateway.policy.schema;

import tools.jackson.databind.JsonNode;

/**
 * A schema of the catalog that policies refer to by its name.
 */
public sealed interface StoredSchema {

	/**
	 * Returns the name.
	 * @return the resource name
	 */
	String id();

	/**
	 * A JSON schema, or a document that holds some.
	 *
	 * @param id the resource name
	 * @param document the document
	 */
	record Json(String id, JsonNode document) implements StoredSchema {
	}

	/**
	 * A schema of XML Schema 1.0.
	 *
	 * @param id the resource name
	 * @param text the document, without a document type
	 */
	record Xml(String id, String text) implements StoredSchema {
	}

	/**
	 * One whose text is not known, where a document is checked outside of a catalog:
	 * nothing is compared with it.
	 *
	 * @param id the resource name
	 */
	record Unknown(String id) implements StoredSchema {
	}

}
