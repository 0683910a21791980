package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;

import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway that answers for some hosts only.
 */
class HostnameTests {

	private static TestGateway gateway;

	private static RawBackend backend;

	@BeforeAll
	static void start() throws IOException {
		backend = new RawBackend();
		gateway = TestGateway.start("server.http2.enabled=true",
				"selvage.hostnames=API.example.com, *.example.org,[2001:db8:0::1],10.1.2.3,localhost.");
		gateway.api("open", "o", backend.url(), null);
		gateway.put("/apis/keyed",
				"{\"path\":\"k\",\"displayName\":\"k\",\"protocols\":[\"https\",\"http\"],\"serviceUrl\":\""
						+ backend.url() + "\"}",
				"/apis/keyed/operations/any", "{\"displayName\":\"any\",\"method\":\"*\",\"urlTemplate\":\"/*\"}");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		backend.close();
	}

	private static String answer(String request) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			return client.send(request).readHead();
		}
	}

	private static String http2(String authority) throws IOException {
		try (RawHttp2Client client = new RawHttp2Client(gateway.port())) {
			client.headers(1, true, ":method", "GET", ":scheme", "http", ":authority", authority, ":path", "/o/x");
			return client.outcome(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "api.example.com", "API.Example.COM", "api.example.com:8443", "api.example.com.",
			"api.example.com.:80", "a.example.org", "A-1.EXAMPLE.ORG:1", "[2001:db8::1]", "[2001:DB8:0:0:0:0:0:1]:443",
			"10.1.2.3", "10.1.2.3:80", "localhost" })
	void aHostThatIsListedIsAnswered(String host) throws IOException {
		assertThat(answer("GET /o/x HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).startsWith("HTTP/1.1 200 ");
		assertThat(http2(host)).isEqualTo("200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "b.api.example.com", "api.example.com.evil.example", "xapi.example.com",
			"api.example.co", "example.org", "a.b.example.org", ".example.org", "[2001:db8::2]", "[2001:db8::1",
			"2001:db8::1", "[::ffff:10.1.2.3]", "10.1.2.4", "127.0.0.1", "localhost..", "*.example.org.evil.example" })
	void aRequestForAnyOtherHostIsRefused(String host) throws IOException {
		backend.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		assertThat(answer("GET /o/x HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).matches("(?s)HTTP/1.1 (421|400) .*");
		assertThat(http2(host)).isIn("421", "400", "reset");
		assertThat(backend.received()).isFalse();
	}

	@Test
	void theRefusalSaysWhyAndComesBeforeKeysRoutesAndOptions() throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			assertThat(client.send("GET /k/x HTTP/1.1\r\nHost: other.example\r\n\r\n").readAll())
				.startsWith("HTTP/1.1 421 Misdirected Request\r\n")
				.endsWith("{ \"statusCode\": 421, \"message\":"
						+ " \"This gateway does not answer for the host of the request\" }");
		}
		assertThat(answer("GET /k/x HTTP/1.1\r\nHost: api.example.com\r\n\r\n")).startsWith("HTTP/1.1 401 ");
		assertThat(answer("GET /nowhere HTTP/1.1\r\nHost: other.example\r\n\r\n")).startsWith("HTTP/1.1 421 ");
		assertThat(answer("GET /nowhere HTTP/1.1\r\nHost: api.example.com\r\n\r\n")).startsWith("HTTP/1.1 404 ");
		assertThat(answer("OPTIONS * HTTP/1.1\r\nHost: other.example\r\n\r\n")).startsWith("HTTP/1.1 421 ");
		assertThat(answer("GET /o/x HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 421 ");
		assertThat(answer("GET http://other.example/o/x HTTP/1.1\r\nHost: other.example\r\n\r\n"))
			.startsWith("HTTP/1.1 421 ");
		assertThat(answer("GET http://api.example.com/o/x HTTP/1.1\r\nHost: api.example.com\r\n\r\n"))
			.startsWith("HTTP/1.1 200 ");
	}

	@Test
	void theManagementPortAnswersForEveryHost() {
		URI health = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/health");
		assertThat(gateway.send(HttpRequest.newBuilder(health).build()).statusCode()).isEqualTo(200);
	}

}
