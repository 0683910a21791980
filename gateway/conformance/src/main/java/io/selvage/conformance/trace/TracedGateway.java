package io.selvage.conformance.trace;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.gateway.GatewayApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole gateway beside a simulated cluster whose instances answer 204, with the catalog
 * of the recorded call.
 */
final class TracedGateway implements AutoCloseable {

	private static final String LISTENER = "HttpServiceEndpoint";

	private final SimulatedCluster cluster;

	private final ConfigurableApplicationContext application;

	private final Path catalog;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private TracedGateway(SimulatedCluster cluster, ConfigurableApplicationContext application, Path catalog) {
		this.cluster = cluster;
		this.application = application;
		this.catalog = catalog;
	}

	/**
	 * What a call came to.
	 *
	 * @param status the status of the answer
	 * @param trace the trace of the call
	 */
	record Outcome(int status, JsonNode trace) {
	}

	static TracedGateway start(int maxRetries, int instances) throws IOException {
		SimulatedCluster cluster = SimulatedCluster.builder()
			.application("SFBackendForAPIM",
					(app) -> app.stateless("WebAPI_Backend",
							(service) -> service.singleton()
								.instances(instances)
								.listener(LISTENER, Scheme.HTTP)
								.listener("HTTPSServiceEndpoint", Scheme.HTTPS)))
			.start();
		cluster.service("fabric:/SFBackendForAPIM/WebAPI_Backend").instances().forEach((each) -> each.answer(204));
		Path catalog = Files.createTempDirectory("conformance-trace");
		write(catalog.resolve("backends/sfbackend/backendInformation.json"), """
				{"properties": {"url": "fabric:/SFBackendForAPIM/WebAPI_Backend", "protocol": "http",
				"resourceId": "https://cluster.example:19080/", "properties": {"serviceFabricCluster":
				{"managementEndpoints": ["%s"], "maxPartitionResolutionRetries": %d}}}}
				""".formatted(cluster.namingEndpoint(), maxRetries));
		write(catalog.resolve("apis/fabric/apiInformation.json"), """
				{"properties": {"displayName": "fabric", "path": "fabric", "protocols": ["http", "https"],
				"subscriptionRequired": false}}
				""");
		write(catalog.resolve("apis/fabric/specification.yaml"), """
				openapi: 3.0.1
				info: {title: fabric, version: '1'}
				paths: {/api/values: {get: {operationId: get-values, responses: {'200': {description: ok}}}}}
				""");
		write(catalog.resolve("apis/fabric/policy.xml"), """
				<policies><inbound><base /><set-backend-service backend-id="sfbackend"
				sf-resolve-condition="@(context.Response.StatusCode != 200)" sf-listener-name="%s" /></inbound>
				<backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>
				""".formatted(LISTENER));
		ConfigurableApplicationContext application = new SpringApplication(GatewayApplication.class).run(
				"--server.port=0", "--management.server.port=0", "--selvage.catalog.directory=" + catalog,
				"--selvage.catalog.store.type=none", "--selvage.trace.enabled=true", "--spring.jmx.enabled=false",
				"--logging.level.root=ERROR");
		return new TracedGateway(cluster, application, catalog);
	}

	private static void write(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	/** The base URLs of the instances in the order the naming service lists them. */
	List<String> instances() {
		return this.cluster.service("fabric:/SFBackendForAPIM/WebAPI_Backend")
			.instances()
			.stream()
			.map(TracedGateway::url)
			.toList();
	}

	private static String url(SimulatedInstance instance) {
		return instance.url(LISTENER).toString().replaceFirst("/$", "");
	}

	Outcome call() throws IOException {
		String port = this.application.getEnvironment().getProperty("local.server.port");
		HttpResponse<String> answer = send("http://127.0.0.1:" + port + "/fabric/api/values");
		String trace = answer.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow();
		return new Outcome(answer.statusCode(), JsonMapper.shared().readTree(send(trace).body()));
	}

	private HttpResponse<String> send(String url) throws IOException {
		try {
			return this.client.send(HttpRequest.newBuilder(URI.create(url))
				.timeout(Duration.ofSeconds(60))
				.header("Ocp-Apim-Trace", "true")
				.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.application.close();
		this.cluster.close();
		FileSystemUtils.deleteRecursively(this.catalog);
	}

}
