package io.selvage.fabric.simulator.control;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedPartition;
import io.selvage.fabric.simulator.Scheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ControlApiTests {

	private static final String RESOLVE = "/Services/App~Web/$/ResolvePartition?api-version=6.0";

	private final Http http = Http.plain();

	private final SimulatedCluster cluster = SimulatedCluster.builder()
		.namingEndpoints(2)
		.application("App",
				(app) -> app.stateless("Web", (svc) -> svc.instances(2).listener("", Scheme.HTTP))
					.stateful("Store", (svc) -> svc.named("a", "b").listener("", Scheme.HTTP)))
		.start();

	private final ControlApi control = ControlApi.start(this.cluster, 0);

	@AfterEach
	void close() {
		this.control.close();
		this.cluster.close();
	}

	private HttpResponse<String> call(String method, String path, String body) {
		return this.http.send(HttpRequest.newBuilder(URI.create(this.control.uri() + path))
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private void done(String method, String path, String body) {
		HttpResponse<String> answer = call(method, path, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
	}

	private SimulatedInstance web(int index) {
		return this.cluster.service("App/Web").instances().get(index);
	}

	@Test
	void theRootListsTheRoutes() {
		assertThat(this.http.json(this.control.uri(), "/").valueStream().map(JsonNode::asString))
			.anyMatch((route) -> route.startsWith("POST /chaos/{fault}"));
	}

	@Test
	void theStateShowsServicesPartitionsAndInstances() {
		JsonNode state = this.http.json(this.control.uri(), "/state");
		assertThat(state.at("/services/1/name").asString()).isEqualTo("fabric:/App/Web");
		assertThat(state.at("/services/1/partitions/0/instances/0/id").asString())
			.isEqualTo(String.valueOf(web(0).id()));
		assertThat(state.at("/services/0/partitions").size()).isEqualTo(2);
		assertThat(state.at("/namingEndpoints/1/node").asString()).isEqualTo("_Node_1");
	}

	@Test
	void instancesAreAddedAndRemoved() {
		HttpResponse<String> added = call("POST", "/services/App~Web/instances?node=_Node_4", "");
		assertThat(added.statusCode()).isEqualTo(201);
		JsonNode instance = JsonMapper.shared().readTree(added.body());
		assertThat(instance.path("node").asString()).isEqualTo("_Node_4");
		done("DELETE", "/instances/" + instance.path("id").asString() + "?closeDelayMillis=0", "");
		assertThat(this.cluster.service("App/Web").instances()).hasSize(2);
	}

	@Test
	void anInstanceOfAPartitionIsAdded() {
		SimulatedPartition partition = this.cluster.service("App/Store").partition("b");
		assertThat(call("POST", "/services/App~Store/instances", "").statusCode()).isEqualTo(409);
		assertThat(call("POST", "/services/App~Store/instances?partition=" + partition.id(), "").statusCode())
			.isEqualTo(201);
		assertThat(partition.instances()).hasSize(4);
	}

	@Test
	void answersAreSetForOneAndForAll() {
		done("PUT", "/services/App~Web/answer", "503");
		done("PUT", "/instances/" + web(1).id() + "/answer",
				"{\"status\":201,\"body\":\"made\",\"headers\":{\"x-a\":\"b\"}}");
		assertThat(this.http.get(web(0).url(""), "/").statusCode()).isEqualTo(503);
		HttpResponse<String> made = this.http.get(web(1).url(""), "/");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(made.body()).isEqualTo("made");
		assertThat(made.headers().firstValue("x-a")).contains("b");
	}

	@ParameterizedTest
	@CsvSource({ "kill,false", "stop,false", "hang,true", "resume,true", "drain,true" })
	void processesAreDisturbed(String verb, boolean running) {
		SimulatedInstance instance = web(0);
		done("POST", "/instances/" + instance.id() + "/" + verb, "");
		assertThat(instance.running()).isEqualTo(running);
		assertThat(this.http.json(this.cluster.namingEndpoint(), RESOLVE).path("Endpoints").size())
			.isEqualTo(verb.equals("drain") ? 1 : 2);
	}

	@Test
	void primariesMove() {
		SimulatedPartition partition = this.cluster.service("App/Store").partition("a");
		SimulatedInstance before = partition.primary().orElseThrow();
		done("POST", "/partitions/" + partition.id() + "/movePrimary?gapMillis=0", "");
		assertThat(partition.primary()).isPresent().get().isNotEqualTo(before);
	}

	@Test
	void chaosFaultsAreAimedOrRandom() {
		done("POST", "/chaos/ReplicaRestart?instance=" + web(0).id(), "");
		done("POST", "/chaos/PartitionPrimaryMove?seed=3", "");
		assertThat(this.http.json(this.control.uri(), "/chaos")
			.valueStream()
			.map((event) -> event.path("fault").asString())).containsExactly("ReplicaRestart", "PartitionPrimaryMove");
		assertThat(call("POST", "/chaos/PartitionPrimaryMove?instance=" + web(0).id(), "").statusCode()).isEqualTo(409);
		assertThat(call("POST", "/chaos/Earthquake", "").body()).contains("CodePackageRestart");
	}

	@Test
	void nodesGoDownAndComeBack() {
		done("POST", "/nodes/_Node_0/stop", "");
		assertThat(this.cluster.node("_Node_0").up()).isFalse();
		done("POST", "/nodes/_Node_0/start", "");
		assertThat(this.cluster.node("_Node_0").up()).isTrue();
	}

	@Test
	void namingFaultsHitAllEndpointsOrOne() {
		done("POST", "/naming/faults",
				"{\"fault\":\"error\",\"code\":\"FABRIC_E_GATEWAY_NOT_REACHABLE\",\"calls\":[\"ResolveService\"],\"endpoint\":1}");
		assertThat(this.http.get(this.cluster.namingEndpoints().get(0), RESOLVE).statusCode()).isEqualTo(200);
		assertThat(this.http.get(this.cluster.namingEndpoints().get(1), RESOLVE).statusCode()).isEqualTo(502);
		done("DELETE", "/naming/faults", "");
		done("POST", "/naming/faults", "{\"fault\":\"garbage\",\"times\":1}");
		assertThat(this.http.get(this.cluster.namingEndpoints().get(0), RESOLVE).body()).startsWith("<html>");
		assertThat(this.http.get(this.cluster.namingEndpoints().get(0), RESOLVE).body()).startsWith("{");
	}

	@Test
	void namingRequestsAreCountedByCall() {
		this.http.get(this.cluster.namingEndpoint(), RESOLVE);
		assertThat(this.http.json(this.control.uri(), "/naming/requests").at("/calls/ResolveService").asInt())
			.isEqualTo(1);
		done("DELETE", "/naming/requests", "");
		assertThat(this.http.json(this.control.uri(), "/naming/requests").path("count").asInt()).isZero();
	}

	@Test
	void namingEndpointsCloseAndOpen() {
		done("POST", "/naming/0/stop", "");
		assertThat(this.cluster.naming(0).running()).isFalse();
		done("POST", "/naming/0/start", "");
		assertThat(this.cluster.naming(0).running()).isTrue();
	}

	@Test
	void servicesAreDeployedUpdatedAndDeleted() {
		done("POST", "/applications", "{\"name\":\"New\",\"services\":[{\"name\":\"One\",\"count\":2}]}");
		assertThat(this.cluster.service("New/One").instances()).hasSize(2);
		done("POST", "/services/New~One/update", "");
		done("DELETE", "/services/New~One", "");
		assertThat(call("DELETE", "/services/New~One", "").statusCode()).isEqualTo(404);
	}

	@Test
	void certificatesAreHandedOut() {
		assertThat(call("GET", "/certificates/ca.pem", "").body())
			.isEqualTo(this.cluster.certificates().authority().certificatePem());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "GET|/nowhere||404|GET / lists the routes", "DELETE|/state||404|not for DELETE",
					"POST|/instances/1/kill||404|no instance 1",
					"PUT|/services/App~Web/answer|\"loud\"|400|no answer 'loud'",
					"PUT|/services/App~Web/answer|99|400|between 200 and 599",
					"PUT|/services/App~Web/answer|{\"statu\":1}|400|unknown field; known are",
					"POST|/naming/faults|{\"fault\":\"latency\"}|400|needs the field 'millis'",
					"POST|/naming/faults|{\"fault\":|400|body:1:",
					"POST|/naming/faults|{\"fault\":\"hang\",\"calls\":[\"Nope\"]}|400|no call 'Nope'",
					"POST|/naming/7/stop||404|there are 0 to 1", "POST|/nodes/x/stop||404|no node x",
					"POST|/partitions/x/movePrimary||404|no partition x",
					"POST|/services/App~Web/instances?node=x||404|no node x" })
	void mistakesAreExplained(String method, String path, String body, int status, String message) {
		HttpResponse<String> answer = call(method, path, (body != null) ? body : "");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(JsonMapper.shared().readTree(answer.body()).path("error").asString()).contains(message);
	}

}
