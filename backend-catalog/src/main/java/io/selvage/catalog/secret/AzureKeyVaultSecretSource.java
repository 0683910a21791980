package io.selvage.catalog.secret;

import java.net.URI;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code https://VAULT/secrets/NAME[/VERSION]}: Azure Key Vault by its REST API. Who may
 * read is decided by a token this class is given: how one is obtained depends on where
 * the gateway runs.
 */
public final class AzureKeyVaultSecretSource implements SecretSource {

	private static final Pattern IDENTIFIER = Pattern
		.compile("https://[A-Za-z0-9.:-]+/secrets/[A-Za-z0-9-]+(/[A-Za-z0-9]+)?/?");

	private static final String API_VERSION = "?api-version=7.4";

	private final WebClient client;

	private final Function<@Nullable String, Mono<String>> token;

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Creates a source.
	 * @param client a client
	 * @param token gives an access token for Key Vault, for the identity with this client
	 * id (null: the system-assigned one)
	 */
	public AzureKeyVaultSecretSource(WebClient client, Function<@Nullable String, Mono<String>> token) {
		this.client = client;
		this.token = token;
	}

	@Override
	public boolean supports(String identifier) {
		return IDENTIFIER.matcher(identifier).matches();
	}

	@Override
	public Mono<Secret> fetch(KeyVaultReference reference) {
		String identifier = reference.secretIdentifier().replaceFirst("/$", "");
		return this.token.apply(reference.identityClientId())
			.flatMap((bearer) -> this.client.get()
				.uri(URI.create(identifier + API_VERSION))
				.header(HttpHeaders.AUTHORIZATION, "Bearer " + bearer)
				.exchangeToMono((response) -> response.bodyToMono(String.class)
					.defaultIfEmpty("")
					.map((text) -> value(response.statusCode().value(), text, identifier))))
			.onErrorMap((error) -> !(error instanceof SecretException),
					(error) -> new SecretException("Key Vault did not answer for '" + identifier + "'.", error));
	}

	private Secret value(int status, String text, String identifier) {
		if (status != 200) {
			throw new SecretException("Key Vault answered " + status + " for '" + identifier + "'.");
		}
		try {
			JsonNode value = this.json.readTree(text).path("value");
			if (value.isString()) {
				return Secret.of(value.stringValue());
			}
		}
		catch (JacksonException notJson) {
			// Said below: the answer is of no use either way.
		}
		throw new SecretException("Key Vault's answer for '" + identifier + "' has no value.");
	}

}
