package io.selvage.fabric.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.selvage.fabric.simulator.state.ReplicaRole;
import io.selvage.fabric.simulator.state.ReplicaStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ClusterChangesTests {

	private final Http http = Http.plain();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final SimulatedCluster cluster = SimulatedCluster.builder()
		.nodes(5)
		.namingEndpoints(2)
		.timer(this.time)
		.failoverGap(Duration.ofSeconds(3))
		.restartTime(Duration.ofSeconds(10))
		.application("App",
				(app) -> app.stateless("Web",
						(svc) -> svc.instances(3).listener("", Scheme.HTTP).instanceCloseDelay(Duration.ofSeconds(30)))
					.stateful("Store", (svc) -> svc.replicas(3).listener("", Scheme.HTTP))
					.stateful("Memory", (svc) -> svc.volatileState().replicas(2).listener("", Scheme.HTTP))
					.stateless("Agent", (svc) -> svc.instances(-1).fixedAddress("{instance}")))
		.start();

	private final SimulatedService web = this.cluster.service("App/Web");

	private final SimulatedPartition store = this.cluster.service("App/Store").partition();

	@AfterEach
	void close() {
		this.cluster.close();
	}

	/** The truth: a node that never saw the service before. */
	private JsonNode resolve(String service) {
		this.cluster.naming(1).dropCache();
		return JsonMapper.shared()
			.readTree(this.http
				.get(this.cluster.namingEndpoints().get(1),
						"/Services/App~" + service + "/$/ResolvePartition?api-version=6.0")
				.body());
	}

	private List<String> kinds(String service) {
		return resolve(service).path("Endpoints").valueStream().map((item) -> item.path("Kind").asString()).toList();
	}

	private JsonNode replicas(SimulatedPartition partition) {
		return this.http
			.json(this.cluster.namingEndpoint(), "/Partitions/" + partition.id() + "/$/GetReplicas?api-version=6.0")
			.path("Items");
	}

	@Test
	void aRemovedInstanceDrainsBeforeItCloses() {
		SimulatedInstance leaving = this.web.instances().get(0);
		URI url = leaving.url("");
		this.web.removeInstance(leaving);
		assertThat(resolve("Web").path("Endpoints").size()).isEqualTo(2);
		assertThat(replicas(this.web.partition()).size()).isEqualTo(3);
		assertThat(this.http.get(url, "/").statusCode()).isEqualTo(200);
		this.time.advanceTimeBy(Duration.ofSeconds(30));
		assertThat(replicas(this.web.partition()).size()).isEqualTo(2);
		assertThat(leaving.running()).isFalse();
		assertThat(this.web.instances()).doesNotContain(leaving);
	}

	@Test
	void thePrimaryMovesWithAGapInWhichOnlySecondariesAreListed() {
		SimulatedInstance old = this.store.primary().orElseThrow();
		this.store.movePrimary();
		assertThat(kinds("Store")).containsOnly("StatefulSecondary").hasSize(3);
		assertThat(old.running()).isFalse();
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(kinds("Store")).containsExactly("StatefulPrimary", "StatefulSecondary", "StatefulSecondary");
		SimulatedInstance next = this.store.primary().orElseThrow();
		assertThat(next).isNotEqualTo(old);
		assertThat(this.http.get(next.url(""), "/").statusCode()).isEqualTo(200);
	}

	@Test
	void aMoveCanBeHeldOpen() {
		PrimaryMove move = this.store.beginPrimaryMove();
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.store.primary()).isEmpty();
		move.complete();
		move.complete();
		assertThat(this.store.primary()).contains(move.to());
		assertThat(move.from().role()).isEqualTo(ReplicaRole.ACTIVE_SECONDARY);
	}

	@Test
	void everyChangeOfThePrimaryRaisesTheEpoch() {
		String uri = "/Partitions/" + this.store.id() + "?api-version=6.4";
		long before = this.http.json(this.cluster.namingEndpoint(), uri)
			.at("/PrimaryEpoch/ConfigurationVersion")
			.asLong();
		this.store.movePrimary(Duration.ZERO);
		assertThat(this.http.json(this.cluster.namingEndpoint(), uri).at("/PrimaryEpoch/ConfigurationVersion").asLong())
			.isGreaterThan(before);
	}

	@Test
	void statelessServicesHaveNoPrimaryToMove() {
		assertThatIllegalStateException().isThrownBy(() -> this.web.partition().movePrimary())
			.withMessageContaining("stateless");
		assertThatIllegalStateException()
			.isThrownBy(
					() -> this.cluster.chaos().inject(ChaosFault.PARTITION_SECONDARY_MOVE, this.web.instances().get(0)))
			.withMessageContaining("PartitionSecondaryMove");
	}

	@Test
	void aRestartedPersistedReplicaComesBackUnderItsId() {
		SimulatedInstance old = this.store.primary().orElseThrow();
		this.cluster.chaos().inject(ChaosFault.REPLICA_RESTART, old);
		assertThat(old.status()).isEqualTo(ReplicaStatus.DOWN);
		assertThat(replicas(this.store).size()).isEqualTo(3);
		assertThat(kinds("Store")).containsExactly("StatefulSecondary", "StatefulSecondary");
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(kinds("Store")).containsExactly("StatefulPrimary", "StatefulSecondary");
		this.time.advanceTimeBy(Duration.ofSeconds(7));
		assertThat(old.status()).isEqualTo(ReplicaStatus.READY);
		assertThat(old.role()).isEqualTo(ReplicaRole.ACTIVE_SECONDARY);
	}

	@Test
	void anOnlyReplicaLeadsAgainAfterItsReturn() {
		this.cluster.deploy("App", (app) -> app.stateful("Lonely", (svc) -> svc.replicas(1).listener("", Scheme.HTTP)));
		SimulatedPartition lonely = this.cluster.service("App/Lonely").partition();
		lonely.restart(lonely.instances().get(0));
		this.time.advanceTimeBy(Duration.ofSeconds(13));
		assertThat(kinds("Lonely")).containsExactly("StatefulPrimary");
	}

	@Test
	void theLossOfTheNextPrimaryDuringAMoveIsSurvived() {
		PrimaryMove move = this.store.beginPrimaryMove();
		this.store.replace(move.to());
		move.complete();
		assertThat(this.store.primary()).isPresent().get().isNotEqualTo(move.to());
	}

	@Test
	void aRestartedVolatileReplicaComesBackAsANewOne() {
		SimulatedPartition memory = this.cluster.service("App/Memory").partition();
		SimulatedInstance old = memory.primary().orElseThrow();
		memory.restart(old);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(memory.instances()).hasSize(2).doesNotContain(old);
		assertThat(memory.primary()).isPresent();
	}

	@Test
	void aRemovedReplicaIsReplaced() {
		SimulatedInstance removed = this.store.secondaries().get(0);
		this.cluster.chaos().inject(ChaosFault.REPLICA_REMOVAL, removed);
		assertThat(removed.status()).isEqualTo(ReplicaStatus.DROPPED);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.store.instances()).hasSize(3).doesNotContain(removed);
	}

	@Test
	void aMovedSecondaryIsBuiltElsewhereFirst() {
		SimulatedInstance moved = this.store.secondaries().get(0);
		this.cluster.chaos().inject(ChaosFault.PARTITION_SECONDARY_MOVE, moved);
		assertThat(this.store.secondaries()).hasSize(2).doesNotContain(moved);
		assertThat(this.store.secondaries().get(1).node()).isNotEqualTo(moved.node());
	}

	@Test
	void aRestartedNodeTakesItsNamingEndpointAndItsInstancesDown() {
		SimulatedNode node = this.cluster.node("_Node_0");
		SimulatedInstance webThere = this.web.instances().get(0);
		SimulatedInstance storeThere = this.store.primary().orElseThrow();
		assertThat(webThere.node()).isEqualTo("_Node_0");
		assertThat(storeThere.node()).isEqualTo("_Node_0");
		this.cluster.chaos().inject(ChaosFault.NODE_RESTART, webThere);
		assertThat(node.up()).isFalse();
		assertThat(this.cluster.naming(0).running()).isFalse();
		assertThat(webThere.running()).isFalse();
		assertThat(this.cluster.service("App/Agent").instances()).hasSize(4);
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(this.store.primary().orElseThrow().node()).isNotEqualTo("_Node_0");
		this.time.advanceTimeBy(Duration.ofSeconds(7));
		assertThat(node.up()).isTrue();
		assertThat(this.cluster.naming(0).running()).isTrue();
		assertThat(this.web.instances()).hasSize(3).noneMatch((instance) -> instance.node().equals("_Node_0"));
		assertThat(this.cluster.service("App/Agent").instances()).hasSize(5);
		assertThat(storeThere.status()).isEqualTo(ReplicaStatus.READY);
	}

	@Test
	void aRestartedCodePackageTakesAllItsInstancesOnTheNode() {
		SimulatedInstance first = this.web.partition().addInstance("_Node_0");
		SimulatedInstance second = this.web.instances().get(0);
		this.cluster.chaos().inject(ChaosFault.CODE_PACKAGE_RESTART, first);
		assertThat(this.web.instances()).hasSize(2).doesNotContain(first, second);
		assertThat(this.store.instances())
			.allMatch((instance) -> instance.running() || instance.role() == ReplicaRole.ACTIVE_SECONDARY);
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.web.instances()).hasSize(4);
		assertThat(this.web.instances().stream().filter((instance) -> instance.node().equals("_Node_0"))).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource(ChaosFault.class)
	void afterEveryFaultTheClusterIsWholeAgain(ChaosFault fault) {
		for (int i = 0; i < 5; i++) {
			assertThat(this.cluster.chaos().inject(fault, new Random(i))).isPresent();
			this.time.advanceTimeBy(Duration.ofMinutes(1));
			assertThat(kinds("Web")).hasSize(3);
			assertThat(kinds("Store")).startsWith("StatefulPrimary").hasSize(3);
			assertThat(kinds("Memory")).startsWith("StatefulPrimary").hasSize(2);
		}
		assertThat(ChaosFault.named(fault.text())).contains(fault);
	}

	@Test
	void randomFaultsGoOnUntilStopped() {
		this.cluster.chaos().start(Duration.ofMinutes(1), 42);
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		this.cluster.chaos().stop();
		assertThat(this.cluster.chaos().events()).hasSize(10);
		this.time.advanceTimeBy(Duration.ofMinutes(10));
		assertThat(this.cluster.chaos().events()).hasSize(10);
		assertThat(kinds("Store")).startsWith("StatefulPrimary").hasSize(3);
	}

}
