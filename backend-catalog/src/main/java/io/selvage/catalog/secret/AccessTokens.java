package io.selvage.catalog.secret;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gets access tokens of Microsoft Entra ID for reading Key Vault. An application gives
 * its own by a bean of this type. Tokens are kept by whoever asks.
 */
@FunctionalInterface
public interface AccessTokens {

	/**
	 * Gets a token.
	 * @param wanted whose token for what
	 * @return the token; fails with a message that holds no secret
	 */
	Mono<String> token(Wanted wanted);

	/**
	 * Whose token for what.
	 *
	 * @param authority who gives it, as the vault says: the URL of its tenant
	 * @param resource what it is for, for example {@code https://vault.azure.net}
	 * @param clientId a user-assigned identity; null: the gateway's own
	 */
	record Wanted(String authority, String resource, @Nullable String clientId) {
	}

}
