package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessStatementTests {

	private static final String URL = "https://gw.example/api/7";

	private static final String CORS = "<cors allow-credentials=\"true\"%s><allowed-origins><origin>https://spa.example/</origin>"
			+ "</allowed-origins><allowed-methods preflight-result-max-age=\"300\"><method>PUT</method></allowed-methods>"
			+ "<allowed-headers><header>X-A</header></allowed-headers><expose-headers><header>X-B</header></expose-headers></cors>";

	@ParameterizedTest
	@CsvSource({ "forbid,192.0.2.7,192.0.2.7,CallerIpBlocked", "forbid,192.0.2.8,192.0.2.9,",
			"allow,192.0.2.0,192.0.2.255,", "allow,192.0.2.8,192.0.2.255,CallerIpNotAllowed",
			"allow,::1,::ffff,CallerIpNotAllowed" })
	void callersAreLetInOrKeptOutByTheirAddress(String action, String from, String to, String reason) {
		DryOutcome outcome = PolicyFixture.get(URL)
			.inbound("<ip-filter action=\"" + action + "\"><address-range from=\"" + from + "\" to=\"" + to
					+ "\" /></ip-filter>")
			.run();
		if (reason == null) {
			assertThat(outcome.onErrorRan()).isFalse();
			return;
		}
		assertThat(outcome.context().lastError().reason()).isEqualTo(reason);
		assertThat(outcome.context().response().statusCode()).isEqualTo(403);
		assertThat(PolicyFixture.text(outcome.context().response().body())).contains("\"Forbidden\"");
	}

	@ParameterizedTest
	@CsvSource({ "b,true,", "b,false,HeaderValueNotAllowed", "B,false,", "C,true,HeaderValueNotAllowed",
			",true,HeaderNotFound" })
	void aHeaderMustBeThereWithOneOfTheValues(String value, boolean ignoreCase, String reason) {
		PolicyFixture fixture = PolicyFixture.get(URL)
			.inbound("<check-header name=\"T\" failed-check-httpcode=\"401\" failed-check-error-message=\"no T\" "
					+ "ignore-case=\"" + ignoreCase + "\"><value>A</value><value>B</value></check-header>");
		DryOutcome outcome = ((value != null) ? fixture.header("t", value) : fixture).run();
		assertThat((outcome.context().lastError() != null) ? outcome.context().lastError().reason() : null)
			.isEqualTo(reason);
		if (reason != null) {
			assertThat(outcome.context().response().statusCode()).isEqualTo(401);
			assertThat(PolicyFixture.text(outcome.context().response().body())).contains("\"no T\"");
		}
	}

	@Test
	void textIsReplacedInTheBodyOfTheSectionsMessage() {
		String statement = "<find-and-replace from=\"a.\" to=\"$1\" />";
		assertThat(PolicyFixture.text(
				PolicyFixture.request("POST", URL, "a.b a.c axc").inbound(statement).run().context().request().body()))
			.isEqualTo("$1b $1c axc");
		assertThat(PolicyFixture.text(PolicyFixture.get(URL)
			.response(200, "a.")
			.section("outbound", statement)
			.run(Section.OUTBOUND)
			.context()
			.response()
			.body())).isEqualTo("$1");
	}

	@Test
	void aPreflightRequestIsAnsweredByTheGateway() {
		DryOutcome outcome = PolicyFixture.request("OPTIONS", URL, null)
			.header("Origin", "https://spa.example")
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "x-a")
			.inbound(CORS.formatted(""))
			.run();
		MessageHeaders headers = outcome.context().response().headers();
		assertThat(outcome.calls()).isEmpty();
		assertThat(outcome.context().response().statusCode()).isEqualTo(200);
		assertThat(headers.first("Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
		assertThat(headers.first("Access-Control-Allow-Methods")).isEqualTo("PUT");
		assertThat(headers.first("Access-Control-Allow-Headers")).isEqualTo("X-A");
		assertThat(headers.first("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(headers.first("Access-Control-Max-Age")).isEqualTo("300");
	}

	@ParameterizedTest
	@CsvSource({ "https://evil.example,PUT,x-a", "https://spa.example,DELETE,x-a", "https://spa.example,PUT,x-z" })
	void aPreflightRequestThatDoesNotMatchEndsEmptyOrGoesOn(String origin, String method, String header) {
		for (boolean terminate : new boolean[] { true, false }) {
			DryOutcome outcome = PolicyFixture.request("OPTIONS", URL, null)
				.header("Origin", origin)
				.header("Access-Control-Request-Method", method)
				.header("Access-Control-Request-Headers", header)
				.inbound(CORS.formatted(" terminate-unmatched-request=\"" + terminate + "\""))
				.run();
			assertThat(outcome.context().response().headers().contains("Access-Control-Allow-Origin")).isFalse();
			assertThat(outcome.calls()).hasSize(terminate ? 0 : 1);
		}
	}

	@Test
	void anAnswerForAListedOriginMayBeReadEvenIfItIsAnError() {
		GatewayResponse answer = PolicyFixture.get(URL)
			.header("Origin", "https://spa.example")
			.refuse()
			.document(PolicyScope.API, "<policies><inbound>" + CORS.formatted("") + "</inbound></policies>")
			.run()
			.context()
			.response();
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.headers().first("Access-Control-Allow-Origin")).isEqualTo("https://spa.example");
		assertThat(answer.headers().first("Access-Control-Expose-Headers")).isEqualTo("X-B");
	}

	@Test
	void withoutAnOriginNothingHappensAndTheTraceSaysSo() {
		DryOutcome outcome = PolicyFixture.get(URL).inbound(CORS.formatted("")).run(Section.INBOUND);
		assertThat(outcome.trace()).singleElement()
			.satisfies((entry) -> assertThat(entry.data())
				.isEqualTo("Origin header was missing or empty and the request was classified as not cross-domain. "
						+ "CORS policy was not applied."));
	}

}
