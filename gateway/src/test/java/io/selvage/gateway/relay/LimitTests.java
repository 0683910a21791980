package io.selvage.gateway.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client may take up, and what it is told beyond that.
 */
class LimitTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage("selvage.limits.body=1000B", "selvage.limits.bodies.large=1MB",
			"selvage.limits.connections=4", "selvage.limits.streams=7", "server.http2.enabled=true");

	@BeforeAll
	static void describe() {
		stage.gateway().api("small", "small", stage.backend().url(), null);
		stage.gateway().api("large", "large", stage.backend().url(), null);
		stage.gateway()
			.api("reads", "reads", stage.backend().url(),
					"""
							<policies><inbound><base /><set-variable name="b" value="@(context.Request.Body.As<string>(true))" /></inbound>
							</policies>""");
	}

	@Test
	void aBodyThatAnnouncesTooMuchIsRefusedUnread() throws IOException {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			String answer = client.send("POST /small/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 1001\r\n\r\n").readAll();
			assertThat(answer).startsWith("HTTP/1.1 413 ")
				.containsIgnoringCase("connection: close")
				.endsWith(
						"{ \"statusCode\": 413, \"message\": \"The request body is larger than the 1000 bytes that are "
								+ "accepted.\" }");
		}
	}

	@Test
	void aBodyThatTurnsOutToBeTooLargeIsCutOffForBackendsAndPolicies() throws IOException {
		String chunk = "1F4\r\n" + "x".repeat(500) + "\r\n";
		for (String path : List.of("/small/", "/reads/")) {
			try (RawClient client = new RawClient(stage.gateway().port())) {
				client.send("POST " + path + " HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk
						+ chunk + chunk);
				assertThat(client.readAll()).as(path)
					.startsWith("HTTP/1.1 413 ")
					.containsIgnoringCase("connection: close");
			}
		}
	}

	@Test
	void aBodyWithinTheLimitAndAnApiWithALargerOneAreServed() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("POST /small/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000));
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
			stage.backend().answer(RawBackend.OK);
			client.send("POST /large/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void oneConnectionTooManyIsToldSoAndClosed() throws Exception {
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < 4; i++) {
				RawClient client = new RawClient(stage.gateway().port());
				clients.add(client);
				assertThat(client.send("GET /nowhere HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("}")).contains("404");
			}
			try (RawClient fifth = new RawClient(stage.gateway().port())) {
				fifth.send("POST /small/ HTTP/1.1\r\nHost: gw\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000));
				assertThat(fifth.readAll()).startsWith("HTTP/1.1 503 ")
					.contains("Retry-After: 1\r\n")
					.endsWith("\"message\": \"The gateway has no free connection.\" }");
			}
			clients.get(0).send("GET /nowhere HTTP/1.1\r\nHost: gw\r\n\r\n").readUntil("}");
			try (RawClient operator = new RawClient(stage.gateway().managementPort())) {
				operator.send("GET /actuator/health HTTP/1.1\r\nHost: gw\r\n\r\n");
				assertThat(operator.readHead()).as("management is another matter").startsWith("HTTP/1.1 200 ");
			}
		}
		finally {
			for (RawClient client : clients) {
				client.close();
			}
		}
	}

	@Test
	void anHttp2ClientIsToldHowManyStreamsAndHowLargeHeadersItMaySend() throws IOException {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });
			String head = client.read(9);
			assertThat((int) head.charAt(3)).as("a SETTINGS frame").isEqualTo(4);
			String settings = client.read(head.charAt(1) * 256 + head.charAt(2));
			Map<Integer, Integer> values = new HashMap<>();
			for (int i = 0; i + 6 <= settings.length(); i += 6) {
				ByteBuffer entry = ByteBuffer.wrap(settings.substring(i, i + 6).getBytes(StandardCharsets.ISO_8859_1));
				values.put((int) entry.getShort(), entry.getInt());
			}
			assertThat(values).containsEntry(3, 7).containsEntry(6, 32768);
		}
	}

}
