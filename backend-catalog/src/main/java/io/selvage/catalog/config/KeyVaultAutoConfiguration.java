package io.selvage.catalog.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.secret.AccessTokens;
import io.selvage.catalog.secret.AzureKeyVaultSecretSource;
import io.selvage.catalog.secret.ClientCredentials;
import io.selvage.catalog.secret.Envelope;
import io.selvage.catalog.secret.EnvironmentSecretSource;
import io.selvage.catalog.secret.FileSecretSource;
import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.KeyVaultRefresh;
import io.selvage.catalog.secret.KeyVaults;
import io.selvage.catalog.secret.SealedValues;
import io.selvage.catalog.secret.SecretException;
import io.selvage.catalog.secret.SecretSource;
import io.selvage.catalog.secret.VaultSecretSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Makes the sources of secrets that are kept elsewhere. A source of the application is
 * asked before these.
 */
@AutoConfiguration
@EnableConfigurationProperties({ KeyVaultProperties.class, StoreProperties.class })
public class KeyVaultAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KeyVaults keyVaults(ObjectProvider<SecretSource> own, ObjectProvider<AccessTokens> tokens,
			KeyVaultProperties properties, KeyRing keys, StoreProperties store, ObjectProvider<SslBundles> bundles) {
		List<SecretSource> sources = new ArrayList<>(own.orderedStream().toList());
		Path folder = properties.files().folder();
		if (folder != null) {
			sources.add(new FileSecretSource(folder));
		}
		sources.add(new EnvironmentSecretSource(System.getenv(), properties.environment().prefix()));
		if (properties.vault().address() != null) {
			sources.add(vault(properties.vault(), bundles));
		}
		sources.add(azure(properties.azure(), tokens, bundles));
		boolean keep = properties.keepSealedCopy() && !keys.isEmpty();
		return new KeyVaults(sources, properties.patience(), Clock.systemUTC(),
				keep ? new SealedValues(store.folder().resolve("vault-values.jsonl"), new Envelope(keys)) : null);
	}

	static SecretSource vault(KeyVaultProperties.Vault vault, ObjectProvider<SslBundles> bundles) {
		WebClient client = client("vault", vault.sslBundle(), bundles)
			.baseUrl(String.valueOf(vault.address()).replaceFirst("/+$", ""))
			.build();
		return new VaultSecretSource(client, () -> token(vault), vault.namespace());
	}

	private static WebClient.Builder client(String kind, @Nullable String bundle, ObjectProvider<SslBundles> bundles) {
		SslBundleSetting setting = new SslBundleSetting("selvage.catalog.key-vault." + kind + ".ssl-bundle", bundle);
		return WebClient.builder().clientConnector(new JdkClientHttpConnector(setting.client(bundles).build()));
	}

	private static String token(KeyVaultProperties.Vault vault) {
		Path file = vault.tokenFile();
		if (file == null) {
			return Objects.requireNonNullElse(vault.token(), "");
		}
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new SecretException("Vault's token cannot be read from " + file + ".", ex);
		}
	}

	static SecretSource azure(KeyVaultProperties.Azure azure, ObjectProvider<AccessTokens> platform,
			ObjectProvider<SslBundles> bundles) {
		WebClient client = client("azure", azure.sslBundle(), bundles).build();
		return new AzureKeyVaultSecretSource(client, tokens(azure, client, platform), azure.domains());
	}

	private static AccessTokens tokens(KeyVaultProperties.Azure azure, WebClient client,
			ObjectProvider<AccessTokens> platform) {
		@Nullable String id = azure.clientId();
		@Nullable String secret = azure.clientSecret();
		if (id != null && secret != null) {
			return new ClientCredentials(client, id, Secret.of(secret));
		}
		return platform.getIfAvailable(() -> (wanted) -> Mono.error(new SecretException(
				"There is no identity to read Key Vault with: set selvage.identity.endpoint, or client-id and "
						+ "client-secret of selvage.catalog.key-vault.azure.")));
	}

	@Bean(initMethod = "start", destroyMethod = "close")
	@ConditionalOnMissingBean
	KeyVaultRefresh keyVaultRefresh(Catalog catalog, KeyVaults vaults, KeyVaultProperties properties) {
		return new KeyVaultRefresh(catalog, vaults, properties.refreshInterval(), System::nanoTime);
	}

}
