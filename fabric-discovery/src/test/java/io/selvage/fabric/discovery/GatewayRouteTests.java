package io.selvage.fabric.discovery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's example, taken from the README and run: a plain Spring Cloud Gateway with
 * a YAML route, in front of a simulated cluster.
 */
class GatewayRouteTests {

	private static SimulatedCluster cluster;

	private static ConfigurableApplicationContext gateway;

	private static WebClient client;

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class PlainGateway {

	}

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		cluster = SimulatedCluster.builder()
			.application("Shop",
					(shop) -> shop.stateless("Orders", (orders) -> orders.instances(2).listener("http", Scheme.HTTP)))
			.start();
		Path yaml = Files.writeString(folder.resolve("application.yaml"), exampleOfReadme());
		gateway = new SpringApplicationBuilder(PlainGateway.class).web(WebApplicationType.REACTIVE)
			.properties(Map.of("spring.config.location", yaml.toUri().toString(), "server.port", "0", "server.address",
					"127.0.0.1", "spring.main.banner-mode", "off", "CLUSTER", cluster.namingEndpoint().toString(),
					FabricDiscoveryProperties.PREFIX + ".client.refresh.period", "200ms"))
			.run();
		client = WebClient.create("http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port"));
	}

	@AfterAll
	static void stop() {
		if (gateway != null) {
			gateway.close();
		}
		cluster.close();
	}

	private static String exampleOfReadme() throws IOException {
		String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
		int start = readme.indexOf("```yaml\n") + 8;
		String example = readme.substring(start, readme.indexOf("```", start));
		assertThat(example).contains("https://cluster.example.com:19080");
		return example.replace("https://cluster.example.com:19080", "${CLUSTER}")
			.lines()
			.filter((line) -> !line.contains("# your certificate"))
			.collect(Collectors.joining("\n"));
	}

	private static int get(String path) {
		return client.get()
			.uri(path)
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
			.block(Duration.ofSeconds(20));
	}

	private static Set<SimulatedInstance> answering() {
		cluster.service("fabric:/Shop/Orders").instances().forEach(SimulatedInstance::forgetRequests);
		for (int i = 0; i < 10; i++) {
			assertThat(get("/orders/5")).isEqualTo(200);
		}
		Set<SimulatedInstance> answering = new HashSet<>();
		cluster.service("fabric:/Shop/Orders").instances().forEach((instance) -> {
			if (!instance.requests().isEmpty()) {
				answering.add(instance);
			}
		});
		return answering;
	}

	@Test
	void theRouteOfTheReadmeReachesEveryInstanceAndFollowsThemWithoutAnError() {
		var orders = cluster.service("fabric:/Shop/Orders");
		assertThat(answering()).hasSize(2).containsExactlyInAnyOrderElementsOf(orders.instances());
		SimulatedInstance added = orders.addInstance();
		awaitAnswering(added, true);
		added.partition().drain(added);
		awaitAnswering(added, false);
		assertThat(added.running()).isTrue();
	}

	private static void awaitAnswering(SimulatedInstance instance, boolean expected) {
		Stream.generate(GatewayRouteTests::answering)
			.limit(500)
			.filter((answering) -> answering.contains(instance) == expected)
			.findFirst()
			.orElseThrow(() -> new AssertionError(instance + " never " + (expected ? "answered" : "fell silent")));
	}

	@Test
	void theGatewaysDiscoveryIsOurs() {
		assertThat(gateway.getBean(FabricReactiveDiscoveryClient.class)
			.getInstances("orders")
			.collectList()
			.block(Duration.ofSeconds(20))).isNotEmpty()
			.allSatisfy((instance) -> assertThat(instance.getUri()).isNotEqualTo(URI.create("lb://orders")));
	}

}
