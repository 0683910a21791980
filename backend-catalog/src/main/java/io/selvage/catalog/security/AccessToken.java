package io.selvage.catalog.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * A bearer token as it is kept: its SHA-256 hash. A plain hash is enough because tokens
 * are random; a password would need more.
 *
 * @param name who uses it
 * @param sha256 the hash, 64 hexadecimal digits
 * @param roles what it allows
 */
public record AccessToken(String name, String sha256, Set<Role> roles) {

	/** Tokens shorter than this, in characters, are refused: they could be guessed. */
	public static final int SHORTEST = 20;

	public AccessToken {
		if (!sha256.matches("[0-9a-fA-F]{64}")) {
			throw new IllegalArgumentException("The hash of the token of '" + name + "' is not 64 hexadecimal digits.");
		}
		roles = Set.copyOf(roles);
	}

	/**
	 * Makes the form that is kept.
	 * @param name who uses the token
	 * @param token the token in clear
	 * @param roles what it allows
	 * @return the kept form
	 * @throws IllegalArgumentException if the token is shorter than {@value #SHORTEST}
	 * characters
	 */
	public static AccessToken of(String name, String token, Set<Role> roles) {
		if (token.length() < SHORTEST) {
			throw new IllegalArgumentException(
					"The token of '" + name + "' is shorter than " + SHORTEST + " characters.");
		}
		return new AccessToken(name, HexFormat.of().formatHex(hash(token)), roles);
	}

	/**
	 * Makes a new token.
	 * @return 43 random characters that need no escaping
	 */
	public static String generate() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	static byte[] hash(String token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
