package io.selvage.gateway.target.fabric;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a failed resolution into the failure of the statement. A cluster that cannot be
 * reached or is silent has the reasons of a backend that cannot be reached or is silent;
 * a key that fits no partition is the caller's fault.
 */
final class ResolutionFailure {

	private static final String REASON = "PartitionResolutionFailure";

	private ResolutionFailure() {
	}

	static PolicyException of(FabricServiceName service, Throwable failure) {
		if (failure instanceof PolicyException known) {
			return known;
		}
		String message = "Unable to resolve a partition of '" + service + "': " + failure.getMessage();
		int status = (failure instanceof FabricException.InvalidPartitionKey) ? 400 : 500;
		return exception(reason(failure), message, status, failure);
	}

	static PolicyException noInstance(FabricServiceName service, @Nullable String replicaType) {
		String role = (replicaType != null) ? replicaType : "primary";
		return exception(REASON, "The partition of '" + service + "' has no " + role + " replica at the moment", 500,
				null);
	}

	static PolicyException noService(String backendId) {
		return exception(REASON,
				"Backend '" + backendId
						+ "' names no service: set sf-service-instance-name or a URL such as fabric:/App/Service",
				500, null);
	}

	static PolicyException badName(String name, IllegalArgumentException cause) {
		return exception(REASON, "sf-service-instance-name '" + name + "' is no service name: " + cause.getMessage(),
				500, cause);
	}

	private static String reason(Throwable failure) {
		if (failure instanceof FabricException.Unreachable) {
			return "BackendConnectionFailure";
		}
		return (failure instanceof FabricException.Timeout) ? "Timeout" : REASON;
	}

	private static PolicyException exception(String reason, String message, int status, @Nullable Throwable cause) {
		LastError error = new LastError(Endpoint.FORWARD_REQUEST, reason, message, null, null, null, null);
		return new PolicyException(error, status, cause);
	}

}
