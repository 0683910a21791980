package io.selvage.catalog.secret;

import java.time.Duration;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import reactor.core.publisher.Mono;

/**
 * A place where secrets are kept that a named value or certificate refers to. An
 * application adds its own by a bean of this type.
 */
public interface SecretSource {

	/**
	 * Tells whether this source is meant.
	 * @param identifier what {@code keyVault.secretIdentifier} says
	 * @return true if {@link #fetch} can be asked for it
	 */
	boolean supports(String identifier);

	/**
	 * Fetches a secret.
	 * @param reference the reference
	 * @return the secret; fails with {@link SecretException} naming what is wrong
	 */
	Mono<Secret> fetch(KeyVaultReference reference);

	/**
	 * Tells how often to ask for the same secret again.
	 * @param usual what the configuration says for vaults
	 * @return the usual, unless asking is so cheap that changes can be followed sooner
	 */
	default Duration interval(Duration usual) {
		return usual;
	}

}
