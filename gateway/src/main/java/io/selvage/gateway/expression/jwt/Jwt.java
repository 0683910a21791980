package io.selvage.gateway.expression.jwt;

import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.time.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * A JSON web token as it was received; its signature has not been checked (APIM policy
 * expressions, type Jwt).
 *
 * @param text the token in its compact form
 * @param header the members of the header: values by name
 * @param claims the claims: values by name, in order
 */
public record Jwt(String text, Map<String, List<String>> header, Map<String, List<String>> claims) {

	public String algorithm() {
		return header("alg");
	}

	public String type() {
		return header("typ");
	}

	private String header(String name) {
		List<String> values = this.header.getOrDefault(name, List.of());
		return values.isEmpty() ? "" : values.get(0);
	}

	/**
	 * Returns the audiences.
	 * @return empty without the claim
	 */
	public List<String> audiences() {
		return this.claims.getOrDefault("aud", List.of());
	}

	public @Nullable String id() {
		return first("jti");
	}

	public @Nullable String issuer() {
		return first("iss");
	}

	public @Nullable String subject() {
		return first("sub");
	}

	public @Nullable DateTime expirationTime() {
		return JwtParser.date(first("exp"));
	}

	public @Nullable DateTime notBefore() {
		return JwtParser.date(first("nbf"));
	}

	public @Nullable DateTime issuedAt() {
		return JwtParser.date(first("iat"));
	}

	private @Nullable String first(String name) {
		List<String> values = this.claims.get(name);
		return (values == null || values.isEmpty()) ? null : values.get(0);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
