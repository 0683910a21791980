package io.selvage.fabric.naming;

import java.util.Map;

import io.selvage.fabric.FabricName;

/**
 * An application instance (GetApplicationInfo). Words the cluster uses are kept as text
 * because new ones keep coming.
 *
 * @param name for instance {@code fabric:/App}
 * @param typeName the application type
 * @param typeVersion its version
 * @param status for instance {@code Ready}
 * @param healthState for instance {@code Ok}
 * @param parameters the application's parameters, in the cluster's order
 */
public record ApplicationInfo(FabricName name, String typeName, String typeVersion, String status, String healthState,
		Map<String, String> parameters) {
}
