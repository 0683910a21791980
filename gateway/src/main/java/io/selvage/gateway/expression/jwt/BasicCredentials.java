package io.selvage.gateway.expression.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Credentials of HTTP basic authentication (RFC 7617; APIM policy expressions, type
 * BasicAuthCredentials).
 *
 * @param userId the user
 * @param password the password
 */
public record BasicCredentials(String userId, String password) {

	private static final String SCHEME = "Basic ";

	/**
	 * Reads the value of an Authorization header.
	 * @param header the value
	 * @return null if it holds no basic credentials
	 */
	public static @Nullable BasicCredentials parse(@Nullable String header) {
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
			String credentials = decode(bytes);
			int colon = credentials.indexOf(':');
			return (colon < 0) ? null
					: new BasicCredentials(credentials.substring(0, colon), credentials.substring(colon + 1));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** UTF-8 if it is that, else Latin 1. */
	private static String decode(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}
	}

	/** The password is never shown. */
	@Override
	public String toString() {
		return "BasicAuthCredentials";
	}

}
