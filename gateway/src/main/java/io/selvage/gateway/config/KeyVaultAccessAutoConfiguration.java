package io.selvage.gateway.config;

import io.selvage.catalog.secret.AccessTokens;
import io.selvage.catalog.secret.KeyVaults;
import io.selvage.gateway.identity.IdentityTokens;
import io.selvage.gateway.metrics.KeyVaultMeters;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Lends the gateway's identity and meters to those who read secrets from vaults.
 */
@AutoConfiguration
public class KeyVaultAccessAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AccessTokens keyVaultTokens(IdentityTokens identities) {
		return (wanted) -> identities.token(new IdentityTokens.Wanted(wanted.resource(), wanted.clientId()))
			.map(IdentityTokens.Token::value);
	}

	@Bean
	KeyVaultMeters keyVaultMeters(KeyVaults vaults) {
		return new KeyVaultMeters(vaults);
	}

}
