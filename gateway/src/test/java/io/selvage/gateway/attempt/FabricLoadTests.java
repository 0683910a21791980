package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.selvage.fabric.simulator.PrimaryMove;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.gateway.Measured;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.pool.PoolMember;
import io.selvage.gateway.target.pool.PoolTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static io.selvage.gateway.attempt.FabricStage.DEFAULT;
import static io.selvage.gateway.attempt.FabricStage.SEED;
import static io.selvage.gateway.attempt.FabricStage.SERVICE;
import static io.selvage.gateway.attempt.FabricStage.STATEFUL;
import static io.selvage.gateway.attempt.FabricStage.withListener;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests in numbers while primaries move, instances are killed and clusters are lost.
 */
class FabricLoadTests {

	@RegisterExtension
	final FabricStage stage = new FabricStage();

	@Test
	void primaryFailOversLoseNoRequest() {
		SimulatedCluster cluster = this.stage.stateful((svc) -> svc.singleton().replicas(3), false);
		Target target = this.stage.gateway.fabric("sf", cluster, STATEFUL);
		RequestForwarder forwarder = this.stage.gateway.forwarder(target, RetryBudgetRule.DEFAULT);
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
		SimulatedCluster cluster = this.stage.stateful((svc) -> svc.singleton().replicas(3), true);
		SimulatedService service = cluster.service(STATEFUL);
		RequestForwarder forwarder = this.stage.gateway.forwarder(this.stage.gateway.fabric("sf", cluster, STATEFUL),
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
		SimulatedCluster cluster = this.stage.stateless("c");
		SimulatedService service = cluster.service(SERVICE);
		RequestForwarder forwarder = this.stage.gateway.forwarder(this.stage.gateway.fabric("sf", cluster, SERVICE),
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
		assertThat(this.stage.gateway.attempts.get()).isGreaterThan(1250);
	}

	@Test
	void aPoolOfThreeClustersSurvivesTheLossOfTwo() {
		List<PoolMember> members = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			members
				.add(new PoolMember(this.stage.gateway.fabric("sf" + i, this.stage.stateless("c" + i), SERVICE), 1, 0));
		}
		PoolTarget pool = new PoolTarget("pool", members, new Ejections(EjectionRule.DEFAULT, System::nanoTime), null,
				null);
		RequestForwarder forwarder = this.stage.gateway.forwarder(pool, RetryBudgetRule.DEFAULT);
		List<Integer> statuses = new ArrayList<>(load(forwarder, 60, 8));
		assertThat(this.stage.clusters).allMatch((cluster) -> cluster.service(SERVICE).requestCount() == 20);

		for (int lost = 0; lost < 2; lost++) {
			SimulatedCluster victim = this.stage.clusters.get(lost);
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
		assertThat(this.stage.gateway.attempts.get()).isGreaterThan(1160);
	}

	@Test
	void underABudgetARetryStormStaysWithinAFifth() {
		SimulatedCluster cluster = this.stage.stateless("c");
		cluster.service(SERVICE).answer(500);
		RetryBudgetRule budget = new RetryBudgetRule(true, 20, Duration.ofSeconds(10), 3, true);
		RequestForwarder forwarder = this.stage.gateway.forwarder(this.stage.gateway.fabric("sf", cluster, SERVICE),
				budget);

		List<Integer> statuses = Flux.range(0, 400)
			.flatMap((i) -> this.stage.gateway.send(forwarder, "GET", null, SEED, Duration.ofSeconds(10)), 8)
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
			.flatMap((i) -> this.stage.gateway.send(forwarder, "GET", null, options, Duration.ofSeconds(10)),
					concurrency)
			.map(LiveGateway.Answer::status)
			.collectList();
	}

	private static void lose(SimulatedCluster cluster) {
		cluster.naming(0).stop();
		cluster.service(SERVICE).instances().forEach(SimulatedInstance::kill);
	}

}
