package io.selvage.gateway.target.fabric;

import java.util.List;

import io.selvage.fabric.FabricServiceName;
import io.selvage.gateway.forward.BackendTransport;
import org.jspecify.annotations.Nullable;

/**
 * What a Service Fabric backend entity says.
 *
 * @param backendId the resource name of the backend
 * @param transport whose connections lead to the instances
 * @param service the service called if a policy names none; null if the entity's URL
 * names none
 * @param resourceId the entity's {@code resourceId}, for traces
 * @param managementEndpoints the management endpoints, for traces
 * @param maxResolutionRetries how often a partition is resolved again for one request, 0
 * to 10
 */
public record FabricBackend(String backendId, BackendTransport transport, @Nullable FabricServiceName service,
		String resourceId, List<String> managementEndpoints, int maxResolutionRetries) {

	/** What holds if the entity does not say how often a partition is resolved again. */
	public static final int DEFAULT_RESOLUTION_RETRIES = 5;

}
