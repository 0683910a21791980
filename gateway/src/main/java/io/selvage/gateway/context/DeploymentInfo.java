package io.selvage.gateway.context;

import java.security.KeyStore;
import java.util.Map;

/**
 * Where the gateway runs ({@code context.Deployment}).
 *
 * @param serviceName the name of the service
 * @param region the region
 * @param gatewayId the gateway, {@code managed} by default
 * @param isManaged true for the gateway {@code managed}
 * @param instanceId the name of this process
 * @param certificates the certificates of the catalog by their resource name
 */
public record DeploymentInfo(String serviceName, String region, String gatewayId, boolean isManaged, String instanceId,
		Map<String, KeyStore.PrivateKeyEntry> certificates) {
}
