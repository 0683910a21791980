package io.selvage.fabric.simulator.naming;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class NamingApiTests {

	@RegisterExtension
	static final SimulatedClusterExtension fabric = SimulatedClusterExtension.of(
			(cluster) -> cluster.clusterId("the-cluster")
				.application("App", (app) -> app.typeName("T")
					.typeVersion("1")
					.parameter("Region", "west")
					.stateless("Svc",
							(svc) -> svc.int64Range(2)
								.instances(2)
								.listener("", Scheme.HTTP, "/base/")
								.extension("Traefik", "<Labels/>")
								.property("owner", "us"))
					.stateful("Named", (svc) -> svc.named("east us", "west").replicas(3).listener("", Scheme.HTTP))
					.stateless("Nested/Deep",
							(svc) -> svc.instances(1).fixedAddress("10.0.0.5:20001+{partition}-{instance}"))
					.stateless("Empty", (svc) -> svc.instances(0)))
				.application("Other", (app) -> app.stateless("One", (svc) -> svc.instances(1))));

	private final Http http = Http.plain();

	private final SimulatedCluster cluster = fabric.cluster();

	private final URI naming = this.cluster.namingEndpoint();

	private HttpResponse<String> get(String uri) {
		return this.http.get(this.naming, uri);
	}

	private JsonNode json(String uri) {
		return this.http.json(this.naming, uri);
	}

	private String errorCode(String uri) {
		return JsonMapper.shared().readTree(get(uri).body()).at("/Error/Code").asString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/Services/App~Svc", "/Services/App/Svc", "/Services/App%2FSvc",
			"/Applications/App/$/GetServices/App~Svc", "/Applications/App/$/GetServices/App/Svc" })
	void everyFormOfAnIdNamesTheService(String prefix) {
		assertThat(json(prefix + "/$/GetDescription?api-version=3.0").path("ServiceName").asString())
			.isEqualTo("fabric:/App/Svc");
		assertThat(json(prefix + "/$/ResolvePartition/?api-version=6.0&PartitionKeyType=2&PartitionKeyValue=-42")
			.path("Name")
			.asString()).isEqualTo("fabric:/App/Svc");
	}

	@ParameterizedTest
	@CsvSource({ "/Applications,", "/Applications?api-version=0.9,", "/Applications?api-version=10.2,",
			"/Applications?api-version=six,", "/Applications?api-version=,", "/Unknown?api-version=6.0,",
			"/?api-version=6.0,", "/Services/App~Svc?api-version=6.0,",
			"/Partitions/not-a-guid/$/GetReplicas?api-version=6.0,",
			"/Services/App~Svc/$/ResolvePartition?api-version=6.0&PartitionKeyType=4,",
			"/Services/App~Svc/$/ResolvePartition?api-version=6.0&PartitionKeyType=2&PartitionKeyValue=one,",
			"/Services/App~Svc/$/ResolvePartition?api-version=6.0&PreviousRspVersion=%257B,",
			"/Applications?api-version=6.0&MaxResults=-1,",
			"/Applications?api-version=6.0&ContinuationToken=fabric%3A%2FApp," })
	void whatIsNoValidRequestIsAnInvalidArgument(String uri) {
		HttpResponse<String> response = get(uri);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(JsonMapper.shared().readTree(response.body()).at("/Error/Code").asString())
			.isEqualTo("E_INVALIDARG");
	}

	@Test
	void aWrongVerbIsAnInvalidArgument() {
		assertThat(this.http.post(this.naming, "/Applications?api-version=6.0", "").statusCode()).isEqualTo(400);
		assertThat(this.http.send(
				HttpRequest.newBuilder(URI.create(this.naming + "/Services/App~Svc?api-version=6.0")).DELETE().build())
			.statusCode()).isEqualTo(400);
	}

	@Test
	void aPreviewVersionCountsAsItsNumber() {
		assertThat(get("/Applications?api-version=6.0-preview").statusCode()).isEqualTo(200);
		assertThat(get("/Applications?api-version=10.1").statusCode()).isEqualTo(200);
	}

	@Test
	void shapesFollowTheApiVersion() {
		assertThat(json("/Applications?api-version=1.0").isArray()).isTrue();
		assertThat(json("/Applications?api-version=2.0").at("/Items/0/Status").isNumber()).isTrue();
		assertThat(json("/Applications?api-version=3.0").at("/Items/0/Status").asString()).isEqualTo("Ready");
		assertThat(json("/Applications/App/$/GetServices?api-version=3.0").at("/Items/0/Id").asString())
			.isEqualTo("App/Empty");
		assertThat(json("/Applications/App/$/GetServices?api-version=6.0").at("/Items/0/Id").asString())
			.isEqualTo("App~Empty");
		assertThat(json("/Services/App~Named/$/GetPartitions?api-version=6.0").at("/Items/0").propertyNames())
			.contains("CurrentConfigurationEpoch")
			.doesNotContain("PrimaryEpoch");
		assertThat(json("/Services/App~Named/$/GetPartitions?api-version=6.4").at("/Items/0").propertyNames())
			.contains("PrimaryEpoch");
	}

	@Test
	void slashesAreEscapedAndLongNumbersAreText() {
		assertThat(get("/Applications/App?api-version=6.0").body()).contains("fabric:\\/App");
		JsonNode range = json("/Services/App~Svc/$/GetPartitions?api-version=6.0").at("/Items/0/PartitionInformation");
		assertThat(range.path("LowKey").isString()).isTrue();
		SimulatedInstance instance = this.cluster.service("App/Svc").instances().get(0);
		assertThat(instance.address()).contains("http:\\/\\/127.0.0.1:").contains("\\/base\\/");
	}

	@Test
	void answersSayTheyAreJsonAndNotToBeSniffed() {
		HttpResponse<String> response = get("/Applications?api-version=6.0");
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
	}

	@Test
	void theReasonPhraseIsTheErrorCode() throws Exception {
		try (java.net.Socket socket = new java.net.Socket("127.0.0.1", this.naming.getPort())) {
			socket.getOutputStream()
				.write("GET /Services/App~No/$/GetDescription?api-version=6.0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
					.getBytes());
			String answer = new String(socket.getInputStream().readAllBytes());
			assertThat(answer).startsWith("HTTP/1.1 404 FABRIC_E_SERVICE_DOES_NOT_EXIST\r\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/Services/App~No/$/ResolvePartition,404,FABRIC_E_SERVICE_DOES_NOT_EXIST",
			"/Services/App~No/$/GetPartitions,404,FABRIC_E_SERVICE_DOES_NOT_EXIST",
			"/Services/app~svc/$/GetPartitions,404,FABRIC_E_SERVICE_DOES_NOT_EXIST",
			"/Services/App~No/$/GetApplicationName,404,FABRIC_E_SERVICE_DOES_NOT_EXIST",
			"/Partitions/00000000-0000-0000-0000-00000000dead/$/GetReplicas,404,FABRIC_E_PARTITION_NOT_FOUND",
			"/Partitions/00000000-0000-0000-0000-00000000dead/$/GetServiceName,404,FABRIC_E_PARTITION_NOT_FOUND",
			"/Applications/No/$/GetServices,404,FABRIC_E_APPLICATION_NOT_FOUND",
			"/Names/App~No/$/GetProperties,404,FABRIC_E_NAME_DOES_NOT_EXIST",
			"/Names/App~No/$/GetSubNames,404,FABRIC_E_NAME_DOES_NOT_EXIST",
			"/ApplicationTypes/No/$/GetServiceTypes,404,FABRIC_E_APPLICATION_TYPE_NOT_FOUND",
			"/Services/App~~Svc/$/GetPartitions,400,FABRIC_E_INVALID_NAME_URI",
			"/Services/App~Svc%3F/$/GetPartitions,400,FABRIC_E_INVALID_NAME_URI",
			"/Services/App~Empty/$/ResolvePartition,503,FABRIC_E_SERVICE_OFFLINE" })
	void whatIsMissingHasItsOwnError(String path, int status, String code) {
		assertThat(get(path + "?api-version=6.0").statusCode()).isEqualTo(status);
		assertThat(errorCode(path + "?api-version=6.0")).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/Applications/No", "/Applications/App/$/GetServices/App~No",
			"/Applications/Other/$/GetServices/App~Svc", "/Partitions/00000000-0000-0000-0000-00000000dead" })
	void aSingleEntityThatIsMissingIsNoContent(String path) {
		HttpResponse<String> response = get(path + "?api-version=6.0");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void namesExistOrNotWithoutABody() {
		assertThat(get("/Names/App~Svc?api-version=6.0").statusCode()).isEqualTo(200);
		assertThat(get("/Names/App~Nested?api-version=6.0").statusCode()).isEqualTo(200);
		HttpResponse<String> missing = get("/Names/App~No?api-version=6.0");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.body()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "App~Svc,''", "App~Svc,&PartitionKeyType=3&PartitionKeyValue=west",
			"App~Named,&PartitionKeyType=2&PartitionKeyValue=1", "App~Named,&PartitionKeyType=3&PartitionKeyValue=East",
			"App~Named,&PartitionKeyType=3&PartitionKeyValue=east%20us",
			"App~Nested~Deep,&PartitionKeyType=2&PartitionKeyValue=1" })
	void aKeyThatFitsNoPartitionIsRefused(String service, String key) {
		String uri = "/Services/" + service + "/$/ResolvePartition?api-version=6.0" + key;
		assertThat(get(uri).statusCode()).isEqualTo(400);
		assertThat(errorCode(uri)).isEqualTo("FABRIC_E_INVALID_PARTITION_KEY");
	}

	@Test
	void aParameterWithASecondEqualsSignIsDroppedAndTheFirstOfTwoCounts() {
		String resolve = "/Services/App~Svc/$/ResolvePartition?api-version=6.0&PartitionKeyType=2";
		assertThat(json(resolve + "&PartitionKeyValue=-1&PartitionKeyValue=1").at("/PartitionInformation/HighKey")
			.asString()).isEqualTo("-1");
		assertThat(get("/Applications?api-version=6.0=x").statusCode()).isEqualTo(400);
	}

	@Test
	void theVersionIsTakenFromTheBodyOfAPost() {
		String uri = "/Services/App~Svc/$/ResolvePartition?api-version=6.0&PartitionKeyType=2&PartitionKeyValue=7";
		String version = json(uri).path("Version").asString();
		assertThat(version).startsWith("%7B%22PartitionId%22:%22").endsWith("%7D%7D%7D");
		HttpResponse<String> response = this.http.post(this.naming, uri,
				"{\"PreviousRspVersion\":\"" + version + "\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(JsonMapper.shared().readTree(response.body()).path("Version").asString()).isEqualTo(version);
		assertThat(this.http.post(this.naming, uri, "{\"PreviousRspVersion\":\"x\"}").statusCode()).isEqualTo(400);
	}

	@Test
	void thePrimaryComesFirst() {
		JsonNode endpoints = json(
				"/Services/App~Named/$/ResolvePartition?api-version=6.0&PartitionKeyType=3&PartitionKeyValue=west")
			.path("Endpoints");
		assertThat(endpoints.valueStream().map((endpoint) -> endpoint.path("Kind").asString()))
			.containsExactly("StatefulPrimary", "StatefulSecondary", "StatefulSecondary");
		assertThat(endpoints.at("/1/Address").asString()).isEmpty();
	}

	@Test
	void pagesHoldTheAskedForNumberAndZeroIsNoLimit() {
		assertThat(json("/Applications?api-version=6.1&MaxResults=0").path("Items").size()).isEqualTo(2);
		JsonNode first = json("/Applications?api-version=6.1&MaxResults=1");
		assertThat(first.at("/Items/0/Name").asString()).isEqualTo("fabric:/App");
		JsonNode second = json("/Applications?api-version=6.1&MaxResults=1&ContinuationToken="
				+ first.path("ContinuationToken").asString());
		assertThat(second.at("/Items/0/Name").asString()).isEqualTo("fabric:/Other");
		assertThat(second.path("ContinuationToken").asString()).isEmpty();
		assertThat(json("/Applications/App/$/GetServices?api-version=6.0&MaxResults=1").path("Items").size())
			.isEqualTo(4);
		assertThat(json("/Applications/App/$/GetServices?api-version=6.4&MaxResults=1").path("Items").size())
			.isEqualTo(1);
	}

	@Test
	void aPageEndsWhereAMessageWouldGetTooLong() {
		try (SimulatedCluster small = SimulatedCluster.builder()
			.maxPageBytes(1_000)
			.application("App", (app) -> app.stateless("Svc", (svc) -> svc.int64Range(20).fixedAddress("x")))
			.start()) {
			List<String> ids = new ArrayList<>();
			String token = "";
			int pages = 0;
			do {
				JsonNode page = this.http.json(small.namingEndpoint(),
						"/Services/App~Svc/$/GetPartitions?api-version=6.0&ContinuationToken=" + token);
				page.path("Items").forEach((item) -> ids.add(item.at("/PartitionInformation/Id").asString()));
				token = page.path("ContinuationToken").asString();
				pages++;
			}
			while (!token.isEmpty());
			assertThat(pages).isGreaterThan(2);
			assertThat(ids).hasSize(20).doesNotHaveDuplicates();
		}
	}

	@Test
	void serviceTypesCarryTheirExtensions() {
		JsonNode types = json("/ApplicationTypes/T/$/GetServiceTypes?api-version=3.0&ApplicationTypeVersion=1");
		assertThat(types.isArray()).isTrue();
		assertThat(types.valueStream()
			.flatMap((type) -> type.at("/ServiceTypeDescription/Extensions").valueStream())
			.map((extension) -> extension.path("Value").asString())).containsExactly("<Labels/>");
		assertThat(get("/ApplicationTypes/T/$/GetServiceTypes?api-version=3.0&ApplicationTypeVersion=2").statusCode())
			.isEqualTo(404);
	}

	@Test
	void propertiesHaveValuesOnlyWhenAskedFor() {
		String uri = "/Names/App~Svc/$/GetProperties?api-version=6.0";
		assertThat(json(uri).at("/Properties/0/Name").asString()).isEqualTo("owner");
		assertThat(json(uri).at("/Properties/0").has("Value")).isFalse();
		assertThat(json(uri + "&IncludeValues=true").at("/Properties/0/Value/Data").asString()).isEqualTo("us");
	}

	@Test
	void subNamesGoOneLevelDownUnlessAskedForAll() {
		assertThat(names(json("/Names/App/$/GetSubNames?api-version=6.0").path("SubNames")))
			.contains("fabric:/App/Nested")
			.doesNotContain("fabric:/App/Nested/Deep");
		assertThat(names(json("/Names/App/$/GetSubNames?api-version=6.0&Recursive=true").path("SubNames")))
			.contains("fabric:/App/Nested/Deep");
	}

	@Test
	void anotherClusterIsNotMeant() {
		URI uri = URI.create(this.naming + "/Applications?api-version=6.0");
		assertThat(this.http.send(HttpRequest.newBuilder(uri).header("ClusterId", "the-cluster").build()).statusCode())
			.isEqualTo(200);
		HttpResponse<String> refused = this.http
			.send(HttpRequest.newBuilder(uri).header("ClusterId", "another").build());
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("E_ACCESSDENIED");
	}

	@Test
	void idsLeadFromOneCallToTheNext() {
		String partition = json("/Services/App~Nested~Deep/$/GetPartitions?api-version=6.0")
			.at("/Items/0/PartitionInformation/Id")
			.asString();
		JsonNode replica = json("/Partitions/" + partition + "/$/GetReplicas?api-version=6.0").at("/Items/0");
		String id = replica.path("InstanceId").asString();
		assertThat(replica.path("Address").asString()).isEqualTo("10.0.0.5:20001+" + partition + "-" + id);
		assertThat(json("/Partitions/" + partition + "/$/GetReplicas/" + id + "?api-version=6.0")).isEqualTo(replica);
		assertThat(json("/Partitions/" + partition + "/$/GetServiceName?api-version=6.0").path("Name").asString())
			.isEqualTo("fabric:/App/Nested/Deep");
		assertThat(json("/Services/App~Nested~Deep/$/GetApplicationName?api-version=6.0").path("Id").asString())
			.isEqualTo("App");
	}

	@Test
	void clusterCallsAnswer() {
		assertThat(json("/$/GetClusterVersion?api-version=6.4").path("Version").asString()).isEqualTo("10.1.2338.9590");
		assertThat(json("/$/GetClusterHealth?api-version=6.0").path("AggregatedHealthState").asString())
			.isEqualTo("Ok");
		assertThat(get("/$/GetAadMetadata?api-version=6.0").body()).isEqualTo("{\"type\":\"\",\"metadata\":{}}");
	}

	/**
	 * As recorded; the client made up the partition id and the version, and "east%20us"
	 * can't match any name.
	 */
	@Test
	void theRecordedRequestsOfMicrosoftsClientAreAnswered() {
		SimulatedService service = this.cluster.service("App/Svc");
		String id = service.partition(-42).id().toString();
		JsonNode recorded = JsonMapper.shared()
			.readTree(getClass().getResourceAsStream("/client-requests.json"))
			.path("azure-servicefabric 2.2.0");
		assertThat(recorded.size()).isEqualTo(9);
		List<Integer> statuses = recorded.valueStream()
			.map((uri) -> get(uri.asString().replace("489a56ff-895e-47ec-87be-78054f52e2f1", id)).statusCode())
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
		assertThat(get("/Names/" + id + "?" + v).statusCode()).isEqualTo(200);
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
		this.cluster.namingRequests().clear();
		UUID id = this.cluster.service("App/Svc").partitions().get(0).id();
		get("/Partitions/" + id + "/$/GetReplicas/?api-version=6.0&timeout=x");
		NamingRequest request = this.cluster.namingRequests().of(NamingCall.GET_REPLICA_INFO_LIST).get(0);
		assertThat(request.uri()).isEqualTo("/Partitions/" + id + "/$/GetReplicas/?api-version=6.0&timeout=x");
		assertThat(request.clientThumbprint()).isNull();
		assertThat(this.cluster.namingRequests().count()).isEqualTo(1);
	}

	private JsonNode walk(List<String> walked, String uri) {
		walked.add(uri);
		return json(uri);
	}

	private static List<String> names(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

}
