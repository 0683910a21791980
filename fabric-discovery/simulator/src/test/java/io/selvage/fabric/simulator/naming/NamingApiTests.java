package io.selvage.fabric.simulator.naming;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which requests are understood, and how the others are refused.
 */
class NamingApiTests {

	@RegisterExtension
	static final SimulatedClusterExtension fabric = NamingStage.fabric();

	private final NamingStage stage = new NamingStage(fabric);

	@ParameterizedTest
	@ValueSource(strings = { "/Services/App~Svc", "/Services/App/Svc", "/Services/App%2FSvc",
			"/Applications/App/$/GetServices/App~Svc", "/Applications/App/$/GetServices/App/Svc" })
	void everyFormOfAnIdNamesTheService(String prefix) {
		assertThat(this.stage.json(prefix + "/$/GetDescription?api-version=3.0").path("ServiceName").asString())
			.isEqualTo("fabric:/App/Svc");
		assertThat(this.stage
			.json(prefix + "/$/ResolvePartition/?api-version=6.0&PartitionKeyType=2&PartitionKeyValue=-42")
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
		HttpResponse<String> response = this.stage.get(uri);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(JsonMapper.shared().readTree(response.body()).at("/Error/Code").asString())
			.isEqualTo("E_INVALIDARG");
	}

	@Test
	void aWrongVerbIsAnInvalidArgument() {
		assertThat(this.stage.http.post(this.stage.naming, "/Applications?api-version=6.0", "").statusCode())
			.isEqualTo(400);
		assertThat(this.stage.http
			.send(HttpRequest.newBuilder(URI.create(this.stage.naming + "/Services/App~Svc?api-version=6.0"))
				.DELETE()
				.build())
			.statusCode()).isEqualTo(400);
	}

	@Test
	void aPreviewVersionCountsAsItsNumber() {
		assertThat(this.stage.get("/Applications?api-version=6.0-preview").statusCode()).isEqualTo(200);
		assertThat(this.stage.get("/Applications?api-version=10.1").statusCode()).isEqualTo(200);
	}

	@Test
	void theReasonPhraseIsTheErrorCode() throws Exception {
		try (java.net.Socket socket = new java.net.Socket("127.0.0.1", this.stage.naming.getPort())) {
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
		assertThat(this.stage.get(path + "?api-version=6.0").statusCode()).isEqualTo(status);
		assertThat(this.stage.errorCode(path + "?api-version=6.0")).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/Applications/No", "/Applications/App/$/GetServices/App~No",
			"/Applications/Other/$/GetServices/App~Svc", "/Partitions/00000000-0000-0000-0000-00000000dead" })
	void aSingleEntityThatIsMissingIsNoContent(String path) {
		HttpResponse<String> response = this.stage.get(path + "?api-version=6.0");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void namesExistOrNotWithoutABody() {
		assertThat(this.stage.get("/Names/App~Svc?api-version=6.0").statusCode()).isEqualTo(200);
		assertThat(this.stage.get("/Names/App~Nested?api-version=6.0").statusCode()).isEqualTo(200);
		HttpResponse<String> missing = this.stage.get("/Names/App~No?api-version=6.0");
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
		assertThat(this.stage.get(uri).statusCode()).isEqualTo(400);
		assertThat(this.stage.errorCode(uri)).isEqualTo("FABRIC_E_INVALID_PARTITION_KEY");
	}

	@Test
	void aParameterWithASecondEqualsSignIsDroppedAndTheFirstOfTwoCounts() {
		String resolve = "/Services/App~Svc/$/ResolvePartition?api-version=6.0&PartitionKeyType=2";
		assertThat(this.stage.json(resolve + "&PartitionKeyValue=-1&PartitionKeyValue=1")
			.at("/PartitionInformation/HighKey")
			.asString()).isEqualTo("-1");
		assertThat(this.stage.get("/Applications?api-version=6.0=x").statusCode()).isEqualTo(400);
	}

	@Test
	void theVersionIsTakenFromTheBodyOfAPost() {
		String uri = "/Services/App~Svc/$/ResolvePartition?api-version=6.0&PartitionKeyType=2&PartitionKeyValue=7";
		String version = this.stage.json(uri).path("Version").asString();
		assertThat(version).startsWith("%7B%22PartitionId%22:%22").endsWith("%7D%7D%7D");
		HttpResponse<String> response = this.stage.http.post(this.stage.naming, uri,
				"{\"PreviousRspVersion\":\"" + version + "\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(JsonMapper.shared().readTree(response.body()).path("Version").asString()).isEqualTo(version);
		assertThat(this.stage.http.post(this.stage.naming, uri, "{\"PreviousRspVersion\":\"x\"}").statusCode())
			.isEqualTo(400);
	}

	@Test
	void anotherClusterIsNotMeant() {
		URI uri = URI.create(this.stage.naming + "/Applications?api-version=6.0");
		assertThat(this.stage.http.send(HttpRequest.newBuilder(uri).header("ClusterId", "the-cluster").build())
			.statusCode()).isEqualTo(200);
		HttpResponse<String> refused = this.stage.http
			.send(HttpRequest.newBuilder(uri).header("ClusterId", "another").build());
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("E_ACCESSDENIED");
	}

}
