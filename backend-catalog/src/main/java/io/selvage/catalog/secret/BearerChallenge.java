package io.selvage.catalog.secret;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a vault answers to a call without a valid token: who gives one, and for what
 * ("Authentication, requests and responses" of Azure Key Vault).
 *
 * @param authority the URL of the tenant
 * @param resource what the token must be for
 */
record BearerChallenge(String authority, String resource) {

	private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)\\s*=\\s*\"([^\"]*)\"");

	/**
	 * Reads a challenge.
	 * @param header {@code WWW-Authenticate}, or null
	 * @param vault the vault that sent it
	 * @return the challenge
	 * @throws SecretException if it is none, or wants a token that is not meant for this
	 * vault
	 */
	static BearerChallenge read(@Nullable String header, URI vault) {
		String authority = null;
		String resource = null;
		if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
			Matcher matcher = PARAMETER.matcher(header);
			while (matcher.find()) {
				switch (matcher.group(1)) {
					case "authorization", "authorization_uri" -> authority = matcher.group(2);
					case "resource" -> resource = matcher.group(2);
					case "scope" -> resource = matcher.group(2).replaceFirst("/\\.default$", "");
					default -> {
					}
				}
			}
		}
		if (authority == null || resource == null || !authority.startsWith("https://")) {
			throw new SecretException(
					"Key Vault " + vault.getHost() + " refused the call and does not say who gives tokens.");
		}
		requireSameDomain(resource, vault);
		return new BearerChallenge(authority, resource);
	}

	/** A vault must not lead us to hand it a token for something else. */
	private static void requireSameDomain(String resource, URI vault) {
		String host = vault.getHost().toLowerCase(Locale.ROOT);
		String wanted = resource.replaceFirst("^https://", "").replaceFirst("/.*$", "").toLowerCase(Locale.ROOT);
		if (!host.endsWith("." + wanted)) {
			throw new SecretException("Key Vault " + host + " asks for a token of another domain: " + wanted + ".");
		}
	}

}
