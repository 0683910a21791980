package io.selvage.gateway.policy.jwt;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an identity provider publishes about itself (OpenID Connect Discovery 1.0).
 *
 * @param issuer who issues its tokens; may hold <code>{tenantid}</code>
 * @param keys the keys it signs with
 */
public record OpenIdConfiguration(@Nullable String issuer, List<SigningKey> keys) {

	/** The metadata, before its keys are known. */
	record Metadata(@Nullable String issuer, String keysUrl) {
	}

	static Metadata metadata(byte[] json) {
		try {
			JsonNode document = JsonMapper.shared().readTree(json);
			String url = document.path("jwks_uri").asString("");
			String issuer = document.path("issuer").asString("");
			if (url.isEmpty()) {
				throw new IllegalArgumentException("it has no 'jwks_uri'");
			}
			return new Metadata(issuer.isEmpty() ? null : issuer, url);
		}
		catch (JacksonException malformed) {
			throw new IllegalArgumentException("it is not JSON");
		}
	}

	static List<SigningKey> keys(byte[] json) {
		try {
			List<SigningKey> keys = new ArrayList<>();
			for (JWK published : JWKSet.parse(new String(json, StandardCharsets.UTF_8)).getKeys()) {
				SigningKey key = SigningKey.of(published);
				if (key != null) {
					keys.add(key);
				}
			}
			return List.copyOf(keys);
		}
		catch (ParseException malformed) {
			throw new IllegalArgumentException("its keys are no JSON web key set");
		}
	}

}
