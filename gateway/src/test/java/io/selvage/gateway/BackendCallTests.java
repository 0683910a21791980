package io.selvage.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.instance.Answers;
import io.selvage.gateway.attempt.RecordedCall;
import io.selvage.gateway.runtime.GatewayRuntime;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.BreakerState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backends as clients of the whole gateway see them.
 */
class BackendCallTests {

	private static final String RULE = """
			"circuitBreaker":{"rules":[{"name":"r","failureCondition":{"count":1,"interval":"PT1M",
			"statusCodeRanges":[{"min":500,"max":599}]},"tripDuration":"PT1M","acceptRetryAfter":true}]}""";

	private static SimulatedCluster cluster;

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder()
			.application("App", (application) -> application
				.stateless("Svc",
						(service) -> service.instances(3)
							.listener("HttpServiceEndpoint", Scheme.HTTP)
							.listener("HTTPSServiceEndpoint", Scheme.HTTPS))
				.stateless("Urls", (service) -> service.instances(2).listener("HttpServiceEndpoint", Scheme.HTTP)))
			.start();
		gateway = TestGateway.start("selvage.trace.enabled=true");
		single("a", url(0));
		single("b", url(1));
		gateway.put("/backends/pool", """
				{"type":"Pool","pool":{"services":[{"id":"/backends/a"},{"id":"/backends/b"}],
				"sessionAffinity":{"sessionId":{"source":"cookie","name":"SessionId"}}}}
				""", "/backends/fabric", """
				{"url":"fabric:/App/Svc","protocol":"http","resourceId":"%s",
				"properties":{"serviceFabricCluster":{"managementEndpoints":["%s"],"maxPartitionResolutionRetries":5}}}
				""".formatted(cluster.namingEndpoint(), cluster.namingEndpoint()), "/backends/unusable",
				"""
						{"url":"%s","protocol":"http","credentials":{"certificate":["00112233445566778899AABBCCDDEEFF00112233"]}}
						"""
					.formatted(url(0)),
				"/backends/identity", """
						{"url":"%s","protocol":"http","credentials":{"managedIdentity":{"resource":"https://api"}}}
						""".formatted(url(0)));
		api("single", "backend-id=\"a\"");
		api("pool", "backend-id=\"pool\"");
		api("unusable", "backend-id=\"unusable\"");
		api("identity", "backend-id=\"identity\"");
		api("recorded", "backend-id=\"fabric\" sf-listener-name=\"HttpServiceEndpoint\""
				+ " sf-resolve-condition=\"@(context.Response.StatusCode != 200)\"");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		cluster.close();
	}

	@BeforeEach
	void heal() {
		cluster.services().forEach((service) -> service.answer(Answers.identity()));
		urls().instances().forEach(SimulatedInstance::forgetRequests);
		breaker("a").reset();
		breaker("b").reset();
	}

	@Test
	void theTraceOfTheRecordedCallIsTheRecordedOne() {
		SimulatedService service = cluster.service("App/Svc");
		service.answer(204);

		HttpResponse<String> response = gateway.get("/recorded/api/values", "Ocp-Apim-Trace", "true");

		assertThat(response.statusCode()).isEqualTo(204);
		String location = response.headers().firstValue("Ocp-Apim-Trace-Location").orElseThrow();
		String trace = gateway.send(HttpRequest.newBuilder(URI.create(location)).build()).body();
		Map<?, ?> entries = (Map<?, ?>) TestGateway.json(trace).get("traceEntries");
		List<Map<String, Object>> facts = new ArrayList<>();
		for (Object entry : (List<?>) entries.get("backend")) {
			Map<?, ?> map = (Map<?, ?>) entry;
			facts.add(RecordedCall.facts(String.valueOf(map.get("source")), (Map<?, ?>) map.get("data")));
		}
		RecordedCall.assertSame(facts,
				service.instances().stream().map((one) -> one.url("HttpServiceEndpoint").toString()).toList());
	}

	@Test
	void anOpenCircuitAnswers503WithRetryAfterUntilItIsClosed() {
		urls().answer(Answers.withHeader("Retry-After", "30", Answers.status(500)));
		assertThat(gateway.get("/single/x").statusCode()).isEqualTo(500);
		urls().answer(Answers.identity());

		HttpResponse<String> refused = gateway.get("/single/x");

		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 30L);
		assertThat(breaker("a").state().phase()).isEqualTo(BreakerState.Phase.OPEN);

		breaker("a").reset();
		assertThat(gateway.get("/single/x").statusCode()).isEqualTo(200);
	}

	@Test
	void aTraceTellsWhatARequestDidToACircuitAndWhoWasLeftOut() {
		urls().answer(Answers.status(500));
		assertThat(backendTrace("/single/x"))
			.contains("The circuit of backend 'a' has opened: no request is sent to it");
		urls().answer(Answers.identity());
		assertThat(backendTrace("/pool/x")).contains("Backend 'b' of pool 'pool' was selected.",
				"\"unavailable\":[\"a\"]");

		breaker("a").reset();
		assertThat(backendTrace("/pool/x")).doesNotContain("unavailable", "circuit");
	}

	private static String backendTrace(String path) {
		String location = gateway.get(path, "Ocp-Apim-Trace", "true")
			.headers()
			.firstValue("Ocp-Apim-Trace-Location")
			.orElseThrow();
		return gateway.send(HttpRequest.newBuilder(URI.create(location)).build()).body();
	}

	@Test
	void aPoolSkipsATrippedMemberAndWithoutAnyAnswers503() {
		breaker("a").trip(Duration.ofMinutes(1));
		for (int i = 0; i < 4; i++) {
			assertThat(gateway.get("/pool/x").statusCode()).isEqualTo(200);
		}
		assertThat(urls().instances().get(0).requests()).isEmpty();

		breaker("b").trip(Duration.ofMinutes(1));
		HttpResponse<String> refused = gateway.get("/pool/x");
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void theCookieOfAPoolReachesTheClientAndKeepsItThere() {
		HttpResponse<String> first = gateway.get("/pool/x");
		String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
		assertThat(cookie).startsWith("SessionId=").contains("HttpOnly");

		for (int i = 0; i < 3; i++) {
			HttpResponse<String> next = gateway.get("/pool/x", "Cookie", cookie.substring(0, cookie.indexOf(';')));
			assertThat(TestGateway.json(next.body()).get("instance"))
				.isEqualTo(TestGateway.json(first.body()).get("instance"));
			assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
		}
	}

	@Test
	void aBackendWhoseCertificateOrTokenIsMissingIsNotCalledWithout() {
		assertThat(gateway.get("/unusable/x").statusCode()).isEqualTo(500);
		assertThat(gateway.get("/identity/x").statusCode()).isEqualTo(500);

		assertThat(urls().instances()).allMatch((instance) -> instance.requests().isEmpty());
	}

	private static SimulatedService urls() {
		return cluster.service("App/Urls");
	}

	private static String url(int instance) {
		return urls().instances().get(instance).url("HttpServiceEndpoint").toString();
	}

	private static BackendBreaker breaker(String backend) {
		return gateway.bean(GatewayRuntime.class).backend(backend).breaker();
	}

	private static void single(String id, String url) {
		gateway.put("/backends/" + id, "{\"url\":\"" + url + "\",\"protocol\":\"http\"," + RULE + "}");
	}

	private static void api(String name, String attributes) {
		gateway.api(name, name, null, "<policies><inbound><base /><set-backend-service " + attributes
				+ " /></inbound><backend><base /></backend><outbound><base /></outbound></policies>");
	}

}
