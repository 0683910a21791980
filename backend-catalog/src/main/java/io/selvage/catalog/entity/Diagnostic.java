package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is logged about requests.
 *
 * @param name the resource name
 * @param api the resource name of the API; null for every API
 * @param logger the resource name of the logger
 * @param samplingPercentage the share of requests, 0 to 100
 * @param settings all settings as the contract's JSON
 */
public record Diagnostic(String name, @Nullable String api, String logger, double samplingPercentage,
		JsonNode settings) {
}
