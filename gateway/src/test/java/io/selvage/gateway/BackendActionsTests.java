package io.selvage.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.selvage.catalog.management.ManagementApi;
import io.selvage.catalog.management.ManagementRoute;
import io.selvage.catalog.security.Caller;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only a running gateway can do with a backend, called as tools call the management
 * API.
 */
class BackendActionsTests {

	private static final String SERVICE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x";

	private static final String TOKEN = "all-roles-token-0123456789";

	private static final Set<Object> CONNECTIONS = ConcurrentHashMap.newKeySet();

	private static TestGateway gateway;

	private static SimulatedCluster cluster;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder()
			.application("App",
					(app) -> app
						.stateless("One", (service) -> service.singleton().instances(2).listener("Web", Scheme.HTTP))
						.stateless("Many",
								(service) -> service.int64Range(2, 0, 99).instances(1).listener("Web", Scheme.HTTP))
						.stateless("Named",
								(service) -> service.named("north", "south").instances(1).listener("Web", Scheme.HTTP)))
			.start();
		backend = HttpServer.create()
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(0)
			.doOnConnection((connection) -> CONNECTIONS.add(connection.channel().id()))
			.handle((request, response) -> response.sendString(Mono.just("hello")))
			.bindNow();
		gateway = TestGateway.start("selvage.management.token=" + TOKEN, "selvage.management.tokens[0].name=reader",
				"selvage.management.tokens[0].sha256=" + sha256("reader-token-0123456789"),
				"selvage.management.tokens[0].roles=reader", "selvage.health.probes.single.path=/alive",
				"selvage.health.probes.single.interval=1h");
		String url = "http://127.0.0.1:" + backend.port();
		gateway.put("/backends/single", "{\"url\":\"" + url + "\",\"protocol\":\"http\"}", "/backends/other",
				"{\"url\":\"http://127.0.0.1:1\",\"protocol\":\"http\"}", "/backends/pool",
				"{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/single\",\"weight\":3,\"priority\":1},{\"id\":\"/backends/other\",\"priority\":2}]}}",
				"/backends/fabric", fabric("fabric:/App/One"), "/backends/nameless", fabric("fabric:/App/Missing"),
				"/backends/unusable",
				"{\"url\":\"https://a.example\",\"protocol\":\"http\",\"credentials\":{\"certificate\":[\"0000000000000000000000000000000000000000\"]}}");
		gateway.api("single", "single", null,
				"<policies><inbound><base /><set-backend-service backend-id=\"single\" /></inbound><backend><base /></backend><outbound><base /></outbound></policies>");
	}

	private static String fabric(String url) {
		return "{\"url\":\"" + url
				+ "\",\"protocol\":\"http\",\"properties\":{\"serviceFabricCluster\":{\"managementEndpoints\":[\""
				+ cluster.namingEndpoint() + "\"]}}}";
	}

	private static String sha256(String token) {
		return io.selvage.catalog.security.AccessToken.of("x", token, Set.of()).sha256();
	}

	@AfterAll
	static void stop() {
		gateway.close();
		cluster.close();
		backend.disposeNow();
	}

	private static HttpResponse<String> post(String token, String path, String body) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI
				.create("http://127.0.0.1:" + gateway.managementPort() + SERVICE + path + "?api-version=2024-05-01"))
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return gateway.send(request.build());
	}

	private static JsonNode done(String path, String body) {
		HttpResponse<String> response = post(TOKEN, path, body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private static JsonNode refused(int status, String path, String body) {
		HttpResponse<String> response = post(TOKEN, path, body);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return JsonMapper.shared().readTree(response.body()).path("error");
	}

	@Test
	void resolveTellsWhatTheNamingServiceAnswersNow() {
		JsonNode answer = done("/backends/fabric/resolve", "");
		assertThat(answer.path("service").asString()).isEqualTo("fabric:/App/One");
		assertThat(answer.path("scheme").asString()).isEqualTo("Singleton");
		assertThat(answer.at("/partitions/0/endpoints")).hasSize(2);
		assertThat(answer.at("/partitions/0/endpoints/0/listeners/Web").asString()).startsWith("http://");
		SimulatedService service = cluster.service("fabric:/App/One");
		SimulatedInstance third = service.addInstance();
		assertThat(done("/backends/fabric/resolve", "").at("/partitions/0/endpoints")).hasSize(3);
		service.removeInstance(third);
		assertThat(done("/backends/fabric/resolve", "").at("/partitions/0/endpoints")).hasSize(2);
	}

	@Test
	void resolveTakesAServiceAndAPartitionKeyOrShowsAllPartitions() {
		String service = "\"serviceInstanceName\": \"fabric:/App/Many\"";
		assertThat(done("/backends/fabric/resolve", "{\"properties\": {" + service + "}}").path("partitions"))
			.hasSize(2);
		JsonNode one = done("/backends/fabric/resolve", "{\"properties\": {" + service + ", \"PartitionKey\": 70}}");
		assertThat(one.path("partitions")).hasSize(1);
		assertThat(one.at("/partitions/0/highKey").asString()).isEqualTo("99");
		assertThat(done("/backends/fabric/resolve",
				"{\"properties\": {\"serviceInstanceName\": \"fabric:/App/Named\", \"partitionKey\": \"south\"}}")
			.at("/partitions/0/name")
			.asString()).isEqualTo("south");
	}

	@Test
	void clusterAndServiceMayBeNamedValues() {
		gateway.put("/namedValues/app", "{\"displayName\":\"app\",\"value\":\"App\"}", "/namedValues/cluster",
				"{\"displayName\":\"cluster\",\"value\":\"" + cluster.namingEndpoint() + "\"}", "/backends/by-name",
				fabric("fabric:/{{app}}/One").replace(cluster.namingEndpoint().toString(), "{{cluster}}"));
		assertThat(done("/backends/by-name/resolve", "").path("service").asString()).isEqualTo("fabric:/App/One");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					single   | {}                                                                                  | 400 | not a Service Fabric backend
					pool     | {}                                                                                  | 400 | not a Service Fabric backend
					unusable | {}                                                                                  | 400 | cannot be called
					nameless | {}                                                                                  | 404 | fabric:/App/Missing
					fabric   | {"properties": {"partitionKey": "1"}}                                               | 400 | leave partitionKey out
					fabric   | {"properties": {"serviceInstanceName": "fabric:/App/Many", "partitionKey": "x"}}    | 400 | from 0 to 99
					fabric   | {"properties": {"serviceInstanceName": "http://a"}}                                 | 400 | http://a
					""")
	void resolveSaysWhatIsWrong(String name, String body, int status, String message) {
		assertThat(refused(status, "/backends/" + name + "/resolve", body).path("message").asString())
			.contains(message);
	}

	@Test
	void aNamingServiceThatIsAwayIsNoMistakeOfTheCaller() {
		gateway.put("/backends/away",
				fabric("fabric:/App/One").replace(cluster.namingEndpoint().toString(), "http://127.0.0.1:1"));
		assertThat(refused(502, "/backends/away/resolve", "").path("code").asString()).isEqualTo("NamingServiceFailed");
	}

	@Test
	void healthShowsMembersEndpointsProbesAndCircuits() {
		JsonNode pool = done("/backends/pool/health", "");
		assertThat(pool.at("/members/0/backend/name").asString()).isEqualTo("single");
		assertThat(pool.at("/members/0/weight").asInt()).isEqualTo(3);
		assertThat(pool.at("/members/1/priority").asInt()).isEqualTo(2);
		assertThat(pool.at("/circuit").isNull()).isTrue();
		JsonNode single = done("/backends/single/health", "");
		assertThat(single.at("/circuit/state").asString()).isEqualTo("closed");
		assertThat(single.at("/endpoints/0/address").asString()).isEqualTo("http://127.0.0.1:" + backend.port());
		assertThat(single.at("/probe/path").asString()).isEqualTo("/alive");
		assertThat(refused(409, "/backends/unusable/health", "").path("message").asString())
			.contains("0000000000000000000000000000000000000000");
		assertThat(refused(404, "/backends/none/health", "").path("code").asString()).isEqualTo("ResourceNotFound");
	}

	@Test
	void resetEndsTheTimeForWhichAPoolLeavesAMemberAlone() {
		gateway.put("/backends/half", "{\"type\":\"Pool\",\"pool\":{\"services\":[{\"id\":\"/backends/single\"},"
				+ "{\"id\":\"/backends/other\"}]}}");
		gateway.api("half", "half", null,
				"<policies><inbound><base /><set-backend-service backend-id=\"half\" /></inbound><backend><base /></backend></policies>");
		for (int i = 0; i < 2; i++) {
			assertThat(gateway.get("/half/x").statusCode()).isEqualTo(200);
		}
		assertThat(done("/backends/half/health", "").at("/members/1/ejected").asBoolean()).isTrue();

		done("/backends/other/reset", "");

		assertThat(done("/backends/half/health", "").at("/members/1/ejected").asBoolean()).isFalse();
	}

	@Test
	void tripOpensACircuitForAsLongAsIsSaidAndResetClosesIt() {
		JsonNode tripped = done("/backends/other/trip", "{\"properties\": {\"duration\": \"PT5M\"}}");
		assertThat(tripped.at("/circuit/state").asString()).isEqualTo("open");
		assertThat(tripped.at("/circuit/byHand").asBoolean()).isTrue();
		assertThat(tripped.at("/circuit/remaining").asString()).startsWith("PT");
		assertThat(tripped.path("available").asBoolean()).isFalse();
		assertThat(done("/backends/other/reset", "").at("/circuit/state").asString()).isEqualTo("closed");
		assertThat(refused(400, "/backends/other/trip", "{\"properties\": {\"duration\": \"soon\"}}")
			.at("/details/0/target")
			.asString()).isEqualTo("duration");
		assertThat(refused(400, "/backends/other/trip", "{\"duration\": \"PT5S\"}").at("/details/0/message").asString())
			.contains("belongs into 'properties'");
		assertThat(refused(400, "/backends/pool/trip", "").path("message").asString()).contains("is a pool");
	}

	@Test
	void reconnectMakesTheNextRequestTakeANewConnection() {
		assertThat(gateway.get("/single/a").statusCode()).isEqualTo(200);
		int before = CONNECTIONS.size();
		assertThat(gateway.get("/single/a").statusCode()).isEqualTo(200);
		assertThat(CONNECTIONS).hasSize(before);
		assertThat(post(TOKEN, "/backends/pool/reconnect", "{\"properties\": {\"after\": \"PT0S\"}}").statusCode())
			.isEqualTo(202);
		assertThat(gateway.get("/single/a").statusCode()).isEqualTo(200);
		assertThat(CONNECTIONS).hasSize(before + 1);
		assertThat(post(TOKEN, "/backends/single/reconnect", "").statusCode()).isEqualTo(202);
		assertThat(refused(400, "/backends/single/reconnect", "{\"properties\": {\"after\": \"-PT1S\"}}").path("code")
			.asString()).isEqualTo("ValidationError");
	}

	@Test
	void everyActionIsInTheRoutesAndAskedForItsRole() {
		List<ManagementRoute> actions = gateway.bean(ManagementApi.class)
			.routes()
			.stream()
			.filter((route) -> route.method().equals("POST") && route.template().contains("/backends/{backendId}/")
					&& !route.template().contains("/workspaces/"))
			.toList();
		assertThat(actions).extracting((route) -> route.template().replaceFirst(".*/", ""))
			.containsExactlyInAnyOrder("health", "resolve", "trip", "reset", "reconnect", "references");
		for (ManagementRoute action : actions) {
			String path = "/backends/single/" + action.template().replaceFirst(".*/", "");
			assertThat(post(null, path, "").statusCode()).isEqualTo(401);
			assertThat(post("reader-token-0123456789", path, "").statusCode() == 403)
				.isEqualTo(action.access() == Caller.Access.WRITE);
		}
	}

	@Test
	void theDescriptionOnTheManagementPortHasTheActions() {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + "/openapi.json"))
			.header("Authorization", "Bearer " + TOKEN)
			.build();
		HttpResponse<String> description = gateway.send(request);
		assertThat(description.statusCode()).isEqualTo(200);
		assertThat(description.body()).contains("/backends/{backendId}/resolve\"");
	}

}
