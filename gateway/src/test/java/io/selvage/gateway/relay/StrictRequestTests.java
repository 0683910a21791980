package io.selvage.gateway.relay;

import java.util.Locale;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that servers read in different ways, or that are not for a gateway to forward.
 */
class StrictRequestTests {

	@RegisterExtension
	static final RelayStage stage = new RelayStage();

	@BeforeAll
	static void describe() {
		stage.gateway().api("strict", "s", stage.backend().url(), null);
		stage.gateway()
			.api("answers", "a", stage.backend().url(),
					"<policies><inbound><return-response><set-status code=\"200\" /></return-response></inbound></policies>");
	}

	@BeforeEach
	void answer() {
		stage.backend().answer(RawBackend.OK);
	}

	private static String answerTo(String request) throws Exception {
		try (RawClient client = new RawClient(stage.gateway().port())) {
			return client.send(request.replace("|", "\r\n")).readAll();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a, b", "a,b", "u@a", "a/x", ":80", "a:x", "a:65536", "[::1", "::1]", "[zz]",
			"[]", "a]b", "[::1]x", "[::1%25lo]", "a%00", "%zz", "a;b" })
	void aHostIsANameOrAnAddressWithAnOptionalPort(String host) throws Exception {
		assertThat(answerTo("GET /s/x HTTP/1.1|Host: " + host + "||")).startsWith("HTTP/1.1 400 ");
		assertThat(stage.backend().received()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "A.example.", "a_b-c~1.example:8080", "[::1]", "[2001:db8::1]:443", "127.0.0.1:1" })
	void suchHostsAreServed(String host) throws Exception {
		assertThat(answerTo("GET /s/x HTTP/1.1|Host: " + host + "|Connection: close||")).startsWith("HTTP/1.1 200 ");
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/0.9, 505", "HTTP/3.0, 505", "HTTP/1.2, 200" })
	void anUnknownVersionIsNotEchoed(String version, String status) throws Exception {
		assertThat(answerTo("GET /s/x " + version + "|Host: a|Connection: close||"))
			.startsWith("HTTP/1.1 " + status + " ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /s/x HTTP/1.1|Host: a|X-A: b| c||", "GET /s/x HTTP/1.1|\tX-A: b|Host: a||",
			"GET  /s/x HTTP/1.1|Host: a||", "GET\t/s/x HTTP/1.1|Host: a||", " GET /s/x HTTP/1.1|Host: a||",
			"GET /s/x  HTTP/1.1|Host: a||", "CONNECT /s/x HTTP/1.1|Host: a||",
			"TRACE /s/x HTTP/1.1|Host: a|Content-Length: 1||x", "GET /s/x HTTP/1.1|Host: a|X_Forwarded_Proto: https||",
			"GET /s/x HTTP/1.1|Host: a|X_Real-IP: 1||", "GET /s/x HTTP/1.1|Host: a|ocp_apim_subscription_key: 1||" })
	void whatIsAmbiguousIsRefused(String request) throws Exception {
		assertThat(answerTo(request)).startsWith("HTTP/1.1 400 ").containsIgnoringCase("connection: close");
		assertThat(stage.backend().received()).isFalse();
	}

	@Test
	void aFoldedLineOfALaterRequestIsFoundAndABodyThatLooksLikeOneIsNot() throws Exception {
		String answers = answerTo(
				"POST /s/x HTTP/1.1|Host: a|Content-Length: 6||a| b|" + "GET /s/y HTTP/1.1|Host: a|X-A: b| c||");
		assertThat(answers).startsWith("HTTP/1.1 200 ").contains("okHTTP/1.1 400 ");
		assertThat(stage.backend().head()).startsWith("POST /x ");
		assertThat(stage.backend().received()).isFalse();
	}

	@Test
	void anAuthorityInTheTargetStandsForTheHostThatHttp10DoesNotNeed() throws Exception {
		assertThat(answerTo("GET http://a/s/x HTTP/1.0||")).contains(" 200 ");
		assertThat(answerTo("GET http://u@a/s/x HTTP/1.0||")).contains(" 400 ");
	}

	private static void waitForBodies() {
		stage.backend().script((connection) -> {
			connection.readUntil("0\r\n\r\n");
			connection.answer(RawBackend.OK);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz", "-2", "FFFFFFFFFFFFFFFFF", "", "2;a\nab" })
	void aBodyThatIsMalformedFromItsFirstByteIsRefusedWithAnAnswer(String size) throws Exception {
		waitForBodies();
		assertThat(answerTo("POST /s/x HTTP/1.1|Host: a|Transfer-Encoding: chunked||" + size + "|ab|0||"))
			.startsWith("HTTP/1.1 400 ");
	}

	@Test
	void trailersAreLimitedAsHeadersAre() throws Exception {
		waitForBodies();
		assertThat(
				answerTo("POST /s/x HTTP/1.1|Host: a|Transfer-Encoding: chunked||2|ab|0|" + "X: y|".repeat(101) + "|"))
			.startsWith("HTTP/1.1 400 ");
	}

	@Test
	void trailersDoNotSayWhoCallsOrWhatHeMay() throws Exception {
		String[] trailers = { "" };
		stage.backend().script((connection) -> {
			trailers[0] = connection.readHead();
			connection.answer(RawBackend.OK);
		});
		try (RawClient client = new RawClient(stage.gateway().port())) {
			client.send(("POST /s/x HTTP/1.1|Host: a|Transfer-Encoding: chunked||2|ab|0|X-Sum: 1|X-Forwarded-Port: 1|"
					+ "X_Forwarded_For: 1|X-Real-IP: 1|X-Http2-Path: 1|Content_Length: 1|Ocp-Apim-Subscription-Key: 1||")
				.replace("|", "\r\n"));
			client.readUntil("ok");
		}
		assertThat(trailers[0]).isEqualTo("2\r\nab\r\n0\r\nX-Sum: 1\r\n\r\n");
	}

	@Test
	void onlyTheExpectationOfAContinueCanBeMet() throws Exception {
		assertThat(answerTo("POST /s/x HTTP/1.1|Host: a|Expect: a-miracle|Content-Length: 1||x"))
			.startsWith("HTTP/1.1 417 ");
		assertThat(stage.backend().received()).isFalse();
	}

	@Test
	void whoIsAnsweredInsteadOfAskedForTheBodyIsToldThatTheConnectionEnds() throws Exception {
		assertThat(answerTo("POST /a/x HTTP/1.1|Host: a|Expect: 100-continue|Content-Length: 9||"))
			.startsWith("HTTP/1.1 200 ")
			.containsIgnoringCase("connection: close");
	}

	@Test
	void aCountOfForwardsIsKept() throws Exception {
		assertThat(answerTo("OPTIONS /s/x HTTP/1.1|Host: a|Max-Forwards: 0|Connection: close||"))
			.startsWith("HTTP/1.1 204 ");
		assertThat(answerTo("TRACE /s/x HTTP/1.1|Host: a|Max-Forwards: 0|Cookie: secret|Connection: close||"))
			.startsWith("HTTP/1.1 405 ")
			.doesNotContain("secret");
		assertThat(stage.backend().received()).isFalse();
		answerTo("OPTIONS /s/x HTTP/1.1|Host: a|Max-Forwards: 7|Connection: close||");
		assertThat(stage.backend().head().toLowerCase(Locale.ROOT)).contains("max-forwards: 6\r\n");
	}

}
