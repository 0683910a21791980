package io.selvage.fabric.simulator.naming;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.selvage.fabric.simulator.Http;
import io.selvage.fabric.simulator.SimulatedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class NamingFaultTests {

	private static final String RESOLVE = "/Services/App~Svc/$/ResolvePartition?api-version=6.0";

	private static final String APPLICATIONS = "/Applications?api-version=6.0";

	private final Http http = Http.plain();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final SimulatedCluster cluster = SimulatedCluster.builder()
		.timer(this.time)
		.application("App", (app) -> app.stateless("Svc", (svc) -> svc.fixedAddress("{instance}")))
		.start();

	private final NamingFaults faults = this.cluster.naming(0).faults();

	@AfterEach
	void close() {
		this.cluster.close();
	}

	private HttpResponse<String> get(String uri) {
		return this.http.get(this.cluster.namingEndpoint(), uri);
	}

	@ParameterizedTest
	@EnumSource(FabricError.class)
	void anyErrorCanBeInjected(FabricError error) {
		this.faults.inject(new NamingFault.Failure(error), NamingCall.RESOLVE_SERVICE);
		HttpResponse<String> response = get(RESOLVE);
		assertThat(response.statusCode()).isEqualTo(error.status());
		assertThat(response.body()).isEqualTo("{\"Error\":{\"Code\":\"" + error.code() + "\",\"Message\":\""
				+ error.message().replace("/", "\\/") + "\"}}");
		assertThat(get(APPLICATIONS).statusCode()).isEqualTo(200);
	}

	@Test
	void aFaultIsPlayedAsOftenAsAskedFor() {
		this.faults.injectTimes(2, new NamingFault.Status(502));
		assertThat(get(RESOLVE).statusCode()).isEqualTo(502);
		assertThat(get(APPLICATIONS).statusCode()).isEqualTo(502);
		assertThat(get(RESOLVE).statusCode()).isEqualTo(200);
	}

	@Test
	void clearingEndsAllFaults() {
		this.faults.inject(new NamingFault.Garbage("<html>"));
		assertThat(get(RESOLVE).body()).isEqualTo("<html>");
		this.faults.clear();
		assertThat(get(RESOLVE).body()).startsWith("{\"Name\"");
	}

	@Test
	void theTrueAnswerCanBeRewritten() {
		this.faults.inject(new NamingFault.Rewrite((json) -> json.replace("\"Stateless\"", "\"Martian\"")));
		assertThat(get(RESOLVE).body()).contains("\"Kind\":\"Martian\"");
	}

	@Test
	void aBodyCanBeCut() {
		this.faults.inject(new NamingFault.Cut(20));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> get(RESOLVE));
	}

	@Test
	void aConnectionCanBeBroken() {
		this.faults.inject(new NamingFault.Reset());
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> get(RESOLVE));
		this.faults.clear();
		assertThat(get(RESOLVE).statusCode()).isEqualTo(200);
	}

	@Test
	void aBodyCanBeHuge() {
		this.faults.inject(new NamingFault.Oversize(5 * 1024 * 1024 + 1));
		assertThat(get(RESOLVE).body()).hasSize(5 * 1024 * 1024 + 1);
	}

	@Test
	void latenciesAddUpBeforeTheAnswer() {
		this.faults.inject(new NamingFault.Latency(Duration.ofSeconds(5)));
		this.faults.inject(new NamingFault.Latency(Duration.ofSeconds(5)), NamingCall.RESOLVE_SERVICE);
		CompletableFuture<HttpResponse<String>> answer = start(RESOLVE);
		await().until(() -> this.cluster.namingRequests().count() == 1);
		this.time.advanceTimeBy(Duration.ofSeconds(9));
		assertThat(answer).isNotDone();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(answer.join().statusCode()).isEqualTo(200);
	}

	@Test
	void whileTheStoreStabilizesTheServerSideTimeoutEndsTheWait() {
		this.faults.inject(new NamingFault.Stabilizing());
		CompletableFuture<HttpResponse<String>> answer = start(RESOLVE + "&timeout=7");
		await().until(() -> this.cluster.namingRequests().count() == 1);
		await().until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(7));
			return answer.isDone();
		});
		assertThat(answer.join().statusCode()).isEqualTo(504);
		assertThat(answer.join().body()).contains("FABRIC_E_TIMEOUT");
	}

	@Test
	void aStoppedEndpointRefusesAndComesBackOnItsPort() {
		this.cluster.naming(0).stop();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> get(RESOLVE));
		this.cluster.naming(0).start();
		assertThat(get(RESOLVE).statusCode()).isEqualTo(200);
	}

	private CompletableFuture<HttpResponse<String>> start(String uri) {
		HttpRequest request = HttpRequest.newBuilder(this.cluster.namingEndpoint().resolve(uri)).build();
		return this.http.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

}
