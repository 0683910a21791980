package io.selvage.fabric.naming;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricEndpoint;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricName;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.PartitionScheme;
import io.selvage.fabric.Resolution;
import io.selvage.fabric.ResolutionVersion;
import io.selvage.fabric.security.ClusterSecurity;
import io.selvage.fabric.security.ServerTrust;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.naming.FabricError;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.fabric.simulator.naming.NamingFault;
import io.selvage.fabric.simulator.naming.NamingRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The naming client against a simulated cluster: what it asks, byte for byte, and what it
 * makes of answers good and bad.
 */
class HttpNamingClientTests {

	private static final FabricServiceName WEB = FabricServiceName.of("fabric:/Shop/Web");

	private static final FabricServiceName CART = FabricServiceName.of("fabric:/Shop/Cart");

	private static final FabricServiceName REGION = FabricServiceName.of("fabric:/Shop/Region");

	private static SimulatedCluster cluster;

	private final AtomicLong clock = new AtomicLong();

	private HttpNamingClient client;

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder()
			.namingEndpoints(3)
			.maxPageBytes(400)
			.application("Shop", (shop) -> shop.typeName("ShopType")
				.typeVersion("2.0")
				.parameter("Color", "red")
				.stateless("Web",
						(web) -> web.instances(3)
							.listener("http", Scheme.HTTP, "/base/")
							.extension("Labels", "<Labels xmlns=\"urn:l\"><Label Key=\"route\">/web</Label></Labels>")
							.property("owner", "team-a"))
				.stateful("Cart", (cart) -> cart.int64Range(5).listener("", Scheme.HTTP))
				.stateful("Region", (region) -> region.named("east us", "west").listener("http", Scheme.HTTP)))
			.start();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@BeforeEach
	void open() {
		cluster.namingRequests().clear();
		this.client = client(NamingSettings.DEFAULT);
	}

	@AfterEach
	void close() {
		this.client.close();
		cluster.namingEndpoints().forEach((endpoint) -> {
		});
		for (int i = 0; i < 3; i++) {
			cluster.naming(i).faults().clear();
			cluster.naming(i).start();
		}
	}

	private HttpNamingClient client(NamingSettings settings) {
		return client(cluster.namingEndpoints(), settings);
	}

	private HttpNamingClient client(List<URI> endpoints, NamingSettings settings) {
		return new HttpNamingClient("test", endpoints, ClusterSecurity.DEFAULT, settings, this.clock::get);
	}

	private static NamingSettings timeouts(Duration request, Duration failover) {
		return new NamingSettings("6.0", "3.0", Duration.ofSeconds(1), request, failover, 4 << 20);
	}

	private static <T> T get(Mono<T> mono) {
		return mono.block(Duration.ofSeconds(20));
	}

	private <E extends Throwable> E refusal(Class<E> type, Mono<?> mono) {
		Throwable[] seen = new Throwable[1];
		mono.onErrorResume((ex) -> {
			seen[0] = ex;
			return Mono.empty();
		}).block(Duration.ofSeconds(20));
		assertThat(seen[0]).isInstanceOf(type);
		return type.cast(seen[0]);
	}

	private static List<String> asked() {
		return cluster.namingRequests().all().stream().map(NamingRequest::uri).toList();
	}

	@Test
	void resolvesAndSendsTheTokenBackByteForByte() {
		Resolution first = get(this.client.resolve(WEB, PartitionKey.NONE, null));
		assertThat(first.endpoints()).hasSize(3).allMatch((endpoint) -> endpoint.kind() == EndpointKind.STATELESS);
		assertThat(first.endpoints().get(0).listener(null).basePath()).isEqualTo("/base");
		Resolution again = get(this.client.resolve(WEB, PartitionKey.NONE, first.version()));
		assertThat(again.version()).isEqualTo(first.version());
		assertThat(asked()).containsExactly("/Services/Shop~Web/$/ResolvePartition?api-version=6.0&timeout=1",
				"/Services/Shop~Web/$/ResolvePartition?api-version=6.0&PreviousRspVersion=" + first.version().token()
						+ "&timeout=1");
		assertThat(first.version().token()).startsWith("%7B%22PartitionId%22:%22");
	}

