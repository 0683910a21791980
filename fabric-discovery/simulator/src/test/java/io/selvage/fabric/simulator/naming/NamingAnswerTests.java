package io.selvage.fabric.simulator.naming;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static io.selvage.fabric.simulator.naming.NamingStage.names;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What answers look like, and how long they may be.
 */
class NamingAnswerTests {

	@RegisterExtension
	static final SimulatedClusterExtension fabric = NamingStage.fabric();

	private final NamingStage stage = new NamingStage(fabric);

	@Test
	void shapesFollowTheApiVersion() {
		assertThat(this.stage.json("/Applications?api-version=1.0").isArray()).isTrue();
		assertThat(this.stage.json("/Applications?api-version=2.0").at("/Items/0/Status").isNumber()).isTrue();
		assertThat(this.stage.json("/Applications?api-version=3.0").at("/Items/0/Status").asString())
			.isEqualTo("Ready");
		assertThat(this.stage.json("/Applications/App/$/GetServices?api-version=3.0").at("/Items/0/Id").asString())
			.isEqualTo("App/Empty");
		assertThat(this.stage.json("/Applications/App/$/GetServices?api-version=6.0").at("/Items/0/Id").asString())
			.isEqualTo("App~Empty");
		assertThat(
				this.stage.json("/Services/App~Named/$/GetPartitions?api-version=6.0").at("/Items/0").propertyNames())
			.contains("CurrentConfigurationEpoch")
			.doesNotContain("PrimaryEpoch");
		assertThat(
				this.stage.json("/Services/App~Named/$/GetPartitions?api-version=6.4").at("/Items/0").propertyNames())
			.contains("PrimaryEpoch");
	}

	@Test
	void slashesAreEscapedAndLongNumbersAreText() {
		assertThat(this.stage.get("/Applications/App?api-version=6.0").body()).contains("fabric:\\/App");
		JsonNode range = this.stage.json("/Services/App~Svc/$/GetPartitions?api-version=6.0")
			.at("/Items/0/PartitionInformation");
		assertThat(range.path("LowKey").isString()).isTrue();
		SimulatedInstance instance = this.stage.cluster.service("App/Svc").instances().get(0);
		assertThat(instance.address()).contains("http:\\/\\/127.0.0.1:").contains("\\/base\\/");
	}

	@Test
	void answersSayTheyAreJsonAndNotToBeSniffed() {
		HttpResponse<String> response = this.stage.get("/Applications?api-version=6.0");
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
		assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
	}

	@Test
	void thePrimaryComesFirst() {
		JsonNode endpoints = this.stage
			.json("/Services/App~Named/$/ResolvePartition?api-version=6.0&PartitionKeyType=3&PartitionKeyValue=west")
			.path("Endpoints");
		assertThat(endpoints.valueStream().map((endpoint) -> endpoint.path("Kind").asString()))
			.containsExactly("StatefulPrimary", "StatefulSecondary", "StatefulSecondary");
		assertThat(endpoints.at("/1/Address").asString()).isEmpty();
	}

	@Test
	void pagesHoldTheAskedForNumberAndZeroIsNoLimit() {
		assertThat(this.stage.json("/Applications?api-version=6.1&MaxResults=0").path("Items").size()).isEqualTo(2);
		JsonNode first = this.stage.json("/Applications?api-version=6.1&MaxResults=1");
		assertThat(first.at("/Items/0/Name").asString()).isEqualTo("fabric:/App");
		JsonNode second = this.stage.json("/Applications?api-version=6.1&MaxResults=1&ContinuationToken="
				+ first.path("ContinuationToken").asString());
		assertThat(second.at("/Items/0/Name").asString()).isEqualTo("fabric:/Other");
		assertThat(second.path("ContinuationToken").asString()).isEmpty();
		assertThat(this.stage.json("/Applications/App/$/GetServices?api-version=6.0&MaxResults=1").path("Items").size())
			.isEqualTo(4);
		assertThat(this.stage.json("/Applications/App/$/GetServices?api-version=6.4&MaxResults=1").path("Items").size())
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
				JsonNode page = this.stage.http.json(small.namingEndpoint(),
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
		JsonNode types = this.stage
			.json("/ApplicationTypes/T/$/GetServiceTypes?api-version=3.0&ApplicationTypeVersion=1");
		assertThat(types.isArray()).isTrue();
		assertThat(types.valueStream()
			.flatMap((type) -> type.at("/ServiceTypeDescription/Extensions").valueStream())
			.map((extension) -> extension.path("Value").asString())).containsExactly("<Labels/>");
		assertThat(this.stage.get("/ApplicationTypes/T/$/GetServiceTypes?api-version=3.0&ApplicationTypeVersion=2")
			.statusCode()).isEqualTo(404);
	}

	@Test
	void propertiesHaveValuesOnlyWhenAskedFor() {
		String uri = "/Names/App~Svc/$/GetProperties?api-version=6.0";
		assertThat(this.stage.json(uri).at("/Properties/0/Name").asString()).isEqualTo("owner");
		assertThat(this.stage.json(uri).at("/Properties/0").has("Value")).isFalse();
		assertThat(this.stage.json(uri + "&IncludeValues=true").at("/Properties/0/Value/Data").asString())
			.isEqualTo("us");
	}

	@Test
	void subNamesGoOneLevelDownUnlessAskedForAll() {
		assertThat(names(this.stage.json("/Names/App/$/GetSubNames?api-version=6.0").path("SubNames")))
			.contains("fabric:/App/Nested")
			.doesNotContain("fabric:/App/Nested/Deep");
		assertThat(names(this.stage.json("/Names/App/$/GetSubNames?api-version=6.0&Recursive=true").path("SubNames")))
			.contains("fabric:/App/Nested/Deep");
	}

}
