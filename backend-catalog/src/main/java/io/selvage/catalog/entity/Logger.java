package io.selvage.catalog.entity;

import java.util.Map;

import io.selvage.catalog.resource.Secret;

/**
 * Where diagnostics and {@code log-to-eventhub} write to.
 *
 * @param name the resource name
 * @param loggerType {@code azureEventHub}, {@code applicationInsights},
 * {@code azureMonitor} or another
 * @param buffered whether records may be collected before they are sent
 * @param credentials how the target is reached; values may refer to named values
 */
public record Logger(String name, String loggerType, boolean buffered, Map<String, Secret> credentials) {
}
