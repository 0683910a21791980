package io.selvage.fabric.simulator.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls in the order in which real clients make them.
 */
class NamingClientTests {

	@RegisterExtension
	static final SimulatedClusterExtension fabric = NamingStage.fabric();

	private final NamingStage stage = new NamingStage(fabric);

	@Test
	void idsLeadFromOneCallToTheNext() {
		String partition = this.stage.json("/Services/App~Nested~Deep/$/GetPartitions?api-version=6.0")
			.at("/Items/0/PartitionInformation/Id")
			.asString();
		JsonNode replica = this.stage.json("/Partitions/" + partition + "/$/GetReplicas?api-version=6.0")
			.at("/Items/0");
		String id = replica.path("InstanceId").asString();
		assertThat(replica.path("Address").asString()).isEqualTo("10.0.0.5:20001+" + partition + "-" + id);
		assertThat(this.stage.json("/Partitions/" + partition + "/$/GetReplicas/" + id + "?api-version=6.0"))
			.isEqualTo(replica);
		assertThat(this.stage.json("/Partitions/" + partition + "/$/GetServiceName?api-version=6.0")
			.path("Name")
			.asString()).isEqualTo("fabric:/App/Nested/Deep");
		assertThat(
				this.stage.json("/Services/App~Nested~Deep/$/GetApplicationName?api-version=6.0").path("Id").asString())
			.isEqualTo("App");
	}

	@Test
	void clusterCallsAnswer() {
		assertThat(this.stage.json("/$/GetClusterVersion?api-version=6.4").path("Version").asString())
			.isEqualTo("10.1.2338.9590");
		assertThat(this.stage.json("/$/GetClusterHealth?api-version=6.0").path("AggregatedHealthState").asString())
			.isEqualTo("Ok");
		assertThat(this.stage.get("/$/GetAadMetadata?api-version=6.0").body())
			.isEqualTo("{\"type\":\"\",\"metadata\":{}}");
	}

	/**
	 * As recorded; the client made up the partition id and the version, and "east%20us"
	 * can't match any name.
	 */
	@Test
	void theRecordedRequestsOfMicrosoftsClientAreAnswered() {
		SimulatedService service = this.stage.cluster.service("App/Svc");
		String id = service.partition(-42).id().toString();
		JsonNode recorded = JsonMapper.shared()
			.readTree(getClass().getResourceAsStream("/client-requests.json"))
			.path("azure-servicefabric 2.2.0");
		assertThat(recorded.size()).isEqualTo(9);
		List<Integer> statuses = recorded.valueStream()
			.map((uri) -> this.stage.get(uri.asString().replace("489a56ff-895e-47ec-87be-78054f52e2f1", id))
				.statusCode())
			.toList();
		assertThat(statuses).containsExactly(400, 200, 400, 404, 200, 200, 200, 200, 200);
	}

	/** Each returned id is used in the next path, as that client does. */
	@Test
	void theDiscoveryWalkOfTraefiksClientFindsEverything() {
		String v = "api-version=3.0";
		List<String> walked = new ArrayList<>();
		JsonNode app = walk(walked, "/Applications/?" + v).at("/Items/0");
		String services = "/Applications/" + app.path("Id").asString() + "/$/GetServices";
		JsonNode service = walk(walked, services + "?" + v).path("Items")
			.valueStream()
			.filter((item) -> item.path("Name").asString().equals("fabric:/App/Svc"))
			.findFirst()
			.orElseThrow();
		walk(walked, "/ApplicationTypes/" + app.path("TypeName").asString() + "/$/GetServiceTypes?" + v
				+ "&ApplicationTypeVersion=" + app.path("TypeVersion").asString());
		String id = service.path("Id").asString();
		assertThat(id).isEqualTo("App/Svc");
		assertThat(this.stage.get("/Names/" + id + "?" + v).statusCode()).isEqualTo(200);
		walk(walked, "/Names/" + id + "/$/GetProperties?" + v + "&IncludeValues=true");
		String partitions = services + "/" + id + "/$/GetPartitions/";
		String partition = walk(walked, partitions + "?" + v).at("/Items/0/PartitionInformation/Id").asString();
		JsonNode replicas = walk(walked, partitions + partition + "/$/GetReplicas?" + v).path("Items");
		assertThat(replicas.size()).isEqualTo(2);
		JsonNode recorded = JsonMapper.shared()
			.readTree(getClass().getResourceAsStream("/client-requests.json"))
			.path("traefik go client");
		List<String> expected = recorded.valueStream()
			.map((uri) -> uri.asString().replaceAll("[0-9a-f-]{36}", "ID"))
			.filter((uri) -> !uri.startsWith("/Names/App~Svc?"))
			.toList();
		assertThat(walked.stream().map((uri) -> uri.replaceAll("[0-9a-f-]{36}", "ID").replace("App/Svc", "App~Svc")))
			.containsExactlyElementsOf(expected);
	}

	@Test
	void requestsAreRecordedAsSent() {
		this.stage.cluster.namingRequests().clear();
		UUID id = this.stage.cluster.service("App/Svc").partitions().get(0).id();
		this.stage.get("/Partitions/" + id + "/$/GetReplicas/?api-version=6.0&timeout=x");
		NamingRequest request = this.stage.cluster.namingRequests().of(NamingCall.GET_REPLICA_INFO_LIST).get(0);
		assertThat(request.uri()).isEqualTo("/Partitions/" + id + "/$/GetReplicas/?api-version=6.0&timeout=x");
		assertThat(request.clientThumbprint()).isNull();
		assertThat(this.stage.cluster.namingRequests().count()).isEqualTo(1);
	}

	private JsonNode walk(List<String> walked, String uri) {
		walked.add(uri);
		return this.stage.json(uri);
	}

}
