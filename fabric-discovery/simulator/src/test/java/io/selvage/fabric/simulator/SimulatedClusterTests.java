package io.selvage.fabric.simulator;

import java.io.UncheckedIOException;
import java.net.URI;

import io.selvage.fabric.simulator.naming.NamingCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SimulatedClusterTests {

	private static final String RESOLVE = "/Services/SFBackendForAPIM~WebAPI_Backend/$/ResolvePartition?api-version=6.0";

	private final Http http = Http.plain();

	private final SimulatedCluster cluster = SimulatedCluster.builder()
		.application("SFBackendForAPIM",
				(app) -> app.stateless("WebAPI_Backend",
						(svc) -> svc.singleton()
							.instances(3)
							.listener("HttpServiceEndpoint", Scheme.HTTP)
							.listener("HTTPSServiceEndpoint", Scheme.HTTPS)))
		.start();

	private final SimulatedService service = this.cluster.service("fabric:/SFBackendForAPIM/WebAPI_Backend");

	@AfterEach
	void close() {
		this.cluster.close();
	}

	@Test
	void namingListsTheInstancesWithBothListeners() {
		JsonNode resolved = this.http.json(this.cluster.namingEndpoint(), RESOLVE);
		assertThat(resolved.path("Endpoints").size()).isEqualTo(3);
		for (int i = 0; i < 3; i++) {
			JsonNode address = JsonMapper.shared().readTree(resolved.at("/Endpoints/" + i + "/Address").asString());
			SimulatedInstance instance = this.service.instances().get(i);
			assertThat(address.at("/Endpoints/HttpServiceEndpoint").asString())
				.isEqualTo(instance.url("HttpServiceEndpoint").toString());
			assertThat(address.at("/Endpoints/HTTPSServiceEndpoint").asString())
				.isEqualTo(instance.url("HTTPSServiceEndpoint").toString());
		}
		assertThat(this.cluster.namingRequests().count(NamingCall.RESOLVE_SERVICE)).isEqualTo(1);
	}

	@Test
	void anInstanceTellsWhoItIsAndThatTheBodyArrivedWhole() {
		SimulatedInstance instance = this.service.instances().get(1);
		String body = "x".repeat(1_000_000);
		JsonNode answer = JsonMapper.shared()
			.readTree(this.http.post(instance.url("HttpServiceEndpoint"), "/api/values?a=1", body).body());
		assertThat(answer.path("service").asString()).isEqualTo(this.service.name());
		assertThat(answer.path("instance").asString()).isEqualTo(String.valueOf(instance.id()));
		assertThat(answer.path("path").asString()).isEqualTo("/api/values");
		assertThat(answer.path("query").asString()).isEqualTo("a=1");
		assertThat(answer.path("bodyLength").asLong()).isEqualTo(1_000_000);
		assertThat(instance.requests().get(0).body().orElseThrow().sha256())
			.isEqualTo(answer.path("bodySha256").asString());
	}

	@Test
	void aStatusSetByCodeIsAnswered() {
		this.service.answer(204);
		for (SimulatedInstance instance : this.service.instances()) {
			assertThat(this.http.get(instance.url("HttpServiceEndpoint"), "/").statusCode()).isEqualTo(204);
			assertThat(instance.requestCount()).isEqualTo(1);
		}
	}

	@Test
	void aKilledInstanceRefusesConnectionsAndNamingIsNotTold() {
		SimulatedInstance victim = this.service.instances().get(0);
		URI url = victim.url("HttpServiceEndpoint");
		this.http.get(url, "/");
		victim.kill();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.http.get(url, "/"));
		assertThat(this.http.json(this.cluster.namingEndpoint(), RESOLVE).path("Endpoints").size()).isEqualTo(3);
	}

	@Test
	void anAddedInstanceIsSeenByTheNextRefreshWithAVersion() {
		JsonNode first = this.http.json(this.cluster.namingEndpoint(), RESOLVE);
		this.service.addInstance();
		assertThat(this.http.json(this.cluster.namingEndpoint(), RESOLVE).path("Endpoints").size()).isEqualTo(3);
		JsonNode second = this.http.json(this.cluster.namingEndpoint(),
				RESOLVE + "&PreviousRspVersion=" + first.path("Version").asString());
		assertThat(second.path("Endpoints").size()).isEqualTo(4);
	}

	@Test
	void aNewInstanceCanTakeTheAddressOfADeadOne() {
		SimulatedInstance dead = this.service.instances().get(0);
		URI url = dead.url("HttpServiceEndpoint");
		dead.kill();
		this.cluster.deploy("Other", (app) -> app.stateless("Stranger",
				(svc) -> svc.instances(0).listener("HttpServiceEndpoint", Scheme.HTTP)));
		SimulatedInstance stranger = this.cluster.service("Other/Stranger").partition().addInstanceInPlaceOf(dead);
		assertThat(stranger.url("HttpServiceEndpoint")).isEqualTo(url);
		assertThat(this.http.get(url, "/").body()).contains("fabric:/Other/Stranger");
	}

	@Test
	void anAnswerOfTheServiceHoldsForInstancesToCome() {
		this.service.answer(418);
		assertThat(this.http.get(this.service.addInstance().url("HttpServiceEndpoint"), "/").statusCode())
			.isEqualTo(418);
	}

	@Test
	void severalClustersRunSideBySide() {
		try (SimulatedCluster other = SimulatedCluster.builder()
			.name("other")
			.application("SFBackendForAPIM", (app) -> app.stateless("WebAPI_Backend", (svc) -> svc.fixedAddress("x")))
			.start()) {
			assertThat(this.http.json(other.namingEndpoint(), RESOLVE).path("Endpoints").size()).isEqualTo(1);
			assertThat(this.http.json(this.cluster.namingEndpoint(), RESOLVE).path("Endpoints").size()).isEqualTo(3);
		}
	}

	@Test
	void aTakenPortIsReportedAndNothingStaysOpen() {
		int taken = this.cluster.namingEndpoint().getPort();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> SimulatedCluster.builder().namingPort(taken).start())
			.withMessageContaining(String.valueOf(taken));
	}

	@Test
	void aServiceThatIsMissingIsNamedWithThoseThereAre() {
		assertThatExceptionOfType(java.util.NoSuchElementException.class)
			.isThrownBy(() -> this.cluster.service("App/No"))
			.withMessageContaining("fabric:/SFBackendForAPIM/WebAPI_Backend");
	}

}
