package io.selvage.catalog.entity;

import tools.jackson.databind.JsonNode;

/**
 * A schema document that the representations of an API refer to.
 *
 * @param api the resource name of the API
 * @param name the resource name
 * @param contentType the media type of the document
 * @param document the document as the contract's JSON: {@code value}, {@code definitions}
 * or {@code components}
 */
public record ApiSchema(String api, String name, String contentType, JsonNode document) {
}
