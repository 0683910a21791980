package io.selvage.catalog.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the values come from that named values and certificates only refer to
 * ({@code keyVault.secretIdentifier}).
 *
 * @param refreshInterval how often a vault is asked again; files are looked at every two
 * seconds
 * @param patience how long an answer is waited for
 * @param keepSealedCopy whether the last values are kept, encrypted, in the folder of the
 * store, so that the gateway can start while a vault is away
 * @param files {@code file:} references
 * @param environment {@code env:} references
 * @param vault {@code vault:} references
 * @param azure {@code https://…/secrets/…} references
 */
@ConfigurationProperties("selvage.catalog.key-vault")
public record KeyVaultProperties(@DefaultValue("4h") Duration refreshInterval, @DefaultValue("3s") Duration patience,
		@DefaultValue("true") boolean keepSealedCopy, @DefaultValue Files files, @DefaultValue Environment environment,
		@DefaultValue Vault vault, @DefaultValue Azure azure) {

	/**
	 * References to files.
	 *
	 * @param folder the only folder that is read; null: none
	 */
	public record Files(@Nullable Path folder) {
	}

	/**
	 * References to environment variables.
	 *
	 * @param prefix what the name of a variable must begin with to be readable
	 */
	public record Environment(@DefaultValue("SELVAGE_SECRET_") String prefix) {
	}

	/**
	 * HashiCorp Vault.
	 *
	 * @param address its URL; null: there is none
	 * @param token the token
	 * @param tokenFile a file that holds the token, read at each call; wins over
	 * {@code token}
	 * @param namespace the namespace; empty: the root
	 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle} with the
	 * authorities that vouch for an https address; null: those of Java
	 */
	public record Vault(@Nullable URI address, @Nullable String token, @Nullable Path tokenFile,
			@DefaultValue("") String namespace, @Nullable String sslBundle) {

		@Override
		public String toString() {
			return "Vault[" + this.address + "]";
		}

	}

	/**
	 * Azure Key Vault. Tokens are had with a secret of a registered application, or else
	 * from the platform's managed identity ({@code selvage.identity}).
	 *
	 * @param domains domains of vaults beside those of Azure's clouds
	 * @param clientId the id of a registered application
	 * @param clientSecret its secret
	 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle} with the
	 * authorities that vouch for vaults and for who gives tokens; null: those of Java
	 */
	public record Azure(@DefaultValue List<String> domains, @Nullable String clientId, @Nullable String clientSecret,
			@Nullable String sslBundle) {

		@Override
		public String toString() {
			return "Azure[" + this.domains + ", " + this.clientId + "]";
		}

	}

}
