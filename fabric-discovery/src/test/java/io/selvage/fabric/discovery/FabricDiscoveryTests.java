package io.selvage.fabric.discovery;

import java.time.Duration;
import java.util.List;

import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.naming.NamingCall;
import io.selvage.fabric.simulator.naming.NamingFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.health.reactive.ReactiveDiscoveryClientHealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Discovery as a Spring Cloud application configures it.
 */
class FabricDiscoveryTests {

	private static SimulatedCluster cluster;

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FabricDiscoveryAutoConfiguration.class));

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder()
			.application("Shop",
					(shop) -> shop.stateless("Web", (web) -> web.instances(2).listener("http", Scheme.HTTP, "/base/"))
						.stateless("Both", (both) -> both.listener("a", Scheme.HTTP).listener("b", Scheme.HTTP))
						.stateful("Cart", (cart) -> cart.int64Range(2).replicas(3).listener("http", Scheme.HTTP))
						.stateful("Region", (region) -> region.named("east", "west").listener("http", Scheme.HTTP)))
			.start();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	private ApplicationContextRunner configured(String... properties) {
		return this.application
			.withPropertyValues(
					"spring.cloud.service-fabric.discovery.management-endpoints[0]=" + cluster.namingEndpoint(),
					"spring.cloud.service-fabric.discovery.aliases.web.service=fabric:/Shop/Web",
					"spring.cloud.service-fabric.discovery.aliases.east.service=fabric:/Shop/Region",
					"spring.cloud.service-fabric.discovery.aliases.east.partition-key=east")
			.withPropertyValues(properties);
	}

	private static List<FabricServiceInstance> instances(FabricReactiveDiscoveryClient client, String id) {
		return client.getInstances(id).cast(FabricServiceInstance.class).collectList().block(Duration.ofSeconds(20));
	}

	@Test
	void aServiceIsFoundByItsNameAndByAnAlias() {
		configured().run((context) -> {
			FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
			List<FabricServiceInstance> byName = instances(client, "fabric:/Shop/Web");
			assertThat(byName).hasSize(2).allSatisfy((instance) -> {
				assertThat(instance.getServiceId()).isEqualTo("fabric:/Shop/Web");
				assertThat(instance.getPath()).isEqualTo("/base");
				assertThat(instance.getListener()).isEqualTo("http");
				assertThat(instance.getRole()).isEqualTo(EndpointKind.STATELESS);
				assertThat(instance.isSecure()).isFalse();
				assertThat(instance.getUri().getRawPath()).isEqualTo("/base/");
				assertThat(instance.getMetadata()).containsEntry("fabric.partition.scheme", "Singleton");
				assertThat(instance.getReplica()).isNotNull();
				assertThat(cluster.service("fabric:/Shop/Web").instances()).anySatisfy((simulated) -> {
					assertThat(instance.getReplica().id()).isEqualTo(Long.toString(simulated.id()));
					assertThat(instance.getReplica().nodeName()).isEqualTo(simulated.node());
					assertThat(instance.getPort()).isEqualTo(simulated.url("http").getPort());
				});
			});
			assertThat(byName).extracting(ServiceInstance::getInstanceId).doesNotHaveDuplicates();
			List<FabricServiceInstance> byAlias = instances(client, "web");
			assertThat(byAlias).extracting(ServiceInstance::getUri)
				.containsExactlyElementsOf(byName.stream().map(ServiceInstance::getUri).toList());
			assertThat(byAlias.get(0).getServiceId()).isEqualTo("web");
		});
	}

	@Test
	void statefulServicesGiveThePrimaryOfEachPartitionUnlessToldOtherwise() {
		configured("spring.cloud.service-fabric.discovery.aliases.all.service=fabric:/Shop/Cart",
				"spring.cloud.service-fabric.discovery.aliases.all.role=any")
			.run((context) -> {
				FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
				assertThat(instances(client, "fabric:/Shop/Cart")).hasSize(2)
					.allMatch((instance) -> instance.getRole() == EndpointKind.STATEFUL_PRIMARY)
					.extracting((instance) -> instance.getMetadata().get("fabric.partition.low-key"))
					.containsExactly("-9223372036854775808", "0");
				assertThat(instances(client, "all")).hasSizeGreaterThanOrEqualTo(2);
				assertThat(instances(client, "east")).hasSize(1)
					.first()
					.satisfies((instance) -> assertThat(instance.getPartition().name()).isEqualTo("east"));
			});
	}

	@Test
	void instancesGoWithoutDetailsTheClusterDoesNotTell() {
		configured("spring.cloud.service-fabric.discovery.services.watch=false").run((context) -> {
			FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
			cluster.naming(0).faults().inject(new NamingFault.Hang(), NamingCall.GET_REPLICA_INFO_LIST);
			try {
				assertThat(instances(client, "web")).hasSize(2).allMatch((instance) -> instance.getReplica() == null);
			}
			finally {
				cluster.naming(0).faults().clear();
			}
		});
	}

	@Test
	void ofOtherIdsNothingIsKnownAndNobodyIsAsked() {
		configured("spring.cloud.service-fabric.discovery.services.watch=false").run((context) -> {
			FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
			cluster.namingRequests().clear();
			assertThat(instances(client, "orders")).isEmpty();
			assertThat(instances(client, "fabric:/not//a/name")).isEmpty();
			assertThat(cluster.namingRequests().count()).isZero();
			assertThat(instances(client, "fabric:/Shop/None")).isEmpty();
		});
	}

	@Test
	void aListenerThatCanNotBeChosenIsAnErrorThatListsThem() {
		configured().run((context) -> {
			FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
			Throwable error = client.getInstances("fabric:/Shop/Both")
				.<Throwable>flatMap((instance) -> Mono.empty())
				.onErrorResume(Mono::just)
				.blockFirst(Duration.ofSeconds(20));
			assertThat(error).isInstanceOf(FabricException.ListenerNotFound.class)
				.hasMessageContaining("'a' = http://");
		});
	}

	@Test
	void servicesAreListedAndLastSeenOnesToldWhenTheClusterIsAway() {
		configured("spring.cloud.service-fabric.discovery.services.watch=false").run((context) -> {
			FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
			List<String> services = client.getServices().collectList().block(Duration.ofSeconds(20));
			assertThat(services).contains("fabric:/Shop/Web", "fabric:/Shop/Cart", "web", "east");
			cluster.naming(0).faults().inject(new NamingFault.Reset());
			try {
				assertThat(client.getServices().collectList().block(Duration.ofSeconds(20))).isEqualTo(services);
			}
			finally {
				cluster.naming(0).faults().clear();
			}
		});
	}

	@Test
	void healthIsUpThenUnknownWhileServingWithoutTheClusterAndDownWithNothingToServe() {
		configured("spring.cloud.service-fabric.discovery.services.watch=false").run((context) -> {
			FabricHealthIndicator health = context.getBean(FabricHealthIndicator.class);
			assertThat(status(health)).isEqualTo(Status.UP);
			assertThat(context.getBean(ReactiveDiscoveryClientHealthIndicator.class)
				.health()
				.block(Duration.ofSeconds(20))
				.getStatus()
				.getCode()).isEqualTo("UP");
			cluster.naming(0).faults().inject(new NamingFault.Reset());
			try {
				assertThat(status(health)).isEqualTo(Status.DOWN);
				cluster.naming(0).faults().clear();
				instances(context.getBean(FabricReactiveDiscoveryClient.class), "web");
				cluster.naming(0).faults().inject(new NamingFault.Reset());
				Health away = health.health().block(Duration.ofSeconds(20));
				assertThat(away.getStatus()).isEqualTo(Status.UNKNOWN);
				assertThat(away.getDetails()).containsEntry("partitions", 1).containsEntry("code", "CONNECTION_FAILED");
			}
			finally {
				cluster.naming(0).faults().clear();
			}
		});
	}

	private static Status status(FabricHealthIndicator health) {
		return health.health().block(Duration.ofSeconds(20)).getStatus();
	}

	@Test
	void withoutAManagementEndpointOrSwitchedOffThereIsNoDiscovery() {
		this.application.run((context) -> assertThat(context).doesNotHaveBean(FabricCluster.class));
		configured("spring.cloud.service-fabric.discovery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FabricCluster.class));
		configured("spring.cloud.discovery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FabricCluster.class));
	}

	@Test
	void wrongPropertiesAreToldByName() {
		assertFails("spring.cloud.service-fabric.discovery.aliases.bad.service=http://x", "aliases.bad.service",
				"begin with 'fabric:/'");
		assertFails("spring.cloud.service-fabric.discovery.tls.server-thumbprints=12zz", "12zz", "hexadecimal");
		assertFails("spring.cloud.service-fabric.discovery.tls.protocols=SSLv3", "SSLv3", "TLSv1.2 or TLSv1.3");
		assertFails("spring.cloud.service-fabric.discovery.tls.client-certificate.pfx=/none.pfx", "/none.pfx",
				"no such file");
		assertFails("spring.cloud.service-fabric.discovery.client.api-version=latest", "latest", "api-version");
		assertFails("spring.cloud.service-fabric.discovery.management-endpoints[0]=cluster:19080", "cluster:19080",
				"https://host:19080");
	}

	private void assertFails(String property, String... fragments) {
		configured(property).run((context) -> assertThat(context).getFailure()
			.rootCause()
			.message()
			.satisfiesAnyOf((message) -> assertThat(message).contains(fragments),
					(message) -> assertThat(context.getStartupFailure()).hasStackTraceContaining(fragments[0])
						.hasStackTraceContaining(fragments[1])));
	}

	@Test
	void instancesOfManyCallersComeFromTheCache() {
		configured("spring.cloud.service-fabric.discovery.services.watch=false").run((context) -> {
			FabricReactiveDiscoveryClient client = context.getBean(FabricReactiveDiscoveryClient.class);
			instances(client, "web");
			cluster.namingRequests().clear();
			Flux.range(0, 1000).flatMap((caller) -> client.getInstances("web")).blockLast(Duration.ofSeconds(20));
			assertThat(cluster.namingRequests().count()).isZero();
		});
	}

}
