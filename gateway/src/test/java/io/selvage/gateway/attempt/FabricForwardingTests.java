package io.selvage.gateway.attempt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;

import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.instance.Answers;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.selvage.gateway.attempt.FabricStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricStage.LISTENER;
import static io.selvage.gateway.attempt.FabricStage.SEED;
import static io.selvage.gateway.attempt.FabricStage.SERVICE;
import static io.selvage.gateway.attempt.FabricStage.STATEFUL;
import static io.selvage.gateway.attempt.FabricStage.withListener;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single calls to Service Fabric over real connections to simulated clusters.
 */
class FabricForwardingTests {

	@RegisterExtension
	final FabricStage stage = new FabricStage();

	@Test
	void threeInstancesThatAnswer204AreCalledEighteenTimes() {
		SimulatedCluster cluster = this.stage.stateless("c");
		cluster.service(SERVICE).answer(204);
		FabricOptions recorded = TestRequests.when("context.Response.StatusCode != 200", TestRequests::statusIsNot200);

		LiveGateway.Answer answer = this.stage.gateway.call(this.stage.gateway.fabric("sf", cluster, SERVICE), "GET",
				null, withListener(recorded));

		assertThat(answer.status()).isEqualTo(204);
		assertThat(cluster.service(SERVICE).requestCount()).isEqualTo(18);
		assertThat(cluster.namingRequests().count(NamingCall.RESOLVE_SERVICE)).isEqualTo(6);
		assertThat(answer.traced("Resolving partition")).isEqualTo(1);
		assertThat(answer.traced("Re-resolving previously resolved partition")).isEqualTo(5);
		assertThat(answer.traced("Expression was successfully evaluated.")).isEqualTo(24);
	}

	@ParameterizedTest
	@ValueSource(strings = { "refuses", "times out", "answers 500", "resets" })
	void aBodyOfOneMegabyteReachesALiveInstanceWhole(String fault) {
		SimulatedCluster cluster = this.stage.stateless("c");
		SimulatedInstance bad = cluster.service(SERVICE).instances().get(0);
		switch (fault) {
			case "refuses" -> bad.kill();
			case "times out" -> bad.answer(Answers.hang());
			case "resets" -> bad.answer(Answers.reset());
			default -> bad.answer(500);
		}
		byte[] body = new byte[1_000_000];
		new Random(7).nextBytes(body);

		for (int i = 0; i < 3; i++) {
			LiveGateway.Answer answer = this.stage.gateway.call(this.stage.gateway.fabric("sf" + i, cluster, SERVICE),
					"POST", body, SEED, Duration.ofMillis(700));

			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().path("bodyLength").asInt()).isEqualTo(body.length);
			assertThat(answer.json().path("bodySha256").asString()).isEqualTo(sha256(body));
			assertThat(answer.json().path("instance").asString()).isNotEqualTo(String.valueOf(bad.id()));
		}
	}

	@ParameterizedTest
	@CsvSource({ "-9223372036854775808,0", "-1,1", "0,2", "42,2", "9223372036854775807,3" })
	void anInt64KeyReachesThePrimaryOfItsPartition(String key, int partition) {
		SimulatedCluster cluster = this.stage.stateful((svc) -> svc.int64Range(4).replicas(3), true);
		SimulatedService service = cluster.service(STATEFUL);
		Target target = this.stage.gateway.fabric("sf", cluster, STATEFUL);

		LiveGateway.Answer answer = this.stage.gateway.call(target, "GET", null,
				new FabricOptions(null, null, key, LISTENER, "primary"));

		assertThat(answer.json().path("instance").asString())
			.isEqualTo(String.valueOf(service.partition(Long.parseLong(key)).primary().orElseThrow().id()));
		assertThat(service.partitions().get(partition).primary().orElseThrow().requestCount()).isEqualTo(1);
	}

	@Test
	void aNameReachesItsPartitionAndSecondariesTakeTurns() {
		SimulatedCluster cluster = this.stage.stateful((svc) -> svc.named("east", "west").replicas(3), true);
		Target target = this.stage.gateway.fabric("sf", cluster, STATEFUL);
		FabricOptions west = new FabricOptions(null, null, "west", LISTENER, "secondary");

		for (int i = 0; i < 4; i++) {
			assertThat(this.stage.gateway.call(target, "GET", null, west).status()).isEqualTo(200);
		}

		assertThat(cluster.service(STATEFUL).partition("west").secondaries())
			.allMatch((secondary) -> secondary.requestCount() == 2);
		assertThat(cluster.service(STATEFUL).partition("east").instances())
			.allMatch((replica) -> replica.requestCount() == 0);
	}

	@Test
	void aKeyThatFitsNoPartitionIsTheCallersFault() {
		SimulatedCluster cluster = this.stage.stateful((svc) -> svc.named("east", "west").replicas(1), true);
		Target target = this.stage.gateway.fabric("sf", cluster, STATEFUL);

		assertThat(this.stage.gateway.call(target, "GET", null, new FabricOptions(null, null, "north", LISTENER, null))
			.status()).isEqualTo(400);
	}

	@Test
	void thePolicysServiceNameWinsOverTheBackends() {
		SimulatedCluster cluster = this.stage.stateless("c");
		Target target = this.stage.gateway.fabric("sf", cluster, "fabric:/fake/service");

		LiveGateway.Answer answer = this.stage.gateway.call(target, "GET", null,
				new FabricOptions(null, SERVICE, null, LISTENER, null));

		assertThat(answer.json().path("service").asString()).isEqualTo(SERVICE);
	}

	@Test
	void aDeadClusterOnAColdCacheIsAnErrorWithAReason() {
		SimulatedCluster cluster = this.stage.stateless("c");
		Target target = this.stage.gateway.fabric("sf", cluster, SERVICE);
		cluster.naming(0).stop();

		LiveGateway.Answer answer = this.stage.gateway.call(target, "GET", null, DEFAULT);

		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.reason()).isEqualTo("BackendConnectionFailure");
		assertThat(answer.traced("Partition resolution failed")).isEqualTo(1);
	}

	private static @Nullable String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
