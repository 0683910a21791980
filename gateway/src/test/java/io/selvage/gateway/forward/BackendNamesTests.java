package io.selvage.gateway.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import io.selvage.gateway.TestGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Traffic follows a name to its new addresses, over connections that are kept, too.
 */
class BackendNamesTests {

	private FakeDns dns;

	private DisposableServer before;

	private DisposableServer after;

	private TestGateway gateway;

	@BeforeEach
	void start() throws IOException {
		this.dns = new FakeDns();
		this.dns.set("backend.example", "127.0.0.1");
		this.before = server("127.0.0.1", 0, "before");
		this.after = server("127.0.0.2", this.before.port(), "after");
		this.gateway = TestGateway.start("selvage.network.names.servers=" + this.dns.server());
		this.gateway.api("named", "named", "http://backend.example:" + this.before.port(), null);
	}

	private static DisposableServer server(String address, int port, String name) {
		return HttpServer.create()
			.host(address)
			.port(port)
			.handle((request, response) -> response.sendString(Mono.just(name)))
			.bindNow();
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.before.disposeNow();
		this.after.disposeNow();
		this.dns.close();
	}

	@Test
	void aChangedAddressGetsTheTrafficAlthoughConnectionsAreKept() {
		assertThat(call()).isEqualTo("before");
		this.dns.set("backend.example", "127.0.0.2");

		Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::call, "after"::equals);

		assertThat(call()).isEqualTo("after");
	}

	@Test
	void anAnswerHoldsForItsTimeToLive() {
		this.dns.timeToLive(3600);
		assertThat(call()).isEqualTo("before");
		int queries = this.dns.queries();
		for (int i = 0; i < 20; i++) {
			assertThat(call()).isEqualTo("before");
		}
		assertThat(this.dns.queries()).isEqualTo(queries);
	}

	@Test
	void theLastAddressesAreUsedWhileNoNameServerAnswers() {
		assertThat(call()).isEqualTo("before");
		this.dns.silent(true);
		this.gateway.api("other", "other", "http://backend.example:" + this.before.port() + "/x", null);

		for (int i = 0; i < 3; i++) {
			assertThat(call()).isEqualTo("before");
		}
	}

	@Test
	void anUnknownNameIsAConnectionFailure() {
		this.gateway.api("unknown", "unknown", "http://unknown.example:" + this.before.port(), null);
		assertThat(this.gateway.get("/unknown/x").statusCode()).isEqualTo(500);
	}

	@Test
	void rotatingAnswersDoNotCloseConnections() throws IOException {
		InetAddress one = InetAddress.getByName("10.0.0.1");
		InetAddress two = InetAddress.getByName("10.0.0.2");
		InetAddress three = InetAddress.getByName("10.0.0.3");
		HostAddresses known = HostAddresses.first(List.of(one, two), 0);
		long second = Duration.ofSeconds(1).toNanos();

		HostAddresses rotated = known.next(List.of(two, three), second);
		assertThat(rotated.contains(one)).isTrue();
		assertThat(rotated.next(List.of(two, three), 61 * second).contains(one)).isFalse();
		assertThat(rotated.next(List.of(InetAddress.getByName("10.9.9.9")), 2 * second).contains(two)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dns.example", "10.0.0.2:port", "10.0.0.2:99999", "" })
	void aNameServerIsAnAddress(String server) {
		assertThatThrownBy(() -> NameSettings.server(server)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("name server");
	}

	private String call() {
		return this.gateway.get("/named/x").body();
	}

}
