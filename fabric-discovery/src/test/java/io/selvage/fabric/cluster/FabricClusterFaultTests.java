package io.selvage.fabric.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionResolver;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.naming.NamingSettings;
import io.selvage.fabric.resolution.CacheSettings;
import io.selvage.fabric.resolution.RefreshSettings;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.ServerTrust;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.naming.FabricError;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.fabric.simulator.naming.NamingFault;
import io.selvage.fabric.simulator.naming.NamingRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole cluster connection against a simulated cluster in trouble. Long times are the
 * subject of the tests with virtual time; here it is about what crosses the wire.
 */
class FabricClusterFaultTests {

	private static final FabricServiceName WEB = FabricServiceName.of("fabric:/Shop/Web");

	private static final FabricServiceName CART = FabricServiceName.of("fabric:/Shop/Cart");

	private static SimulatedCluster simulated;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private FabricCluster cluster;

	@BeforeAll
	static void start() {
		simulated = SimulatedCluster.builder()
			.namingEndpoints(3)
			.application("Shop",
					(shop) -> shop.stateless("Web", (web) -> web.instances(3).listener("http", Scheme.HTTP))
						.stateful("Cart", (cart) -> cart.replicas(3).listener("http", Scheme.HTTP)))
			.start();
	}

	@AfterAll
	static void stop() {
		simulated.close();
	}

	@BeforeEach
	void open() {
		simulated.namingRequests().clear();
		this.cluster = open((settings) -> settings.withRefresh(RefreshSettings.OFF));
	}

	@AfterEach
	void close() {
		this.cluster.close();
		for (int i = 0; i < 3; i++) {
			simulated.naming(i).faults().clear();
			simulated.naming(i).start();
		}
	}

	private FabricCluster open(UnaryOperator<FabricClusterSettings> change) {
		return new MeteredOpener(this.registry)
			.open(change.apply(FabricClusterSettings.of("test", simulated.namingEndpoints())));
	}

	private FabricCluster fresh() {
		return open((settings) -> settings
			.withRefresh(new RefreshSettings(true, Duration.ofMillis(200), 1000, Duration.ofMinutes(1))));
	}

	private PartitionResolver resolver() {
		return this.cluster.resolver();
	}

	private static <T> T get(Mono<T> mono) {
		return mono.block(Duration.ofSeconds(20));
	}

	private static Throwable failure(Mono<?> mono) {
		return mono.<Throwable>flatMap((value) -> Mono.empty()).onErrorResume(Mono::just).block(Duration.ofSeconds(20));
	}

	private static List<String> addresses(Resolution resolution) {
		return resolution.endpoints().stream().map(FabricEndpoint::address).toList();
	}

	private static void await(BooleanSupplier condition) {
		Flux.interval(Duration.ofMillis(10))
			.takeUntil((tick) -> condition.getAsBoolean())
			.blockLast(Duration.ofSeconds(20));
	}

	@Test
	void anInstanceAddedOrDrainedIsSeenWithinOnePeriodWithoutAnyComplaint() {
		try (FabricCluster refreshed = fresh()) {
			PartitionResolver resolver = refreshed.resolver();
			get(resolver.resolve(WEB, null));
			SimulatedInstance added = simulated.service("fabric:/Shop/Web").addInstance();
			await(() -> addresses(resolver.cached(WEB, null)).contains(added.address()));
			String address = added.address();
			added.partition().drain(added);
			await(() -> !addresses(resolver.cached(WEB, null)).contains(address));
			assertThat(added.running()).as("a draining instance still serves").isTrue();
			added.partition().removeInstance(added, Duration.ZERO);
		}
	}

