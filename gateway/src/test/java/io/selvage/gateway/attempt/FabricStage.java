package io.selvage.gateway.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.selvage.fabric.simulator.ListenerDefinition;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.ServiceBuilder;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static io.selvage.gateway.attempt.FabricStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricStage.LISTENER;
import static io.selvage.gateway.attempt.FabricStage.SEED;
import static io.selvage.gateway.attempt.FabricStage.SERVICE;
import static io.selvage.gateway.attempt.FabricStage.STATEFUL;
import static io.selvage.gateway.attempt.FabricStage.withListener;

/**
 * A gateway and the simulated clusters it calls over real connections.
 */
final class FabricStage implements AfterEachCallback {

	static final String SERVICE = "fabric:/SFBackendForAPIM/WebAPI_Backend";

	static final String STATEFUL = "fabric:/Store/Orders";

	static final String LISTENER = "HttpServiceEndpoint";

	static final FabricOptions DEFAULT = new FabricOptions(null, null, null, LISTENER, null);

	static final FabricOptions SEED = new FabricOptions(TestRequests.expression("the seed's",
			(context) -> TestRequests.statusIsNot200(context)
					|| "BackendConnectionFailure".equals(TestRequests.reason(context))
					|| "Timeout".equals(TestRequests.reason(context))),
			null, null, LISTENER, null);

	final List<SimulatedCluster> clusters = new ArrayList<>();

	final LiveGateway gateway = new LiveGateway();

	@Override
	public void afterEach(ExtensionContext context) {
		this.gateway.close();
		this.clusters.forEach(SimulatedCluster::close);
	}

	SimulatedCluster stateless(String name) {
		SimulatedCluster cluster = SimulatedCluster.builder()
			.name(name)
			.application("SFBackendForAPIM",
					(app) -> app.stateless("WebAPI_Backend",
							(svc) -> svc.singleton()
								.instances(3)
								.listener(LISTENER, Scheme.HTTP)
								.listener("HTTPSServiceEndpoint", Scheme.HTTPS)))
			.start();
		this.clusters.add(cluster);
		return cluster;
	}

	SimulatedCluster stateful(UnaryOperator<ServiceBuilder> description, boolean onSecondaries) {
		ListenerDefinition listener = ListenerDefinition.of(LISTENER, Scheme.HTTP);
		SimulatedCluster cluster = SimulatedCluster.builder()
			.application("Store", (app) -> app.stateful("Orders",
					(svc) -> description.apply(svc).listener(onSecondaries ? listener.alsoOnSecondaries() : listener)))
			.start();
		this.clusters.add(cluster);
		return cluster;
	}

	static FabricOptions withListener(FabricOptions options) {
		return new FabricOptions(options.resolveCondition(), null, null, LISTENER, null);
	}

}
