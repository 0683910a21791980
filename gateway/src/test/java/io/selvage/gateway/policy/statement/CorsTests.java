package io.selvage.gateway.policy.statement;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.policy.PolicyFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorsTests {

	private static final String ANYBODY = "<cors allow-credentials=\"%s\"><allowed-origins><origin>*</origin></allowed-origins>"
			+ "<allowed-methods><method>*</method></allowed-methods><allowed-headers><header>*</header></allowed-headers></cors>";

	private static MessageHeaders answer(String cors, String method, String origin, @Nullable String asked,
			@Nullable String headers) {
		PolicyFixture fixture = PolicyFixture.request(method, "http://gw.example/api/7", null).header("Origin", origin);
		if (asked != null) {
			fixture.header("Access-Control-Request-Method", asked);
		}
		if (headers != null) {
			fixture.header("Access-Control-Request-Headers", headers);
		}
		DryOutcome outcome = fixture.inbound(cors).run();
		assertThat(outcome.context().lastError()).isNull();
		return outcome.context().response().headers();
	}

	@ParameterizedTest
	@CsvSource({ "false,GET,*", "true,GET,https://a.example", "false,OPTIONS,*", "true,OPTIONS,https://a.example" })
	void anyOriginIsNamedAsSuchUnlessCredentialsAreAllowed(boolean credentials, String method, String named) {
		MessageHeaders headers = answer(ANYBODY.formatted(credentials), method, "https://a.example",
				method.equals("OPTIONS") ? "PATCH" : null, null);
		assertThat(headers.first("Access-Control-Allow-Origin")).isEqualTo(named);
		assertThat(headers.contains("Access-Control-Allow-Credentials")).isEqualTo(credentials);
		assertThat(headers.contains("Access-Control-Allow-Methods")).isEqualTo(method.equals("OPTIONS"));
		assertThat(headers.contains("Access-Control-Max-Age")).isFalse();
	}

	@Test
	void whatIsAskedForIsGrantedOnceWhereEverythingIsAllowed() {
		MessageHeaders headers = answer(ANYBODY.formatted("false"), "OPTIONS", "https://a.example", "PATCH",
				"X-Trace, Authorization,x-trace");
		assertThat(headers.first("Access-Control-Allow-Methods")).isEqualTo("PATCH");
		assertThat(headers.first("Access-Control-Allow-Headers")).isEqualTo("X-Trace,Authorization");
	}

	@ParameterizedTest
	@CsvSource({ "https://ALLOWED.example,https://allowed.example,true",
			"https://allowed.example:443/,https://allowed.example,true",
			"https://allowed.example/,https://allowed.example:443,true",
			"https://allowed.example,https://allowed.example:8443,false",
			"https://allowed.example,http://allowed.example,false",
			"https://allowed.example,https://evil-allowed.example,false", "null,null,true" })
	void originsAreComparedBySchemeHostAndPort(String listed, String origin, boolean allowed) {
		MessageHeaders headers = answer(
				"<cors><allowed-origins><origin>" + listed + "</origin></allowed-origins></cors>", "GET", origin, null,
				null);
		assertThat(headers.first("Access-Control-Allow-Origin")).isEqualTo(allowed ? origin : null);
	}

	@ParameterizedTest
	@CsvSource({ "GET,true", "POST,true", "DELETE,false", "post,false" })
	void withoutAListGetAndPostAreAllowed(String asked, boolean allowed) {
		MessageHeaders headers = answer(
				"<cors><allowed-origins><origin>https://a.example</origin></allowed-origins></cors>", "OPTIONS",
				"https://a.example", asked, null);
		assertThat(headers.first("Access-Control-Allow-Methods")).isEqualTo(allowed ? "GET,POST" : null);
		assertThat(headers.contains("Access-Control-Allow-Origin")).isEqualTo(allowed);
	}

	@Test
	void aTimeThatMayBeKeptIsToldOnlyIfItIsGiven() {
		MessageHeaders headers = answer("<cors><allowed-origins><origin>*</origin></allowed-origins>"
				+ "<allowed-methods preflight-result-max-age=\"@(100 + 200)\"><method>PUT</method><method>GET</method></allowed-methods></cors>",
				"OPTIONS", "https://a.example", "PUT", null);
		assertThat(headers.first("Access-Control-Max-Age")).isEqualTo("300");
		assertThat(headers.first("Access-Control-Allow-Methods")).isEqualTo("PUT,GET");
	}

}