	@Test
	void keysAreSentAsTheirSchemeDemands() {
		Resolution cart = get(this.client.resolve(CART, new PartitionKey.Int64(-42), null));
		assertThat(cart.partition().scheme()).isEqualTo(PartitionScheme.INT64_RANGE);
		assertThat(cart.partition().contains(new PartitionKey.Int64(-42))).isTrue();
		assertThat(cart.primary()).isNotNull();
		assertThat(get(this.client.resolve(REGION, new PartitionKey.Named("west"), null)).partition().name())
			.isEqualTo("west");
		assertThat(asked()).anyMatch((uri) -> uri.contains("&PartitionKeyType=2&PartitionKeyValue=-42&"))
			.anyMatch((uri) -> uri.contains("&PartitionKeyType=3&PartitionKeyValue=west&"));
	}

	@Test
	void aNameThatNoUrlCanCarryIsResolvedThroughTheLists() {
		Resolution east = get(this.client.resolve(REGION, new PartitionKey.Named("east us"), null));
		assertThat(east.partition().name()).isEqualTo("east us");
		assertThat(east.primary()).isNotNull();
		assertThat(east.endpoints().get(0)).isSameAs(east.primary());
		refusal(FabricException.InvalidPartitionKey.class,
				this.client.resolve(REGION, new PartitionKey.Named("no such"), null));
	}

	@Test
	void answersEveryOtherCallDiscoveryNeeds() {
		FabricName shop = new FabricName("fabric:/Shop");
		assertThat(get(this.client.applications().collectList())).extracting(ApplicationInfo::name).contains(shop);
		assertThat(get(this.client.application(shop)).parameters()).containsEntry("Color", "red");
		assertThat(get(this.client.application(new FabricName("fabric:/None")).hasElement())).isFalse();
		assertThat(get(this.client.services(shop).collectList())).extracting(ServiceInfo::name)
			.containsExactlyInAnyOrder(WEB, CART, REGION);
		assertThat(get(this.client.service(shop, WEB)).kind()).isEqualTo("Stateless");
		assertThat(get(this.client.service(shop, FabricServiceName.of("fabric:/Shop/None")).hasElement())).isFalse();
		assertThat(get(this.client.description(CART)).partitioning().count()).isEqualTo(5);
		assertThat(get(this.client.applicationName(WEB))).isEqualTo(shop);
		List<PartitionInfo> partitions = get(this.client.partitions(CART).collectList());
		assertThat(partitions).hasSize(5);
		String id = partitions.get(0).partition().id();
		assertThat(get(this.client.serviceName(id))).isEqualTo(CART);
		assertThat(get(this.client.replicas(id).collectList())).hasSize(3)
			.extracting(ReplicaInfo::role)
			.contains("Primary", "ActiveSecondary");
		assertThat(get(this.client.nameExists(WEB.name()))).isTrue();
		assertThat(get(this.client.nameExists(new FabricName("fabric:/Nowhere")))).isFalse();
		assertThat(get(this.client.subNames(shop, true).collectList())).contains(WEB.name());
		assertThat(get(this.client.properties(WEB.name()).collectList()))
			.contains(new NamedProperty("owner", "String", "team-a"));
		ServiceTypeInfo type = get(this.client.serviceTypes("ShopType", "2.0")
			.filter((info) -> info.extensions().containsKey("Labels"))
			.next());
		assertThat(ManifestLabels.read(type.extensions().get("Labels"))).isEqualTo(Map.of("route", "/web"));
		assertThat(get(this.client.clusterVersion())).isEqualTo("10.1.2338.9590");
		assertThat(get(this.client.aadMetadata()).type()).isEmpty();
	}

	@Test
	void listsAreReadPageByPageOnDemand() {
		assertThat(get(this.client.partitions(CART).collectList())).hasSize(5);
		assertThat(cluster.namingRequests().count(NamingCall.GET_PARTITION_INFO_LIST)).isGreaterThan(2);
		cluster.namingRequests().clear();
		get(this.client.partitions(CART).next());
		assertThat(cluster.namingRequests().count(NamingCall.GET_PARTITION_INFO_LIST)).isEqualTo(1);
	}

	@Test
	void aListThatNeverEndsIsRefused() {
		cluster.naming(0)
			.faults()
			.inject(new NamingFault.Garbage("{\"ContinuationToken\":\"x\",\"Items\":[]}"),
					NamingCall.GET_PARTITION_INFO_LIST);
		refusal(FabricException.InvalidAnswer.class, this.client.partitions(CART).then());
	}