	/** A node's own cache stays as it was; only the token makes it look (row 7). */
	@Test
	void aMovedInstanceIsFoundByOneRefreshHoweverManyComplain() {
		Resolution before = get(resolver().resolve(WEB, null));
		SimulatedInstance victim = simulated.service("fabric:/Shop/Web").instances().get(0);
		victim.partition().removeInstance(victim, Duration.ZERO);
		SimulatedInstance replacement = simulated.service("fabric:/Shop/Web").addInstance();
		simulated.namingRequests().clear();
		List<Resolution> answers = Flux.range(0, 100)
			.flatMap((caller) -> resolver().refresh(before), 100)
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(answers).hasSize(100)
			.allSatisfy((answer) -> assertThat(addresses(answer)).contains(replacement.address()));
		assertThat(simulated.namingRequests().count(NamingCall.RESOLVE_SERVICE)).isLessThanOrEqualTo(2);
		assertThat(simulated.namingRequests().of(NamingCall.RESOLVE_SERVICE).get(0).uri())
			.contains("PreviousRspVersion=" + before.version().token());
	}

	@Test
	void aNewPrimaryIsAwaitedThroughTheGapWithoutOne() {
		Resolution before = get(resolver().resolve(CART, null));
		var partition = simulated.service("fabric:/Shop/Cart").partition();
		for (Duration gap : List.of(Duration.ZERO, Duration.ofMillis(300))) {
			Resolution held = get(resolver().refresh(before));
			partition.movePrimary(gap);
			Resolution after = get(resolver().awaitNewer(held, Duration.ofSeconds(10))
				.flatMap((first) -> awaitPrimary(first, held.primary().address())));
			assertThat(after.primary().address()).isEqualTo(partition.primary().orElseThrow().address())
				.isNotEqualTo(held.primary().address());
		}
	}

	private Mono<Resolution> awaitPrimary(Resolution resolution, String old) {
		boolean elected = resolution.primary() != null && !resolution.primary().address().equals(old);
		return elected ? Mono.just(resolution)
				: resolver().awaitNewer(resolution, Duration.ofSeconds(10)).flatMap((next) -> awaitPrimary(next, old));
	}

	@Test
	void withNamingAwayWarmPartitionsAreServedAndColdOnesFailWithTheReason() {
		get(resolver().resolve(WEB, null));
		for (int i = 0; i < 3; i++) {
			simulated.naming(i).stop();
		}
		for (int i = 0; i < 1000; i++) {
			assertThat(resolver().cached(WEB, null)).isNotNull();
		}
		Resolution stale = get(resolver().refresh(resolver().cached(WEB, null)));
		assertThat(stale.stale()).isTrue();
		assertThat(stale.refreshFailure()).isInstanceOf(FabricException.Unreachable.class);
		assertThat(failure(resolver().resolve(CART, null))).isInstanceOf(FabricException.Unreachable.class);
		assertThat(this.cluster.reachability().reachable()).isFalse();
		assertThat(this.cluster.statistics().stale()).isEqualTo(1);
	}

	@Test
	void anInvalidAnswerReplacesNothing() {
		Resolution good = get(resolver().resolve(WEB, null));
		for (NamingFault fault : List.of(new NamingFault.Garbage("{\"Name\":"), new NamingFault.Cut(40),
				new NamingFault.Oversize(50L << 20), new NamingFault.Rewrite((body) -> body
					.replaceAll("\"Endpoints\":\\[.*],\"Version\"", "\"Endpoints\":[],\"Version\"")))) {
			try (FabricCluster other = open((settings) -> settings.withRefresh(RefreshSettings.OFF)
				.withNaming(new NamingSettings("6.0", "3.0", Duration.ofSeconds(1), Duration.ofSeconds(10),
						Duration.ofSeconds(5), 4 << 20)))) {
				Resolution first = get(other.resolver().resolve(WEB, null));
				for (int i = 0; i < 3; i++) {
					simulated.naming(i).faults().inject(fault);
				}
				Resolution after = get(other.resolver().refresh(first));
				assertThat(after.endpoints()).as("%s", fault).isSameAs(first.endpoints());
				assertThat(after.stale()).isTrue();
				for (int i = 0; i < 3; i++) {
					simulated.naming(i).faults().clear();
				}
			}
		}
		assertThat(addresses(get(resolver().refresh(good)))).isEqualTo(addresses(good));
	}

