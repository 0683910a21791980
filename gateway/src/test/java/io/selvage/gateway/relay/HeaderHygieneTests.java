package io.selvage.gateway.relay;

import java.util.Locale;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fields of the connection and fields that say who calls.
 */
class HeaderHygieneTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage("selvage.trusted-proxies=10.0.0.0/8");

	@RegisterExtension
	static final RelayStage behindProxy = new RelayStage("selvage.trusted-proxies=127.0.0.0/8");

	@BeforeAll
	static void describe() {
		String policy = "<policies><inbound><base /><set-header name=\"X-User\" exists-action=\"override\"><value>alice"
				+ "</value></set-header></inbound><backend><base /></backend><outbound><base /><set-header name=\"X-Frame\""
				+ " exists-action=\"override\"><value>@(\" \" + context.Request.OriginalUrl + \"\\t\")</value></set-header>"
				+ "</outbound></policies>";
		stage.gateway().api("hygiene", "h", stage.backend().url(), policy);
		behindProxy.gateway().api("hygiene", "h", behindProxy.backend().url(), policy);
	}

	private static String exchange(RelayStage stage, String fields) throws Exception {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send("GET /h/x HTTP/1.1\r\nHost: gw\r\n" + fields.replace("|", "\r\n") + "\r\n\r\n");
			return client.readUntil("ok");
		}
	}

	@Test
	void aConnectionFieldTakesNothingAwayThatPoliciesHaveSet() throws Exception {
		stage.backend()
			.answer("HTTP/1.1 200 OK\r\nConnection: X-Frame, X-Mine\r\nX-Frame: 1\r\nX-Mine: 2\r\n"
					+ "x-http2-stream-id: 3\r\nContent-Length: 2\r\n\r\nok");
		String answer = exchange(stage, "Connection: X-User, x-own, TE|X-User: mallory|X-Own: 1|TE: trailers");
		assertThat(stage.backend().head()).contains("X-User: alice\r\n")
			.containsIgnoringCase("te: trailers\r\n")
			.doesNotContainIgnoringCase("x-own")
			.doesNotContainIgnoringCase("connection:");
		assertThat(answer).contains("X-Frame: http://gw/h/x\r\n")
			.doesNotContain("X-Mine")
			.doesNotContainIgnoringCase("x-http2-");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Server", "X-Forwarded-User",
			"X-Forwarded-Client-Cert", "X-Forwarded", "Forwarded", "X-Real-IP" })
	void nobodyWhoIsNotTrustedSaysWhoCalls(String name) throws Exception {
		stage.backend().answer(RawBackend.OK);
		exchange(stage, name + ": 6.6.6.6");
		assertThat(stage.backend().head()).contains("X-Forwarded-For: 127.0.0.1\r\n").doesNotContain("6.6.6.6");
	}

	@Test
	void allLinesOfATrustedProxyAreKept() throws Exception {
		behindProxy.backend().answer(RawBackend.OK);
		exchange(behindProxy, "X-Forwarded-For: 9.9.9.9|X-Forwarded-For: |X-Forwarded-For: 8.8.8.8, 10.1.1.1");
		assertThat(behindProxy.backend().head().toLowerCase(Locale.ROOT))
			.contains("x-forwarded-for: 9.9.9.9,8.8.8.8, 10.1.1.1,127.0.0.1\r\n");
	}

	@Test
	void theUrlIsTheOneTheForwardedFieldTells() throws Exception {
		behindProxy.backend().answer(RawBackend.OK);
		assertThat(exchange(behindProxy, "Forwarded: for=\"[2001:db8::1]:47\";proto=https;host=\"api.example:8443\""))
			.contains("X-Frame: https://api.example:8443/h/x\r\n");
	}

}
