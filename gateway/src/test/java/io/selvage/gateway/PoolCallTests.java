package io.selvage.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.gateway.management.BackendsEndpoint;
import io.selvage.gateway.runtime.GatewayRuntime;
import io.selvage.gateway.target.breaker.BackendBreaker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pools, circuit breakers and health probes as clients see them.
 */
class PoolCallTests {

	private static final Map<String, DisposableServer> servers = new ConcurrentHashMap<>();

	private static final Map<String, Integer> statuses = new ConcurrentHashMap<>();

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		for (String name : List.of("a", "b", "c", "probed")) {
			servers.put(name, HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> {
				int status = statuses.getOrDefault(name + request.uri(), statuses.getOrDefault(name, 200));
				Mono<Void> late = (status == 0) ? Mono.never() : Mono.empty();
				return late.then(Mono
					.defer(() -> response.status((status == 0) ? 200 : status).sendString(Mono.just(name)).then()));
			}).bindNow());
		}
		gateway = TestGateway.start("selvage.health.probes.probed.path=/health",
				"selvage.health.probes.probed.interval=100ms", "selvage.health.probes.probed.unhealthy-after=2",
				"selvage.health.probes.probed.healthy-after=2");
		backend("plain-a", "a", "");
		backend("plain-b", "b", "");
		backend("probed", "probed", "");
		backend("count", "c", rule("\"count\":3", "[{\"min\":500,\"max\":503},{\"min\":429,\"max\":429}]", "[]"));
		backend("percent", "c", rule("\"percentage\":50", "[{\"min\":500,\"max\":599}]", "[]"));
		backend("reasons", "c", rule("\"count\":1", "[]", "[\"timeout\"]"));
		pool("weighted", member("plain-a", ",\"weight\":3"), member("plain-b", ",\"weight\":1"));
		pool("priority", member("plain-a", ",\"priority\":1"), member("plain-b", ",\"priority\":2"));
		pool("one", member("count", ""));
		pool("watched", member("probed", ""), member("plain-b", ""));
		gateway.put("/backends/told",
				"{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/count\"}],"
						+ "\"failureResponse\":{\"statusCode\":429}}}",
				"/backends/announced", "{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/count\"}],"
						+ "\"failureResponse\":{\"statusCode\":100}}}");
		for (String id : List.of("count", "percent", "reasons", "weighted", "priority", "one", "watched", "told",
				"announced")) {
			gateway.api(id, id, null, "<policies><inbound><base /><set-backend-service backend-id=\"" + id
					+ "\" /></inbound><backend><forward-request timeout=\"1\" /></backend></policies>");
		}
	}

	private static void backend(String id, String server, String more) {
		gateway.put("/backends/" + id,
				"{\"url\":\"http://127.0.0.1:" + servers.get(server).port() + "\",\"protocol\":\"http\"" + more + "}");
	}

	private static String rule(String threshold, String ranges, String reasons) {
		return ",\"circuitBreaker\":{\"rules\":[{\"name\":\"r\",\"failureCondition\":{" + threshold
				+ ",\"interval\":\"PT1M\",\"statusCodeRanges\":" + ranges + ",\"errorReasons\":" + reasons
				+ "},\"tripDuration\":\"PT30S\"}]}";
	}

	private static String member(String id, String more) {
		return "{\"id\":\"/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/backends/" + id
				+ "\"" + more + "}";
	}

	private static void pool(String id, String... members) {
		gateway.put("/backends/" + id,
				"{\"type\":\"Pool\",\"pool\":{\"services\":[" + String.join(",", members) + "]}}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		servers.values().forEach(DisposableServer::disposeNow);
	}

	@BeforeEach
	void heal() {
		statuses.clear();
		for (String id : List.of("plain-a", "plain-b", "count", "percent", "reasons")) {
			breaker(id).reset();
		}
	}

	private static BackendsEndpoint endpoint() {
		return gateway.bean(BackendsEndpoint.class);
	}

	private static BackendBreaker breaker(String id) {
		return gateway.bean(GatewayRuntime.class).backend(id).breaker();
	}

	private static Map<String, Integer> answers(String api, int requests) {
		Map<String, Integer> counts = new TreeMap<>();
		for (int i = 0; i < requests; i++) {
			counts.merge(gateway.get("/" + api + "/x").body(), 1, Integer::sum);
		}
		return counts;
	}

	private static List<Integer> calls(String api, int requests) {
		List<Integer> all = new ArrayList<>();
		for (int i = 0; i < requests; i++) {
			all.add(gateway.get("/" + api + "/x").statusCode());
		}
		return all;
	}

	@Test
	void weightsAreSharesOfTheRequests() {
		assertThat(answers("weighted", 40)).isEqualTo(Map.of("a", 30, "b", 10));
	}

	@Test
	void theSecondPriorityServesOnlyWhileTheFirstIsTripped() {
		assertThat(answers("priority", 5)).isEqualTo(Map.of("a", 5));
		breaker("plain-a").trip(Duration.parse("PT1M"));
		assertThat(answers("priority", 5)).isEqualTo(Map.of("b", 5));
		breaker("plain-a").reset();
		assertThat(answers("priority", 5)).isEqualTo(Map.of("a", 5));
	}

	@ParameterizedTest
	@CsvSource({ "500, true", "503, true", "429, true", "504, false", "404, false" })
	void aCircuitOpensAtTheThirdFailureWithinItsRanges(int status, boolean opens) {
		statuses.put("c", status);
		assertThat(calls("count", 3)).containsOnly(status);
		statuses.clear();
		HttpResponse<String> next = gateway.get("/count/x");
		assertThat(next.statusCode()).isEqualTo(opens ? 503 : 200);
		if (opens) {
			assertThat(next.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(25L, 30L);
			assertThat(gateway.send(HttpRequest
				.newBuilder(
						java.net.URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus"))
				.build()).body()).contains("selvage_backend_circuit_open{backend=\"count\"} 1.0",
						"selvage_backend_circuit_half_open{backend=\"count\"} 0.0",
						"selvage_backend_circuit_trips_total{backend=\"count\"} ",
						"selvage_backend_resends_total{backend=\"count\"} 0.0");
			assertThat(endpoint().backend("count").circuit().state()).isEqualTo("open");
		}
	}

	@Test
	void aShareOfFailuresOpensToo() {
		assertThat(calls("percent", 3)).containsOnly(200);
		statuses.put("c", 500);
		assertThat(calls("percent", 3)).containsOnly(500);
		assertThat(gateway.get("/percent/x").statusCode()).isEqualTo(503);
	}

	@Test
	void anErrorReasonOpensToo() {
		statuses.put("c", 500);
		assertThat(calls("reasons", 2)).containsOnly(500);
		statuses.put("c", 0);
		assertThat(calls("reasons", 1)).containsOnly(500);
		assertThat(gateway.get("/reasons/x").statusCode()).isEqualTo(503);
	}

	@Test
	void aPoolWithoutAnyMemberAnswersWhatItsEntitySays() {
		breaker("count").trip(Duration.parse("PT20S"));
		HttpResponse<String> usual = gateway.get("/one/x");
		assertThat(usual.statusCode()).isEqualTo(503);
		assertThat(usual.body()).contains("Backend pool 'one' is temporarily unavailable");
		assertThat(usual.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(15L, 20L);
		assertThat(gateway.get("/told/x").statusCode()).isEqualTo(429);
		assertThat(gateway.get("/announced/x").statusCode()).as("a client would wait for more after 100")
			.isEqualTo(503);
	}

	@Test
	void aMemberWhoseProbesFailGetsNoTrafficBeforeAClientNotices() {
		assertThat(answers("watched", 10)).isEqualTo(Map.of("b", 5, "probed", 5));
		statuses.put("probed/health", 500);
		awaitHealth(false);
		assertThat(answers("watched", 10)).isEqualTo(Map.of("b", 10));
		statuses.clear();
		awaitHealth(true);
		assertThat(answers("watched", 10)).isEqualTo(Map.of("b", 5, "probed", 5));
	}

	private static void awaitHealth(boolean healthy) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> endpoint().backend("probed").healthy() == healthy);
	}

}
