package io.selvage.fabric.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.fabric.FabricName;
import io.selvage.fabric.FabricServiceName;
import org.jspecify.annotations.Nullable;

/**
 * What a service id asks for.
 *
 * @param service the service
 * @param partitionKey the partition, or {@code null} for all
 * @param listener the listener's name, or {@code null} for the default one
 * @param role which replicas
 */
record ServiceReference(FabricServiceName service, @Nullable String partitionKey, @Nullable String listener,
		ReplicaRole role) {

	/** Reads the aliases; a wrong one is told by its property. */
	static Map<String, ServiceReference> aliases(FabricDiscoveryProperties properties) {
		Map<String, ServiceReference> references = new LinkedHashMap<>();
		properties.aliases().forEach((name, alias) -> {
			try {
				ReplicaRole role = (alias.role() != null) ? alias.role() : properties.services().role();
				String listener = (alias.listener() != null) ? alias.listener() : properties.services().listener();
				references.put(name, new ServiceReference(FabricServiceName.of(String.valueOf(alias.service())),
						alias.partitionKey(), listener, role));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						FabricDiscoveryProperties.PREFIX + ".aliases." + name + ".service: " + ex.getMessage(), ex);
			}
		});
		return Map.copyOf(references);
	}

	/** Reads a full name as service id, or tells that it is none. */
	static @Nullable ServiceReference parse(String serviceId, FabricDiscoveryProperties.Services defaults) {
		if (!serviceId.startsWith(FabricName.SCHEME)) {
			return null;
		}
		try {
			return new ServiceReference(FabricServiceName.of(serviceId), null, defaults.listener(), defaults.role());
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
