package io.selvage.gateway.expression.jwt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Jwt, BasicAuthCredentials and Authorization with the extension methods that make them
 * of strings (APIM policy expressions).
 */
public final class TokenTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.define("Jwt", Jwt.class)
			.property("string Algorithm", (Jwt jwt) -> jwt.algorithm())
			.property("IEnumerable<string> Audiences", (Jwt jwt) -> jwt.audiences())
			.property("IReadOnlyDictionary<string, string[]> Claims", (Jwt jwt) -> claims(jwt))
			.property("DateTime? ExpirationTime", (Jwt jwt) -> jwt.expirationTime())
			.property("DateTime? NotBefore", (Jwt jwt) -> jwt.notBefore())
			.property("DateTime? IssuedAt", (Jwt jwt) -> jwt.issuedAt())
			.property("string Id", (Jwt jwt) -> jwt.id())
			.property("string Issuer", (Jwt jwt) -> jwt.issuer())
			.property("string Subject", (Jwt jwt) -> jwt.subject())
			.property("string Type", (Jwt jwt) -> jwt.type());
		types.define("BasicAuthCredentials", BasicCredentials.class)
			.property("string UserId", (BasicCredentials credentials) -> credentials.userId())
			.property("string Username", (BasicCredentials credentials) -> credentials.userId())
			.property("string Password", (BasicCredentials credentials) -> credentials.password());
		types.define("Authorization", Authorization.class)
			.property("string AccessToken", (Authorization authorization) -> authorization.accessToken())
			.property("IReadOnlyDictionary<string, object> Claims",
					(Authorization authorization) -> authorization.claims());
		types.defineStatic("CredentialExtensions")
			.method("static Jwt AsJwt(this string input)", (@Nullable String text) -> JwtParser.parse(text))
			.method("static bool TryParseJwt(this string input, out Jwt result)",
					(@Nullable String text, Out<Jwt> result) -> {
						Jwt jwt = JwtParser.parse(text);
						result.set(jwt);
						return jwt != null;
					})
			.method("static BasicAuthCredentials AsBasic(this string input)",
					(@Nullable String text) -> BasicCredentials.parse(text))
			.method("static bool TryParseBasic(this string input, out BasicAuthCredentials result)",
					(@Nullable String text, Out<BasicCredentials> result) -> {
						BasicCredentials credentials = BasicCredentials.parse(text);
						result.set(credentials);
						return credentials != null;
					})
			.method("static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> values, string key)",
					(Map<String, String[]> values, String key) -> joined(values, key, null))
			.method("static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> values, string key, string defaultValue)",
					(Map<String, String[]> values, String key, @Nullable String otherwise) -> joined(values, key,
							otherwise));
	}

	private static Map<String, String[]> claims(Jwt jwt) {
		Map<String, String[]> claims = new LinkedHashMap<>();
		jwt.claims().forEach((name, values) -> claims.put(name, values.toArray(new String[0])));
		return claims;
	}

	private static @Nullable String joined(Map<String, String[]> values, String key, @Nullable String otherwise) {
		String[] found = values.get(key);
		return (found != null) ? String.join(",", List.of(found)) : otherwise;
	}

}
