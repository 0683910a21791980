package io.selvage.gateway.relay;

import java.util.Locale;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Offers to change the protocol, where HTTP/2 is spoken.
 */
class UpgradeOfferTests {

	private static final String H2C = "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
			+ "HTTP2-Settings: AAMAAABkAAQAAP__\r\n";

	@RegisterExtension
	static final RelayStage stage = new RelayStage("server.http2.enabled=true");

	@BeforeAll
	static void describe() {
		stage.gateway().api("offers", "o", stage.backend().url(), null);
	}

	@ParameterizedTest
	@ValueSource(strings = { H2C, "Upgrade: foo/2\r\nConnection: Upgrade\r\n", "Upgrade: h2c\r\n" })
	void aRequestWithABodyIsServedAsIfNothingWasOffered(String offer) throws Exception {
		stage.backend().script((connection) -> {
			connection.readUntil("abc");
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("POST /o/x HTTP/1.1\r\nHost: gw\r\n" + offer + "Content-Length: 3\r\n\r\nabc");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
		assertThat(stage.backend().head().toLowerCase(Locale.ROOT)).contains("content-length: 3\r\n")
			.doesNotContain("upgrade", "http2-settings");
	}

	@Test
	void anOfferThatIsNotTakenUpAddsNothing() throws Exception {
		stage.backend().answer(RawBackend.OK);
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /o/x HTTP/1.1\r\nHost: gw\r\nUpgrade: foo\r\nConnection: Upgrade\r\n\r\n");
			assertThat(client.readUntil("ok")).startsWith("HTTP/1.1 200 ");
		}
		assertThat(stage.backend().head()).doesNotContainIgnoringCase("content-length");
	}

}
