package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.selvage.fabric.simulator.ListenerDefinition;
import io.selvage.fabric.simulator.PrimaryMove;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.instance.Answers;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.fabric.simulator.state.HealthState;
import io.selvage.gateway.Measured;
import io.selvage.gateway.forward.NettyProbeClient;
import io.selvage.gateway.health.ClusterHealth;
import io.selvage.gateway.health.HealthProbes;
import io.selvage.gateway.health.ProbeRule;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.pool.PoolMember;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Service Fabric calls over real connections to simulated clusters.
 */
class FabricForwardingTests {

	private static final String SERVICE = "fabric:/SFBackendForAPIM/WebAPI_Backend";

	private static final String STATEFUL = "fabric:/Store/Orders";

	private static final String LISTENER = "HttpServiceEndpoint";

	private static final FabricOptions DEFAULT = new FabricOptions(null, null, null, LISTENER, null);

	private static final FabricOptions SEED = new FabricOptions(TestRequests.expression("the seed's",
			(context) -> TestRequests.statusIsNot200(context)
					|| "BackendConnectionFailure".equals(TestRequests.reason(context))
					|| "Timeout".equals(TestRequests.reason(context))),
			null, null, LISTENER, null);

	private final List<SimulatedCluster> clusters = new ArrayList<>();

	private final LiveGateway gateway = new LiveGateway();

	@AfterEach
	void close() {
		this.gateway.close();
		this.clusters.forEach(SimulatedCluster::close);
	}

