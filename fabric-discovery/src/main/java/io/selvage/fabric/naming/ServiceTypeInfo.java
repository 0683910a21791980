package io.selvage.fabric.naming;

import java.util.Map;

/**
 * A service type of an application type (GetServiceTypeInfoList).
 *
 * @param name the service type
 * @param kind {@code Stateless}, {@code Stateful} or something newer
 * @param manifestName the service manifest it comes from
 * @param manifestVersion its version
 * @param extensions the manifest's extensions by key: XML text. See
 * {@link ManifestLabels}
 */
public record ServiceTypeInfo(String name, String kind, String manifestName, String manifestVersion,
		Map<String, String> extensions) {
}
