package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.Map;

import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.state.HealthState;
import io.selvage.gateway.forward.NettyProbeClient;
import io.selvage.gateway.health.ClusterHealth;
import io.selvage.gateway.health.HealthProbes;
import io.selvage.gateway.health.ProbeRule;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.fabric.FabricTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.selvage.gateway.attempt.FabricStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricStage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Instances that are known to be ill.
 */
class FabricHealthTests {

	@RegisterExtension
	final FabricStage stage = new FabricStage();

	@Test
	void anInstanceWhoseProbesFailGetsNoTraffic() {
		SimulatedCluster cluster = this.stage.stateless("c");
		Target target = this.stage.gateway.fabric("sf", cluster, SERVICE);
		this.stage.gateway.call(target, "GET", null, DEFAULT);
		SimulatedInstance sick = cluster.service(SERVICE).instances().get(1);
		sick.answer(503);
		try (HealthProbes probes = new HealthProbes((id) -> target, new NettyProbeClient())) {
			probes.start(
					Map.of("sf", new ProbeRule("/health?deep=1", Duration.ofMillis(100), Duration.ofSeconds(2), 2, 1)));
			await().until(() -> !target.ejections().unhealthy().isEmpty());
		}
		sick.forgetRequests();

		for (int i = 0; i < 6; i++) {
			assertThat(this.stage.gateway.call(target, "GET", null, DEFAULT).status()).isEqualTo(200);
		}

		assertThat(sick.requests()).noneMatch((request) -> request.uri().equals("/api/values"));
	}

	@Test
	void anInstanceTheClusterReportsInErrorGetsNoTraffic() {
		SimulatedCluster cluster = this.stage.stateless("c");
		FabricTarget target = (FabricTarget) this.stage.gateway.fabric("sf", cluster, SERVICE);
		this.stage.gateway.call(target, "GET", null, DEFAULT);
		SimulatedInstance sick = cluster.service(SERVICE).instances().get(1);
		sick.report(HealthState.ERROR);
		try (ClusterHealth health = new ClusterHealth(() -> Map.of(target, this.stage.gateway.naming(0)))) {
			health.start(Duration.ofMillis(50));
			await().until(() -> !target.ejections().unhealthy().isEmpty());
			sick.forgetRequests();
			for (int i = 0; i < 6; i++) {
				assertThat(this.stage.gateway.call(target, "GET", null, DEFAULT).status()).isEqualTo(200);
			}
			assertThat(sick.requests()).isEmpty();

			sick.report(HealthState.OK);
			await().until(() -> target.ejections().unhealthy().isEmpty());
		}
	}

}
