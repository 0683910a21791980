package io.selvage.gateway.expression.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTests {

	private static String token(String header, String claims) {
		Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
		return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
				+ encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
	}

	@Test
	void claimsAreReadWithoutCheckingTheSignature() {
		String text = token("{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
				"{\"iss\":\"i\",\"sub\":\"s\",\"aud\":[\"a\",\"b\"],\"exp\":1589873394,\"jti\":\"1\",\"roles\":[\"r1\",\"r2\"],"
						+ "\"n\":5,\"at\":\"2020-05-19T07:29:54Z\",\"o\":{\"x\":true}}");
		Jwt jwt = Objects.requireNonNull(JwtParser.parse("Bearer " + text));
		assertThat(jwt.algorithm()).isEqualTo("RS256");
		assertThat(jwt.type()).isEqualTo("JWT");
		assertThat(jwt.issuer()).isEqualTo("i");
		assertThat(jwt.subject()).isEqualTo("s");
		assertThat(jwt.id()).isEqualTo("1");
		assertThat(jwt.audiences()).containsExactly("a", "b");
		assertThat(jwt.claims().get("roles")).containsExactly("r1", "r2");
		assertThat(jwt.claims().get("n")).containsExactly("5");
		assertThat(jwt.claims().get("at")).containsExactly("2020-05-19T07:29:54Z");
		assertThat(jwt.claims().get("o")).containsExactly("{\"x\":true}");
		assertThat(Objects.requireNonNull(jwt.expirationTime()).format("o")).isEqualTo("2020-05-19T07:29:54.0000000Z");
		assertThat(jwt.notBefore()).isNull();
		assertThat(jwt).hasToString(text);
	}

	@Test
	void whatIsNoTokenIsNull() {
		for (String text : List.of("", "Bearer", "a.b", "a.b.c", "Basic dTpw", token("[]", "{}"),
				token("{}", "no json"))) {
			assertThat(JwtParser.parse(text)).as(text).isNull();
		}
		assertThat(JwtParser.parse(null)).isNull();
	}

	@Test
	void basicCredentialsAreTakenApartAtTheFirstColon() {
		String header = "Basic " + Base64.getEncoder().encodeToString("joe:pa:ss".getBytes(StandardCharsets.UTF_8));
		assertThat(BasicCredentials.parse(header)).isEqualTo(new BasicCredentials("joe", "pa:ss"));
		assertThat(BasicCredentials.parse("Basic !!")).isNull();
		assertThat(BasicCredentials.parse("Bearer x")).isNull();
		assertThat(Objects.requireNonNull(BasicCredentials.parse(header)).toString()).doesNotContain("pa:ss");
	}

}
