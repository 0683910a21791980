package io.selvage.fabric.simulator.naming;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.junit.SimulatedClusterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cluster that the tests of the naming API ask.
 */
final class NamingStage {

	final Http http = Http.plain();

	final SimulatedCluster cluster;

	final URI naming;

	NamingStage(SimulatedClusterExtension fabric) {
		this.cluster = fabric.cluster();
		this.naming = this.cluster.namingEndpoint();
	}

	static SimulatedClusterExtension fabric() {
		return SimulatedClusterExtension
			.of((cluster) -> cluster.clusterId("the-cluster")
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
	}

	HttpResponse<String> get(String uri) {
		return this.http.get(this.naming, uri);
	}

	JsonNode json(String uri) {
		return this.http.json(this.naming, uri);
	}

	String errorCode(String uri) {
		return JsonMapper.shared().readTree(get(uri).body()).at("/Error/Code").asString();
	}

	static List<String> names(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

}