	@Test
	void errorsAreTyped() {
		FabricServiceName none = FabricServiceName.of("fabric:/Shop/None");
		refusal(FabricException.ServiceDoesNotExist.class, this.client.resolve(none, PartitionKey.NONE, null));
		refusal(FabricException.InvalidPartitionKey.class, this.client.resolve(CART, PartitionKey.NONE, null));
		refusal(FabricException.ApplicationDoesNotExist.class,
				this.client.services(new FabricName("fabric:/None")).then());
		refusal(FabricException.PartitionDoesNotExist.class,
				this.client.replicas("00000000-0000-0000-0000-000000000000").then());
		refusal(FabricException.NameDoesNotExist.class, this.client.properties(new FabricName("fabric:/None")).then());
	}

	@Test
	void aClusterTooOldForTheApiVersionGetsTheFallback() {
		try (SimulatedCluster old = SimulatedCluster.builder()
			.runtimeVersion("5.7.1.9494")
			.application("Shop", (shop) -> shop.stateless("Web", (web) -> web.listener("http", Scheme.HTTP)))
			.start(); HttpNamingClient oldClient = client(old.namingEndpoints(), NamingSettings.DEFAULT)) {
			get(oldClient.resolve(WEB, PartitionKey.NONE, null));
			get(oldClient.applications().collectList());
			assertThat(old.namingRequests().all()).extracting(NamingRequest::uri)
				.satisfiesExactly((uri) -> assertThat(uri).contains("api-version=6.0"),
						(uri) -> assertThat(uri).contains("api-version=3.0"),
						(uri) -> assertThat(uri).contains("/Applications?api-version=3.0"));
		}
	}

	@Test
	void garbageIsRefusedAndALargeAnswerIsNotReadToItsEnd() {
		for (NamingFault fault : List.of(new NamingFault.Garbage("{\"Name\":"), new NamingFault.Garbage("<html/>"),
				new NamingFault.Garbage(""), new NamingFault.Oversize(50 << 20),
				new NamingFault.Rewrite((body) -> body.replaceAll("\"Endpoints\":\\[.*],", "\"Endpoints\":[],")),
				new NamingFault.Rewrite((body) -> body.replace("fabric:/Shop/Web", "fabric:/Shop/Other")
					.replace("Shop\\/Web", "Shop\\/Other")))) {
			cluster.naming(0).faults().injectTimes(1, fault);
			refusal(FabricException.InvalidAnswer.class, this.client.resolve(WEB, PartitionKey.NONE, null));
		}
		assertThat(get(this.client.resolve(WEB, PartitionKey.NONE, null)).endpoints()).hasSize(3);
	}

	@Test
	void anAnswerForAnotherPartitionIsRefused() {
		cluster.naming(0)
			.faults()
			.inject(new NamingFault.Rewrite((body) -> body.replaceAll("\"LowKey\":\"[^\"]*\"", "\"LowKey\":\"100\"")
				.replaceAll("\"HighKey\":\"[^\"]*\"", "\"HighKey\":\"200\"")), NamingCall.RESOLVE_SERVICE);
		assertThat(refusal(FabricException.InvalidAnswer.class,
				this.client.resolve(CART, new PartitionKey.Int64(5), null)))
			.hasMessageContaining("does not hold the key '5'");
	}

	@Test
	void callsMoveToTheNextEndpointStayThereAndReturnAfterAMinute() {
		cluster.naming(0).stop();
		get(this.client.resolve(WEB, PartitionKey.NONE, null));
		get(this.client.resolve(WEB, PartitionKey.NONE, null));
		assertThat(cluster.namingRequests().all()).extracting(NamingRequest::node)
			.containsOnly(cluster.naming(1).node())
			.hasSize(2);
		cluster.naming(0).start();
		cluster.namingRequests().clear();
		this.clock.addAndGet(Duration.ofSeconds(59).toNanos());
		get(this.client.resolve(WEB, PartitionKey.NONE, null));
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		get(this.client.resolve(WEB, PartitionKey.NONE, null));
		get(this.client.resolve(WEB, PartitionKey.NONE, null));
		assertThat(cluster.namingRequests().all()).extracting(NamingRequest::node)
			.containsExactly(cluster.naming(1).node(), cluster.naming(0).node(), cluster.naming(0).node());
	}

