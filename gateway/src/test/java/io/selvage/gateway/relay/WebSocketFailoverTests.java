package io.selvage.gateway.relay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;

import io.selvage.fabric.simulator.Scheme;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSockets to instances of Service Fabric services, which die and move, and through a
 * gateway that leaves.
 */
class WebSocketFailoverTests {

	private static final Answer TELLS_WHO_IT_IS = (
			exchange) -> exchange.response()
				.sendWebsocket((inbound, outbound) -> outbound
					.sendString(Flux.just(String.valueOf(exchange.instance().instance())))
					.then()
					.then(Mono.never()));

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static SimulatedCluster cluster;

	private static TestGateway gateway;

	@BeforeAll
	static void start() {
		cluster = SimulatedCluster.builder()
			.application("App", (application) -> application
				.stateless("Free",
						(service) -> service.instances(3).listener("Sockets", Scheme.HTTP).answer(TELLS_WHO_IT_IS))
				.stateful("Led",
						(service) -> service.replicas(3).listener("Sockets", Scheme.HTTP).answer(TELLS_WHO_IT_IS)))
			.start();
		gateway = TestGateway.start();
		service("Free");
		service("Led");
	}

	private static void service(String name) {
		gateway.put("/backends/" + name, """
				{"url":"fabric:/App/%s","protocol":"http","resourceId":"%s",
				"properties":{"serviceFabricCluster":{"managementEndpoints":["%s"],"maxPartitionResolutionRetries":5}}}
				""".formatted(name, cluster.namingEndpoint(), cluster.namingEndpoint()));
		gateway.put("/apis/" + name, "{\"path\":\"" + name + "\",\"displayName\":\"" + name
				+ "\",\"type\":\"websocket\",\"protocols\":[\"ws\"],\"subscriptionRequired\":false}");
		gateway.put("/apis/" + name + "/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway
			.quoted("<policies><inbound><set-backend-service backend-id=\"" + name
					+ "\" sf-listener-name=\"Sockets\" /></inbound><backend><forward-request /></backend></policies>")
				+ "}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		cluster.close();
	}

	private static SocketTalk open(String api) {
		SocketTalk talk = new SocketTalk();
		CLIENT.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/" + api + "/talk"), talk)
			.join();
		return talk;
	}

	@Test
	void anInstanceThatDiesSendsItsClientsToTheOthers() throws Exception {
		SocketTalk talk = open("Free");
		String first = talk.next();
		SimulatedInstance dying = cluster.service("fabric:/App/Free")
			.instances()
			.stream()
			.filter((instance) -> String.valueOf(instance.id()).equals(first))
			.findFirst()
			.orElseThrow();
		dying.kill();
		assertThat(talk.next()).startsWith("closed 1012 ");
		for (int i = 0; i < 3; i++) {
			assertThat(open("Free").next()).isNotEqualTo(first);
		}
	}

	@Test
	void aPrimaryThatMovedSendsItsClientsToItsSuccessor() throws Exception {
		SocketTalk talk = open("Led");
		String first = talk.next();
		cluster.service("fabric:/App/Led").partition().movePrimary();
		assertThat(talk.next()).startsWith("closed 1012 ");
		String second = open("Led").next();
		assertThat(second).isNotEqualTo(first)
			.isEqualTo(String.valueOf(cluster.service("fabric:/App/Led").partition().primary().orElseThrow().id()));
	}

	@Test
	void oneSocketIsNotAskedForTwice() throws Exception {
		long before = cluster.service("fabric:/App/Led").requestCount();
		SocketTalk talk = open("Led");
		talk.next();
		assertThat(cluster.service("fabric:/App/Led").requestCount() - before).isEqualTo(1);
	}

}
