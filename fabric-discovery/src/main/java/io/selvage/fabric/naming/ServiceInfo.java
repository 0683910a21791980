package io.selvage.fabric.naming;

import io.selvage.fabric.FabricServiceName;

/**
 * A service (GetServiceInfo).
 *
 * @param name the service
 * @param kind {@code Stateless}, {@code Stateful} or something newer
 * @param typeName the service type
 * @param manifestVersion the version of the service manifest
 * @param status for instance {@code Active}
 * @param healthState for instance {@code Ok}
 */
public record ServiceInfo(FabricServiceName name, String kind, String typeName, String manifestVersion, String status,
		String healthState) {
}