	@Test
	void anEndpointThatIsStillAwayIsTriedByOneCallAMinute() {
		cluster.naming(0).stop();
		get(this.client.resolve(WEB, PartitionKey.NONE, null));
		this.clock.addAndGet(Duration.ofSeconds(61).toNanos());
		cluster.namingRequests().clear();
		for (int i = 0; i < 5; i++) {
			assertThat(get(this.client.resolve(WEB, PartitionKey.NONE, null))).isNotNull();
		}
		assertThat(cluster.namingRequests().all()).extracting(NamingRequest::node)
			.containsOnly(cluster.naming(1).node());
	}

	@Test
	void badGatewayTimeoutSilenceAndResetLeadToTheNextEndpointOtherErrorsDoNot() {
		this.client.close();
		this.client = client(timeouts(Duration.ofSeconds(10), Duration.ofMillis(300)));
		for (NamingFault fault : List.of(new NamingFault.Status(502), new NamingFault.Status(504),
				new NamingFault.Failure(FabricError.of("FABRIC_E_TIMEOUT").orElseThrow()), new NamingFault.Hang(),
				new NamingFault.Reset())) {
			try (HttpNamingClient fresh = client(timeouts(Duration.ofSeconds(10), Duration.ofMillis(300)))) {
				cluster.naming(0).faults().clear();
				cluster.naming(0).faults().inject(fault);
				assertThat(get(fresh.resolve(WEB, PartitionKey.NONE, null))).as("%s", fault).isNotNull();
			}
		}
		cluster.naming(0).faults().clear();
		cluster.naming(0).faults().inject(new NamingFault.Status(503));
		cluster.namingRequests().clear();
		refusal(FabricException.Unavailable.class, this.client.resolve(WEB, PartitionKey.NONE, null));
		assertThat(cluster.namingRequests().all()).hasSize(1);
	}

	@Test
	void ifAllEndpointsAreAwayTheLastFailureIsTold() {
		for (int i = 0; i < 3; i++) {
			cluster.naming(i).stop();
		}
		assertThat(refusal(FabricException.Unreachable.class, this.client.resolve(WEB, PartitionKey.NONE, null)))
			.hasMessageContaining("can't be reached");
	}

	@Test
	void aTokenAUrlCanNotCarryIsPosted() {
		refusal(FabricException.class,
				this.client.resolve(WEB, PartitionKey.NONE, new ResolutionVersion("{\"a\"}=&", 1, 1)));
		NamingRequest request = cluster.namingRequests().all().get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.uri()).doesNotContain("PreviousRspVersion");
		assertThat(request.body()).isEqualTo("{\"PreviousRspVersion\":\"{\\\"a\\\"}=&\"}");
	}

	@Test
	void bearerTokensAreSentWithEveryCallButTheAnonymousOne() {
		try (SimulatedCluster secured = SimulatedCluster.builder().acceptBearerToken("abc").start()) {
			ClusterSecurity security = new ClusterSecurity(null, ServerTrust.CHAIN, List.of("TLSv1.2"),
					() -> Mono.just("abc"));
			try (HttpNamingClient withToken = new HttpNamingClient("t", secured.namingEndpoints(), security,
					NamingSettings.DEFAULT, this.clock::get);
					HttpNamingClient without = client(secured.namingEndpoints(), NamingSettings.DEFAULT)) {
				assertThat(get(withToken.clusterVersion())).isNotNull();
				assertThat(get(without.aadMetadata())).isNotNull();
				get(withToken.aadMetadata());
				assertThat(secured.namingRequests().all().get(2).headers()).doesNotContainKey("authorization");
				refusal(FabricException.AccessDenied.class, without.clusterVersion());
			}
		}
	}

	@Test
	void endpointsAreCheckedWhenTheClientIsMade() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> client(List.of(), NamingSettings.DEFAULT))
			.withMessageContaining("0 management endpoints");
	}

	@Test
	void endpointsOfPrimaryComeFirst() {
		Resolution cart = get(this.client.resolve(CART, new PartitionKey.Int64(0), null));
		assertThat(cart.endpoints()).extracting(FabricEndpoint::kind)
			.startsWith(EndpointKind.STATEFUL_PRIMARY)
			.containsOnly(EndpointKind.STATEFUL_PRIMARY, EndpointKind.STATEFUL_SECONDARY);
	}

}