	@Test
	void theFailureOfOneEndpointAffectsNoRequest() {
		Resolution warm = get(resolver().resolve(WEB, null));
		simulated.naming(0)
			.faults()
			.inject(new NamingFault.Failure(FabricError.of("FABRIC_E_GATEWAY_NOT_REACHABLE").orElseThrow()));
		assertThat(get(resolver().refresh(warm)).stale()).isFalse();
		assertThat(get(resolver().resolve(CART, null)).primary()).isNotNull();
		assertThat(simulated.namingRequests().all()).last()
			.extracting(NamingRequest::node)
			.isEqualTo(simulated.naming(1).node());
	}

	@Test
	void aServiceDeletedAndMadeAnewIsSeenAgain() {
		simulated.deploy("Brief", (brief) -> brief.stateless("Life", (life) -> life.listener("http", Scheme.HTTP)));
		FabricServiceName life = FabricServiceName.of("fabric:/Brief/Life");
		Resolution first = get(resolver().resolve(life, null));
		simulated.deleteService("fabric:/Brief/Life");
		assertThat(failure(resolver().refresh(first))).isInstanceOf(FabricException.ServiceDoesNotExist.class);
		simulated.namingRequests().clear();
		assertThat(failure(resolver().resolve(life, null))).isInstanceOf(FabricException.ServiceDoesNotExist.class);
		assertThat(simulated.namingRequests().count()).as("believed for two seconds").isZero();
		simulated.deploy("Brief", (brief) -> brief.stateless("Life", (again) -> again.listener("http", Scheme.HTTP)));
		Resolution second = resolver().resolve(life, null)
			.retryWhen(reactor.util.retry.Retry.fixedDelay(100, Duration.ofMillis(50)))
			.block(Duration.ofSeconds(20));
		assertThat(second.partition().id()).isNotEqualTo(first.partition().id());
	}

	@Test
	void aThousandMovingPartitionsCostElevenHundredCallsHoweverManyAsk() {
		CacheSettings patience = new CacheSettings(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ZERO,
				Duration.ZERO, 32);
		try (FabricCluster patient = open(
				(settings) -> settings.withRefresh(RefreshSettings.OFF).withCache(patience))) {
			moveAThousandPartitions(patient.resolver());
		}
		assertThat(simulated.namingRequests().count(NamingCall.RESOLVE_SERVICE)).isBetween(1000L, 1100L);
		assertThat(this.registry.get("selvage.fabric.resolve").tag("outcome", "changed").timer().count())
			.isEqualTo(1000);
	}

	private void moveAThousandPartitions(PartitionResolver resolver) {
		FabricServiceName many = FabricServiceName.of("fabric:/Storm/Many");
		simulated.deploy("Storm",
				(storm) -> storm.stateless("Many",
						(service) -> service.int64Range(1000, 0, 999)
							.instances(1)
							.fixedAddress("http://10.0.0.1:1/{instance}")));
		Map<Long, Resolution> before = new HashMap<>();
		resolver.resolveAll(many)
			.collectList()
			.block(Duration.ofSeconds(60))
			.forEach((one) -> before.put(one.partition().lowKey(), one));
		assertThat(before).hasSize(1000);
		simulated.service("fabric:/Storm/Many").partitions().forEach((partition) -> {
			partition.addInstance();
			partition.removeInstance(partition.instances().get(0), Duration.ZERO);
		});
		simulated.namingRequests().clear();
		List<Mono<Resolution>> callers = new ArrayList<>();
		for (int caller = 0; caller < 100; caller++) {
			before.values().forEach((old) -> callers.add(resolver.refresh(old)));
		}
		long moved = Flux.fromIterable(callers)
			.flatMap((caller) -> caller, callers.size())
			.filter((answer) -> answer.supersedes(before.get(answer.partition().lowKey())))
			.count()
			.block(Duration.ofSeconds(50));
		assertThat(moved).as("answers that name the new instance").isEqualTo(100_000);
	}

