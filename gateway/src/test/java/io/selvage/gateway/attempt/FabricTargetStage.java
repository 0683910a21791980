package io.selvage.gateway.attempt;

import java.util.List;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricServiceName;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import org.jspecify.annotations.Nullable;

import static io.selvage.gateway.attempt.FabricTargetStage.A;
import static io.selvage.gateway.attempt.FabricTargetStage.B;
import static io.selvage.gateway.attempt.FabricTargetStage.C;
import static io.selvage.gateway.attempt.FabricTargetStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricTargetStage.SEED;
import static io.selvage.gateway.attempt.FabricTargetStage.trace;
import static io.selvage.gateway.attempt.ScriptedResolver.endpoint;
import static io.selvage.gateway.attempt.ScriptedResolver.instance;
import static io.selvage.gateway.attempt.ScriptedResolver.resolution;

/**
 * A target of Service Fabric whose resolver is scripted, as is who answers.
 */
final class FabricTargetStage {

	static final String A = "http://10.0.0.1:20008";

	static final String B = "http://10.0.0.2:20008";

	static final String C = "http://10.0.0.3:20008";

	static final FabricOptions DEFAULT = new FabricOptions(null, null, null, "HttpServiceEndpoint", null);

	static final FabricOptions SEED = new FabricOptions(
			TestRequests.expression("the seed's",
					(context) -> TestRequests.statusIsNot200(context)
							|| "BackendConnectionFailure".equals(TestRequests.reason(context))
							|| "Timeout".equals(TestRequests.reason(context))),
			null, null, "HttpServiceEndpoint", null);

	final ScriptedResolver resolver = new ScriptedResolver(
			resolution(1, instance("10.0.0.1"), instance("10.0.0.2"), instance("10.0.0.3")));

	final Ejections ejections = new Ejections(EjectionRule.DEFAULT, System::nanoTime);

	final BackendBreaker breaker = new BackendBreaker("fabric", null, false, new MonotonicClock());

	int maxRetries = 5;

	@Nullable FabricServiceName service = FabricServiceName.of("fabric:/App/Svc");

	void stateful() {
		this.resolver.current = resolution(1, endpoint(EndpointKind.STATEFUL_PRIMARY, "10.0.0.1"),
				endpoint(EndpointKind.STATEFUL_SECONDARY, "10.0.0.2"),
				endpoint(EndpointKind.STATEFUL_SECONDARY, "10.0.0.3"), endpoint(EndpointKind.UNKNOWN, "10.0.0.4"));
	}

	int call(ScriptedClient client, String method, FabricOptions options) {
		return TestRequests.forward(forwarder(client), TestRequests.execution(method), options);
	}

	RequestForwarder forwarder(ScriptedClient client) {
		return TestRequests.forwarder(client, target());
	}

	FabricTarget target() {
		FabricBackend backend = new FabricBackend("fabric", TestRequests.transport("fabric"), this.service,
				"https://cluster:19080/", List.of("https://cluster:19080"), this.maxRetries);
		return new FabricTarget(backend, this.resolver, this.breaker, this.ejections, FabricTargetSettings.DEFAULT);
	}

	static String trace(PolicyExecution execution) {
		return String.valueOf(execution.context().trace().entries());
	}

}
