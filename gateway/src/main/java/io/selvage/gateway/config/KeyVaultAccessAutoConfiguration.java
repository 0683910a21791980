package io.selvage.gateway.config;

import io.selvage.catalog.config.StoreAutoConfiguration;
import io.selvage.catalog.secret.AccessTokens;
import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.KeyVaults;
import io.selvage.catalog.store.StoredCatalog;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.management.KeysEndpoint;
import io.selvage.gateway.metrics.KeyVaultMeters;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Lends the gateway's identity and meters to those who read secrets from vaults, and
 * shows the keys secrets are encrypted with.
 */
@AutoConfiguration(after = StoreAutoConfiguration.class)
public class KeyVaultAccessAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AccessTokens keyVaultTokens(IdentityTokens identities) {
		return (wanted) -> identities.token(new IdentityTokens.Wanted(wanted.resource(), wanted.clientId()))
			.map(IdentityTokens.Token::value);
	}

	@Bean
	@ConditionalOnBean(StoredCatalog.class)
	@ConditionalOnAvailableEndpoint
	KeysEndpoint keysEndpoint(KeyRing keys, StoredCatalog store, KeyVaults vaults) {
		return new KeysEndpoint(keys, store, vaults);
	}

	@Bean
	KeyVaultMeters keyVaultMeters(KeyVaults vaults) {
		return new KeyVaultMeters(vaults);
	}

}
