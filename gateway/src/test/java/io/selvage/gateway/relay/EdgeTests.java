package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits, deadlines, overload, and whose word about clients is believed.
 */
class EdgeTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage("selvage.listener.header-deadline=300ms",
			"selvage.listener.max-requests=2", "selvage.trusted-proxies=127.0.0.0/8,10.0.0.0/8");

	@BeforeAll
	static void describe() {
		stage.gateway().api("edge", "e", stage.backend().url(), null);
	}

	@Test
	void closesAConnectionWhoseRequestDoesNotArrive() throws IOException {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /e/ HTTP/1.1\r\nHost: gw\r\nX-Slow: ");
			assertThat(client.readAll()).startsWith("HTTP/1.1 408 ").containsIgnoringCase("connection: close");
		}
		try (RawClient client = new RawClient(stage.gateway().port())) {
			assertThat(client.readAll()).isEmpty();
		}
	}

	@Test
	void aRequestThatArrivedMayTakeItsTime() throws Exception {
		stage.backend().script((connection) -> {
			Thread.sleep(700);
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = new RawClient(stage.gateway().port())) {
			assertThat(client.send("GET /e/ HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("ok")).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void tooLongIsToldApart() throws IOException {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /e/" + "x".repeat(9000) + " HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readAll()).startsWith("HTTP/1.1 414 ");
		}
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /e/ HTTP/1.1\r\nHost: gw\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
			assertThat(client.readAll()).startsWith("HTTP/1.1 431 ");
		}
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /e/ HTTP/1.1\r\nHost: gw\r\n" + "X: y\r\n".repeat(101) + "\r\n");
			assertThat(client.readAll()).startsWith("HTTP/1.1 431 ");
		}
	}

	@Test
	void turnsAwayWhatIsTooMuchAndSaysSoInItsMetrics() throws Exception {
		CountDownLatch arrived = new CountDownLatch(2);
		CountDownLatch go = new CountDownLatch(1);
		stage.backend().script((connection) -> {
			arrived.countDown();
			go.await(10, TimeUnit.SECONDS);
			connection.answer(RawBackend.OK);
		});
		String request = "GET /e/ HTTP/1.1\r\nHost: gw\r\n\r\n";
		try (RawClient first = new RawClient(stage.gateway().port());
				RawClient second = new RawClient(stage.gateway().port());
				RawClient third = new RawClient(stage.gateway().port())) {
			first.send(request);
			second.send(request);
			assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(third.send(request).readAll()).startsWith("HTTP/1.1 503 ")
				.containsIgnoringCase("retry-after: 1");
			go.countDown();
			first.readUntil("ok");
			second.readUntil("ok");
		}
		String metrics = stage.gateway()
			.send(HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:" + stage.gateway().managementPort() + "/actuator/prometheus"))
				.build())
			.body();
		assertThat(metrics).contains("selvage_requests_rejected_total{reason=\"requests\"} 1.0")
			.contains("selvage_requests_seconds_count{api=\"edge\",operation=\"any\",status=\"2xx\"}")
			.contains("selvage_backend_attempts_seconds_count{backend=\"url\",outcome=\"2xx\"}");
	}

	@Test
	void believesATrustedProxyAboutTheClient() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client
				.send("GET /e/ HTTP/1.1\r\nHost: gw\r\nX-Forwarded-For: 203.0.113.7, 10.1.2.3\r\n"
						+ "X-Forwarded-Proto: https\r\n\r\n")
				.readUntil("ok");
		}
		assertThat(stage.backend().head().toLowerCase(Locale.ROOT))
			.contains("x-forwarded-for: 203.0.113.7, 10.1.2.3,127.0.0.1\r\n")
			.contains("x-forwarded-proto: https\r\n");
	}

}
