package io.selvage.fabric.simulator.state;

import java.util.Map;

/**
 * A service type of an application type's manifest.
 *
 * @param name the type name
 * @param kind stateless or stateful
 * @param persisted whether a stateful service keeps its state on disk
 * @param manifestName the service manifest's name
 * @param manifestVersion the service manifest's version
 * @param extensions the manifest's extensions: key to XML text
 */
public record ServiceType(String name, ServiceKind kind, boolean persisted, String manifestName, String manifestVersion,
		Map<String, String> extensions) {

	public ServiceType {
		extensions = Map.copyOf(extensions);
	}

}
