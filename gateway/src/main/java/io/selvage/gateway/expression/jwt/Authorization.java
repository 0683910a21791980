package io.selvage.gateway.expression.jwt;

import java.util.Map;

/**
 * What get-authorization-context stores (APIM policy expressions, type Authorization).
 *
 * @param accessToken the bearer token
 * @param claims what the provider sent along
 */
public record Authorization(String accessToken, Map<String, Object> claims) {

	/** The token is never shown. */
	@Override
	public String toString() {
		return "Authorization";
	}

}
