package io.selvage.gateway.relay;

import java.net.Socket;
import java.net.SocketException;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Answers of backends that are malformed, without a body, or cut.
 */
class OddAnswerTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage();

	@BeforeAll
	static void describe() {
		stage.gateway().api("odd", "o", stage.backend().url(), null);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "HTTP/1.1 99 Odd", "HTTP/1.1 1000 Odd", "HTTP/2.0 200 OK", "HTTP/1.1 -20 Odd", "ICY 200 OK" })
	void aStatusLineThatIsNoneIsNotRelayed(String line) throws Exception {
		stage.backend().answer(line + "\r\nContent-Length: 2\r\n\r\nok");
		assertThat(stage.gateway().get("/o/x").statusCode()).isEqualTo(502);
	}

	@Test
	void anAnswerThatComesLongBeforeTheEndOfTheBodyEndsTheConnectionAndArrives() throws Exception {
		stage.backend().answer("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("POST /o/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 10000000\r\n\r\n");
			assertThat(client.readHead()).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close");
			client.send("x".repeat(100_000));
			assertThat(client.readAll()).isEqualTo("big");
		}
	}

	@Test
	void anAnswerThatComesALittleBeforeTheEndOfTheBodyLeavesTheConnection() throws Exception {
		stage.backend().answer("HTTP/1.1 401 No\r\nContent-Length: 3\r\n\r\nno!");
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("POST /o/x HTTP/1.1\r\nHost: gw\r\nContent-Length: 1000\r\n\r\n");
			assertThat(client.readUntil("no!")).startsWith("HTTP/1.1 401 ")
				.doesNotContainIgnoringCase("connection: close");
			stage.backend().answer(RawBackend.OK);
			client.send("x".repeat(1000) + "GET /o/x HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void aConnectionOutlivesTheHeadOfAnAnswerWithoutLength() throws Exception {
		stage.backend().answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("HEAD /o/x HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readHead()).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("connection: close");
			stage.backend().answer(RawBackend.OK);
			client.send("GET /o/x HTTP/1.1\r\nHost: gw\r\n\r\n");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void anAnswerThatEndsWithItsConnectionIsResetWhenItIsCut() throws Exception {
		stage.backend().script((connection) -> {
			connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
			connection.reset();
		});
		try (Socket client = new Socket("127.0.0.1", stage.gateway().port())) {
			client.setSoTimeout(10_000);
			client.getOutputStream().write("GET /o/x HTTP/1.0\r\n\r\n".getBytes());
			assertThatThrownBy(() -> client.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
		}
	}

}
