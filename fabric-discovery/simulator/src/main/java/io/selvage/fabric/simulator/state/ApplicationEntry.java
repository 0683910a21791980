package io.selvage.fabric.simulator.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One application as the cluster knows it.
 *
 * @param name the full name, {@code fabric:/App}
 * @param typeName the application type
 * @param typeVersion the version of the type
 * @param parameters the application parameters, in order
 */
public record ApplicationEntry(String name, String typeName, String typeVersion, Map<String, String> parameters) {

	public ApplicationEntry {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

}
