package io.selvage.fabric.simulator.scenario;

import java.net.URI;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.state.ServiceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScenarioTests {

	private static final String FULL = """
			{
			  // every field there is
			  "name": "full", "nodes": 4, "namingEndpoints": 2, "namingPort": 0, "tls": false, "clientCertificate": false,
			  "runtimeVersion": "6.4.514.9494", "failoverGapMillis": 0, "restartMillis": 0,
			  "applications": [{
			    "name": "fabric:/App", "typeName": "T", "typeVersion": "2", "parameters": { "a": "b" },
			    "services": [{
			      "name": "Store", "kind": "Stateful", "count": 2, "minReplicas": 1, "persisted": false,
			      "partitions": { "scheme": "UniformInt64Range", "count": 2, "lowKey": 0, "highKey": 9 },
			      "listeners": [{ "name": "api", "scheme": "https", "basePath": "/v1/", "onSecondaries": true, "http2": true }],
			      "type": { "name": "StoreType", "manifestVersion": "3", "extensions": { "Yarp": "<L/>" } },
			      "properties": { "p": "q" },
			      "answer": [503, { "status": 200, "body": "ok", "delayMillis": 1 }]
			    }, {
			      "name": "Old", "count": -1, "instanceCloseDelaySeconds": 30,
			      "listeners": [{}], "address": { "format": "bare_url" }
			    }, {
			      "name": "Named", "kind": "stateful", "partitions": { "scheme": "Named", "names": ["x"] },
			      "address": { "fixed": "f+{instance}" }
			    }]
			  }]
			}
			""";

	@Test
	void aFileDescribesAWholeCluster() {
		try (SimulatedCluster cluster = Scenario.read("full.json", FULL).toBuilder().start()) {
			assertThat(cluster.name()).isEqualTo("full");
			assertThat(cluster.nodes()).hasSize(4);
			assertThat(cluster.namingEndpoints()).hasSize(2);
			SimulatedService store = cluster.service("App/Store");
			assertThat(store.kind()).isEqualTo(ServiceKind.STATEFUL);
			assertThat(store.partition(9).instances()).hasSize(2)
				.allSatisfy((instance) -> assertThat(instance.url("api").toString()).startsWith("https://")
					.endsWith("/v1/"));
			assertThat(cluster.service("App/Old").instances()).hasSize(4)
				.allSatisfy((instance) -> assertThat(URI.create(instance.address())).isEqualTo(instance.url("")));
			assertThat(cluster.service("App/Named").partition("x").instances().get(0).address()).startsWith("f+");
			JsonNode description = Http.plain()
				.json(cluster.namingEndpoint(), "/Services/App~Store/$/GetDescription?api-version=6.0");
			assertThat(description.path("HasPersistedState").asBoolean()).isFalse();
			assertThat(description.path("MinReplicaSetSize").asInt()).isEqualTo(1);
			assertThat(Http.plain().get(cluster.namingEndpoint(), "/Applications?api-version=6.5").statusCode())
				.isEqualTo(400);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{\"nodes\": \"many\"}|s.json:1:",
			"{~  \"nods\": 3~}|s.json:2:3: at nods: unknown field", "{\"nods\": 3}|known are [applications",
			"{\"applications\":[{\"services\":[]}]}|an application needs a name",
			"{\"applications\":[{\"name\":\"A\",\"services\":[{\"name\":\"S\",\"kind\":\"Statefull\"}]}]}|at applications.[0].services.[0].kind",
			"{\"applications\":[{\"name\":\"A\",\"services\":[{\"name\":\"S\",\"count\":-2}]}]}|service S: fabric:/A/S can't have -2",
			"{\"applications\":[{\"name\":\"A\",\"services\":[{\"name\":\"S\",\"answer\":\"x\"}]}]}|service S: answer: no answer 'x'",
			"{\"applications\":[{\"name\":\"A\",\"services\":[{\"name\":\"S\",\"listeners\":[{\"basePath\":\"x\"}]}]}]}|begins with a slash",
			"{\"applications\":[{\"name\":\"A\",\"services\":[{\"name\":\"S\",\"partitions\":{\"scheme\":\"Named\"}}]}]}|at least 1 partition name",
			"{} {}|s.json:1:", "[]|s.json:1:" })
	void mistakesAreRefusedWithTheirPlace(String text, String message) {
		assertThatExceptionOfType(ScenarioException.class)
			.isThrownBy(() -> Scenario.read("s.json", text.replace('~', '\n')).toBuilder())
			.withMessageContaining(message);
	}

}
