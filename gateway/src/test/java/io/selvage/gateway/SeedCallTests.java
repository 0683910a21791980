package io.selvage.gateway;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.instance.Answers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeedCallTests {

	private static SimulatedCluster cluster;

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder()
			.name("seed")
			.nodes(3)
			.application("SFBackendForAPIM",
					(application) -> application.stateless("WebAPI_Backend",
							(service) -> service.instances(3)
								.listener("HttpServiceEndpoint", Scheme.HTTP)
								.listener("HTTPSServiceEndpoint", Scheme.HTTPS)))
			.start();
		gateway = TestGateway.start("selvage.trace.enabled=true");
		gateway.put("/backends/sfbackend", """
				{"url":"fabric:/SFBackendForAPIM/WebAPI_Backend","protocol":"http","resourceId":"%s",
				"properties":{"serviceFabricCluster":{"managementEndpoints":["%s"],"maxPartitionResolutionRetries":5}}}
				""".formatted(cluster.namingEndpoint(), cluster.namingEndpoint()), "/apis/fabric", """
				{"path":"fabric","displayName":"Fabric","protocols":["http"],"subscriptionRequired":false}
				""", "/apis/fabric/operations/get-values", """
				{"displayName":"values","method":"GET","urlTemplate":"/api/values"}
				""", "/apis/fabric/operations/post-values", """
				{"displayName":"values","method":"POST","urlTemplate":"/api/values"}
				""");
		policy("@(context.Response.StatusCode != 200)");
	}

	private static void policy(String condition) {
		gateway.put("/apis/fabric/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted("""
				<policies><inbound><base /><set-backend-service backend-id="sfbackend" \
				sf-resolve-condition="%s" sf-listener-name= "HttpServiceEndpoint" /></inbound>\
				<backend><base /></backend><outbound><base /></outbound></policies>
				""".formatted(condition)) + "}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		cluster.close();
	}

	@BeforeEach
	void healthy() {
		service().answer(Answers.identity());
	}

	private static SimulatedService service() {
		return cluster.service("SFBackendForAPIM/WebAPI_Backend");
	}

	@Test
	void reachesAnInstanceOfTheService() {
		HttpResponse<String> response = gateway.get("/fabric/api/values");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isNotEmpty();
	}

	@Test
	void answersAnUnknownOperationAsAzureApiManagementDoes() {
		HttpResponse<String> response = gateway.get("/fabric/api/other");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("{ \"statusCode\": 404, \"message\": \"Resource not found\" }");
	}

	@Test
	void namesTheTraceOfARequest() {
		HttpResponse<String> response = gateway.get("/fabric/api/values", "Ocp-Apim-Trace", "true");
		String location = response.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow();
		assertThat(location).startsWith("http://127.0.0.1:" + gateway.managementPort() + "/");
		HttpResponse<String> trace = gateway
			.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(location)).build());
		Map<?, ?> entries = (Map<?, ?>) TestGateway.json(trace.body()).get("traceEntries");
		assertThat((List<?>) entries.get("inbound")).isNotEmpty();
		assertThat((List<?>) entries.get("backend")).isNotEmpty();
		assertThat((List<?>) entries.get("outbound")).isNotEmpty();
	}

	@Test
	void makesEighteenAttemptsWhileTheRecordedConditionHolds() {
		service().answer(204);
		long before = service().requestCount();
		HttpResponse<String> response = gateway.get("/fabric/api/values");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(service().requestCount() - before).isEqualTo(18);
	}

}
