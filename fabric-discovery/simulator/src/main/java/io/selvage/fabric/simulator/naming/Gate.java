package io.selvage.fabric.simulator.naming;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Decides before anything else whether a client may call: by certificate or by token, and
 * only the cluster it means.
 */
final class Gate {

	private final NamingSettings settings;

	Gate(NamingSettings settings) {
		this.settings = settings;
	}

	/** The refusal, or {@code null} if the client may call. */
	@Nullable NamingAnswer refusal(@Nullable NamingCall call, @Nullable String thumbprint, HttpHeaders headers) {
		String cluster = headers.get("ClusterId");
		if (cluster != null && !cluster.equalsIgnoreCase(this.settings.clusterId())) {
			return NamingAnswer.error(FabricError.ACCESS_DENIED);
		}
		ClientAccess access = this.settings.access();
		if (access.open() || call == NamingCall.GET_AAD_METADATA) {
			return null;
		}
		if (thumbprint != null && access.thumbprints().contains(thumbprint)) {
			return null;
		}
		String authorization = headers.get("Authorization", "");
		if (authorization.startsWith("Bearer ")
				&& access.bearerTokens().contains(authorization.substring("Bearer ".length()))) {
			return null;
		}
		return access.certificates() ? NamingAnswer.refused(403, "Client certificate required")
				: NamingAnswer.refused(401, "Unauthorized");
	}

}
