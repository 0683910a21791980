package io.selvage.conformance.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionResolver;
import io.selvage.gateway.attempt.TargetDirectory;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The backends of a case that has a cluster, as targets of the real forwarder. They live
 * as long as the case, so what an exchange learns about them the next one knows.
 */
final class CaseTargets implements TargetDirectory {

	private final JsonNode backends;

	private final PartitionResolver resolver;

	private final Map<String, Target> targets = new HashMap<>();

	CaseTargets(JsonNode setup) {
		this.backends = setup.path("backends");
		this.resolver = new CaseCluster(setup.get("cluster"));
	}

	@Override
	public Target find(PolicyExecution execution, @Nullable BackendSelection selection) {
		if (selection instanceof BackendSelection.Entity entity) {
			return this.targets.computeIfAbsent(entity.backendId(), this::entity);
		}
		return url((selection instanceof BackendSelection.BaseUrl base) ? base.url()
				: Objects.requireNonNull(execution.context().api().serviceUrl(), "the API has no service URL"));
	}

	private static Target url(MessageUrl url) {
		return new SingleTarget(new Endpoint(url, url.toString(), url::origin, Endpoint.FORWARD_REQUEST), null);
	}

	private Target entity(String id) {
		JsonNode backend = this.backends.get(id);
		String url = backend.get("url").asString();
		JsonNode cluster = backend.get("serviceFabricCluster");
		if (cluster == null) {
			return url(MessageUrl.parse(url));
		}
		List<String> management = new ArrayList<>();
		cluster.path("managementEndpoints").forEach((endpoint) -> management.add(endpoint.asString()));
		FabricServiceName service = url.startsWith("fabric:") ? FabricServiceName.of(url) : null;
		FabricBackend entity = new FabricBackend(id, () -> id, service,
				backend.path("resourceId").asString(management.get(0)), management,
				cluster.path("maxPartitionResolutionRetries").asInt(FabricBackend.DEFAULT_RESOLUTION_RETRIES));
		return new FabricTarget(entity, this.resolver, new BackendBreaker(id, null, false, new MonotonicClock()),
				new Ejections(EjectionRule.DEFAULT, System::nanoTime), FabricTargetSettings.DEFAULT);
	}

}