	@Test
	void metersTellOfCallsCacheAndAge() {
		Resolution first = get(resolver().resolve(WEB, null));
		resolver().cached(WEB, null);
		first = get(resolver().refresh(first));
		get(resolver().refresh(first));
		failure(resolver().resolve(FabricServiceName.of("fabric:/No/Such"), null));
		assertThat(this.registry.get("selvage.fabric.resolve")
			.tag("cluster", "test")
			.tag("outcome", "first")
			.timer()
			.count()).isEqualTo(1);
		assertThat(this.registry.get("selvage.fabric.resolve")
			.tag("outcome", "confirmed")
			.timer()
			.totalTime(TimeUnit.NANOSECONDS)).isPositive();
		assertThat(this.registry.get("selvage.fabric.resolve")
			.tag("outcome", "FABRIC_E_SERVICE_DOES_NOT_EXIST")
			.timer()
			.count()).isEqualTo(1);
		assertThat(this.registry.get("selvage.fabric.cache.hits").functionCounter().count()).isEqualTo(1);
		assertThat(this.registry.get("selvage.fabric.cache.misses").functionCounter().count()).isEqualTo(2);
		assertThat(this.registry.get("selvage.fabric.cache.partitions").gauge().value()).isEqualTo(1);
		assertThat(this.registry.get("selvage.fabric.answer.age").gauge().value()).isNotNegative();
		assertThat(this.registry.get("selvage.fabric.endpoints").tag("service", "fabric:/Shop/Web").gauge().value())
			.isEqualTo(first.endpoints().size());
		try (FabricCluster successor = open(UnaryOperator.identity())) {
			this.cluster.close();
			successor.resolver().cached(WEB, null);
			get(successor.resolver().resolve(WEB, null));
			assertThat(this.registry.get("selvage.fabric.cache.partitions").gauge().value()).isEqualTo(1);
		}
		assertThat(this.registry.getMeters()).as("what a closed cluster leaves behind")
			.allMatch((meter) -> meter.getId().getName().equals("selvage.fabric.resolve"));
	}

	@Test
	void anImpostorIsSentNothingAndKnownAnswersStayInUse() {
		try (SimulatedCluster secure = SimulatedCluster.builder()
			.namingTls("TLSv1.2")
			.application("Shop", (shop) -> shop.stateless("Web", (web) -> web.listener("http", Scheme.HTTP)))
			.start();
				FabricCluster pinned = FabricCluster.open(FabricClusterSettings.of("secure", secure.namingEndpoints())
					.withRefresh(RefreshSettings.OFF)
					.withSecurity(ClusterSecurity.of(null,
							ServerTrust.ofThumbprints(secure.certificates().server().thumbprint()))))) {
			Resolution first = get(pinned.resolver().resolve(WEB, null));
			secure.naming(0).stop();
			try (SimulatedCluster impostor = SimulatedCluster.builder()
				.name("impostor")
				.namingTls("TLSv1.2")
				.namingPort(secure.namingEndpoint().getPort())
				.start()) {
				await(() -> {
					pinned.resolver().suspect(first);
					return pinned.resolver()
						.cached(WEB, null)
						.refreshFailure() instanceof FabricException.ServerNotTrusted;
				});
				assertThat(pinned.resolver().cached(WEB, null).endpoints()).isSameAs(first.endpoints());
				assertThat(impostor.namingRequests().count()).isZero();
			}
		}
	}

	@Test
	void secondariesWithoutAddressAreKnownButNotRoutable() {
		Resolution cart = get(resolver().resolve(CART, null));
		assertThat(cart.endpoints()).extracting(FabricEndpoint::kind).contains(EndpointKind.STATEFUL_SECONDARY);
		assertThat(cart.primary().routable()).isTrue();
	}

}