	@Test
	void threeInstancesThatAnswer204AreCalledEighteenTimes() {
		SimulatedCluster cluster = stateless("c");
		cluster.service(SERVICE).answer(204);
		FabricOptions recorded = TestRequests.when("context.Response.StatusCode != 200", TestRequests::statusIsNot200);

		LiveGateway.Answer answer = this.gateway.call(this.gateway.fabric("sf", cluster, SERVICE), "GET", null,
				withListener(recorded));

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
		SimulatedCluster cluster = stateless("c");
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
			LiveGateway.Answer answer = this.gateway.call(this.gateway.fabric("sf" + i, cluster, SERVICE), "POST", body,
					SEED, Duration.ofMillis(700));

			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().path("bodyLength").asInt()).isEqualTo(body.length);
			assertThat(answer.json().path("bodySha256").asString()).isEqualTo(sha256(body));
			assertThat(answer.json().path("instance").asString()).isNotEqualTo(String.valueOf(bad.id()));
		}
	}

	@ParameterizedTest
	@CsvSource({ "-9223372036854775808,0", "-1,1", "0,2", "42,2", "9223372036854775807,3" })
	void anInt64KeyReachesThePrimaryOfItsPartition(String key, int partition) {
		SimulatedCluster cluster = stateful((svc) -> svc.int64Range(4).replicas(3), true);
		SimulatedService service = cluster.service(STATEFUL);
		Target target = this.gateway.fabric("sf", cluster, STATEFUL);

		LiveGateway.Answer answer = this.gateway.call(target, "GET", null,
				new FabricOptions(null, null, key, LISTENER, "primary"));

		assertThat(answer.json().path("instance").asString())
			.isEqualTo(String.valueOf(service.partition(Long.parseLong(key)).primary().orElseThrow().id()));
		assertThat(service.partitions().get(partition).primary().orElseThrow().requestCount()).isEqualTo(1);
	}

	@Test
	void aNameReachesItsPartitionAndSecondariesTakeTurns() {
		SimulatedCluster cluster = stateful((svc) -> svc.named("east", "west").replicas(3), true);
		Target target = this.gateway.fabric("sf", cluster, STATEFUL);
		FabricOptions west = new FabricOptions(null, null, "west", LISTENER, "secondary");

		for (int i = 0; i < 4; i++) {
			assertThat(this.gateway.call(target, "GET", null, west).status()).isEqualTo(200);
		}

		assertThat(cluster.service(STATEFUL).partition("west").secondaries())
			.allMatch((secondary) -> secondary.requestCount() == 2);
		assertThat(cluster.service(STATEFUL).partition("east").instances())
			.allMatch((replica) -> replica.requestCount() == 0);
	}

	@Test
	void aKeyThatFitsNoPartitionIsTheCallersFault() {
		SimulatedCluster cluster = stateful((svc) -> svc.named("east", "west").replicas(1), true);
		Target target = this.gateway.fabric("sf", cluster, STATEFUL);

		assertThat(
				this.gateway.call(target, "GET", null, new FabricOptions(null, null, "north", LISTENER, null)).status())
			.isEqualTo(400);
	}

	@Test
	void thePolicysServiceNameWinsOverTheBackends() {
		SimulatedCluster cluster = stateless("c");
		Target target = this.gateway.fabric("sf", cluster, "fabric:/fake/service");

		LiveGateway.Answer answer = this.gateway.call(target, "GET", null,
				new FabricOptions(null, SERVICE, null, LISTENER, null));

		assertThat(answer.json().path("service").asString()).isEqualTo(SERVICE);
	}

	@Test
	void aDeadClusterOnAColdCacheIsAnErrorWithAReason() {
		SimulatedCluster cluster = stateless("c");
		Target target = this.gateway.fabric("sf", cluster, SERVICE);
		cluster.naming(0).stop();

		LiveGateway.Answer answer = this.gateway.call(target, "GET", null, DEFAULT);

		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.reason()).isEqualTo("BackendConnectionFailure");
		assertThat(answer.traced("Partition resolution failed")).isEqualTo(1);
	}

	@Test
	void primaryFailOversLoseNoRequest() {
		SimulatedCluster cluster = stateful((svc) -> svc.singleton().replicas(3), false);
		Target target = this.gateway.fabric("sf", cluster, STATEFUL);
		RequestForwarder forwarder = this.gateway.forwarder(target, RetryBudgetRule.DEFAULT);
		List<Integer> statuses = new ArrayList<>();

		for (int swap = 0; swap < 10; swap++) {
			PrimaryMove move = cluster.service(STATEFUL).partition().beginPrimaryMove();
			Mono<Long> completion = Mono.delay(Duration.ofMillis(100), Schedulers.boundedElastic())
				.doOnNext((tick) -> move.complete());
			statuses.addAll(loading(forwarder, 40, 4).zipWith(completion).block(Duration.ofSeconds(60)).getT1());
		}

		assertThat(statuses).hasSize(400).containsOnly(200);
		Measured.figure("R2", "0 of 400 requests failed over 10 moves of a primary");
	}

	@Test
	void aPrimaryThatSteppedDownGetsNothingOnceItsSuccessorIsKnown() {
		SimulatedCluster cluster = stateful((svc) -> svc.singleton().replicas(3), true);
		SimulatedService service = cluster.service(STATEFUL);
		RequestForwarder forwarder = this.gateway.forwarder(this.gateway.fabric("sf", cluster, STATEFUL),
				RetryBudgetRule.DEFAULT);
		FabricOptions gone = withListener(TestRequests.when("context.Response.StatusCode == 410",
				(context) -> context.response() != null && context.response().statusCode() == 410));
		onlyThePrimaryServes(service);
		long misdirected = 0;

		for (int swap = 0; swap < 10; swap++) {
			PrimaryMove move = service.partition().beginPrimaryMove();
			move.from().answer(410);
			assertThat(move.to()).isNotSameAs(move.from());
			Mono<Long> completion = Mono.delay(Duration.ofMillis(50), Schedulers.boundedElastic()).doOnNext((tick) -> {
				move.to().answer(200);
				move.complete();
			});
			assertThat(loading(forwarder, gone, 20, 4).zipWith(completion).block(Duration.ofSeconds(60)).getT1())
				.containsOnly(200);
			service.instances().forEach(SimulatedInstance::forgetRequests);
			assertThat(loading(forwarder, gone, 20, 4).block(Duration.ofSeconds(60))).containsOnly(200);
			misdirected += service.partition().secondaries().stream().mapToLong(SimulatedInstance::requestCount).sum();
		}

		assertThat(misdirected).isZero();
		Measured.figure("R2", misdirected + " of 200 requests at a non-primary once the new one was known");
	}

	private static void onlyThePrimaryServes(SimulatedService service) {
		service.partition().secondaries().forEach((secondary) -> secondary.answer(410));
	}

	@Test
	void killedInstancesLoseNoIdempotentRequest() {
		SimulatedCluster cluster = stateless("c");
		SimulatedService service = cluster.service(SERVICE);
		RequestForwarder forwarder = this.gateway.forwarder(this.gateway.fabric("sf", cluster, SERVICE),
				RetryBudgetRule.DEFAULT);
		List<Integer> statuses = new ArrayList<>(load(forwarder, 50, 8));

		for (int kill = 0; kill < 6; kill++) {
			SimulatedInstance victim = service.instances().get(kill % 3);
			Mono<List<Integer>> during = loading(forwarder, 200, 16);
			statuses.addAll(
					during
						.doOnSubscribe((begun) -> Mono.delay(Duration.ofMillis(20), Schedulers.boundedElastic())
							.subscribe((tick) -> victim.kill()))
						.block(Duration.ofSeconds(60)));
			service.partition().restart(victim);
		}

		assertThat(statuses).hasSize(1250).containsOnly(200);
		Measured.figure("R1", "0 of 1250 requests failed over 6 kills");
		assertThat(this.gateway.attempts.get()).isGreaterThan(1250);
	}

	@Test
	void aPoolOfThreeClustersSurvivesTheLossOfTwo() {
		List<PoolMember> members = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			members.add(new PoolMember(this.gateway.fabric("sf" + i, stateless("c" + i), SERVICE), 1, 0));
		}
		PoolTarget pool = new PoolTarget("pool", members, new Ejections(EjectionRule.DEFAULT, System::nanoTime), null,
				null);
		RequestForwarder forwarder = this.gateway.forwarder(pool, RetryBudgetRule.DEFAULT);
		List<Integer> statuses = new ArrayList<>(load(forwarder, 60, 8));
		assertThat(this.clusters).allMatch((cluster) -> cluster.service(SERVICE).requestCount() == 20);

		for (int lost = 0; lost < 2; lost++) {
			SimulatedCluster victim = this.clusters.get(lost);
			Mono<List<Integer>> during = loading(forwarder, 500, 16);
			statuses.addAll(
					during
						.doOnSubscribe((begun) -> Mono.delay(Duration.ofMillis(20), Schedulers.boundedElastic())
							.subscribe((tick) -> lose(victim)))
						.block(Duration.ofSeconds(60)));
		}
		statuses.addAll(load(forwarder, 100, 8));

		assertThat(statuses).hasSize(1160).containsOnly(200);
		Measured.figure("POOL", "0 of 1160 requests failed when two of three clusters were lost");
		assertThat(this.gateway.attempts.get()).isGreaterThan(1160);
	}

	@Test
	void anInstanceWhoseProbesFailGetsNoTraffic() {
		SimulatedCluster cluster = stateless("c");
		Target target = this.gateway.fabric("sf", cluster, SERVICE);
		this.gateway.call(target, "GET", null, DEFAULT);
		SimulatedInstance sick = cluster.service(SERVICE).instances().get(1);
		sick.answer(503);
		try (HealthProbes probes = new HealthProbes((id) -> target, new NettyProbeClient())) {
			probes.start(
					Map.of("sf", new ProbeRule("/health?deep=1", Duration.ofMillis(100), Duration.ofSeconds(2), 2, 1)));
			await().until(() -> !target.ejections().unhealthy().isEmpty());
		}
		sick.forgetRequests();

		for (int i = 0; i < 6; i++) {
			assertThat(this.gateway.call(target, "GET", null, DEFAULT).status()).isEqualTo(200);
		}

		assertThat(sick.requests()).noneMatch((request) -> request.uri().equals("/api/values"));
	}

	@Test
	void anInstanceTheClusterReportsInErrorGetsNoTraffic() {
		SimulatedCluster cluster = stateless("c");
		FabricTarget target = (FabricTarget) this.gateway.fabric("sf", cluster, SERVICE);
		this.gateway.call(target, "GET", null, DEFAULT);
		SimulatedInstance sick = cluster.service(SERVICE).instances().get(1);
		sick.report(HealthState.ERROR);
		try (ClusterHealth health = new ClusterHealth(() -> Map.of(target, this.gateway.naming(0)))) {
			health.start(Duration.ofMillis(50));
			await().until(() -> !target.ejections().unhealthy().isEmpty());
			sick.forgetRequests();
			for (int i = 0; i < 6; i++) {
				assertThat(this.gateway.call(target, "GET", null, DEFAULT).status()).isEqualTo(200);
			}
			assertThat(sick.requests()).isEmpty();

			sick.report(HealthState.OK);
			await().until(() -> target.ejections().unhealthy().isEmpty());
		}
	}

	@Test
	void underABudgetARetryStormStaysWithinAFifth() {
		SimulatedCluster cluster = stateless("c");
		cluster.service(SERVICE).answer(500);
		RetryBudgetRule budget = new RetryBudgetRule(true, 20, Duration.ofSeconds(10), 3, true);
		RequestForwarder forwarder = this.gateway.forwarder(this.gateway.fabric("sf", cluster, SERVICE), budget);

		List<Integer> statuses = Flux.range(0, 400)
			.flatMap((i) -> this.gateway.send(forwarder, "GET", null, SEED, Duration.ofSeconds(10)), 8)
			.map(LiveGateway.Answer::status)
			.collectList()
			.block(Duration.ofSeconds(60));

		assertThat(statuses).hasSize(400).containsOnly(500);
		assertThat(cluster.service(SERVICE).requestCount()).isBetween(401L, 480L);
		Measured.figure("R7", cluster.service(SERVICE).requestCount() + " attempts for 400 requests that all failed");
	}

	private List<Integer> load(RequestForwarder forwarder, int requests, int concurrency) {
		List<Integer> statuses = loading(forwarder, requests, concurrency).block(Duration.ofSeconds(60));
		assertThat(statuses).isNotNull();
		return statuses;
	}

	private Mono<List<Integer>> loading(RequestForwarder forwarder, int requests, int concurrency) {
		return loading(forwarder, DEFAULT, requests, concurrency);
	}

	private Mono<List<Integer>> loading(RequestForwarder forwarder, FabricOptions options, int requests,
			int concurrency) {
		return Flux.range(0, requests)
			.flatMap((i) -> this.gateway.send(forwarder, "GET", null, options, Duration.ofSeconds(10)), concurrency)
			.map(LiveGateway.Answer::status)
			.collectList();
	}

	private static void lose(SimulatedCluster cluster) {
		cluster.naming(0).stop();
		cluster.service(SERVICE).instances().forEach(SimulatedInstance::kill);
	}

	private static FabricOptions withListener(FabricOptions options) {
		return new FabricOptions(options.resolveCondition(), null, null, LISTENER, null);
	}

	private SimulatedCluster stateless(String name) {
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

	private SimulatedCluster stateful(
			java.util.function.UnaryOperator<io.selvage.fabric.simulator.ServiceBuilder> description,
			boolean onSecondaries) {
		ListenerDefinition listener = ListenerDefinition.of(LISTENER, Scheme.HTTP);
		SimulatedCluster cluster = SimulatedCluster.builder()
			.application("Store", (app) -> app.stateful("Orders",
					(svc) -> description.apply(svc).listener(onSecondaries ? listener.alsoOnSecondaries() : listener)))
			.start();
		this.clusters.add(cluster);
		return cluster;
	}

	private static @Nullable String sha256(byte[] bytes) {
		try {
			return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
