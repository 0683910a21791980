package io.selvage.catalog.secret;

import java.util.function.Supplier;

import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code vault:PATH#FIELD}: HashiCorp Vault. PATH is that of its HTTP API below
 * {@code /v1/}, for example {@code vault:secret/data/gateway#password}; both versions of
 * the key-value engine are understood.
 */
public final class VaultSecretSource implements SecretSource {

	private static final String SCHEME = "vault:";

	private final WebClient client;

	private final Supplier<String> token;

	private final String namespace;

	private final JsonMapper json = JsonMapper.builder().build();

	/**
	 * Creates a source.
	 * @param client a client with Vault's address as base URL
	 * @param token gives the token; asked at each call, so that it may change
	 */
	public VaultSecretSource(WebClient client, Supplier<String> token) {
		this(client, token, "");
	}

	/**
	 * Creates a source that reads from a namespace.
	 * @param client a client with Vault's address as base URL
	 * @param token gives the token; asked at each call, so that it may change
	 * @param namespace the namespace; empty: the root
	 */
	public VaultSecretSource(WebClient client, Supplier<String> token, String namespace) {
		this.client = client;
		this.token = token;
		this.namespace = namespace;
	}

	@Override
	public boolean supports(String identifier) {
		return identifier.startsWith(SCHEME);
	}

	@Override
	public Mono<Secret> fetch(KeyVaultReference reference) {
		String identifier = reference.secretIdentifier();
		int hash = identifier.indexOf('#');
		if (hash < 0 || identifier.contains("..")) {
			return Mono.error(new SecretException("'" + identifier + "' must have the form vault:PATH#FIELD."));
		}
		String path = identifier.substring(SCHEME.length(), hash).replaceFirst("^/+", "");
		String field = identifier.substring(hash + 1);
		return Mono.defer(() -> this.client.get().uri((uri) -> uri.path("/v1/" + path).build()).headers((headers) -> {
			headers.set("X-Vault-Token", this.token.get());
			// Keeps an agent in between from being used by forged requests of browsers.
			headers.set("X-Vault-Request", "true");
			if (!this.namespace.isEmpty()) {
				headers.set("X-Vault-Namespace", this.namespace);
			}
		}).exchangeToMono((response) -> response.bodyToMono(String.class).defaultIfEmpty("").map((text) -> {
			if (response.statusCode().value() != 200) {
				throw new SecretException(
						"Vault answered " + response.statusCode().value() + " for '" + identifier + "'.");
			}
			return field(text, field, identifier);
		})))
			.onErrorMap((error) -> !(error instanceof SecretException),
					(error) -> new SecretException("Vault did not answer for '" + identifier + "'.", error));
	}

	private Secret field(String text, String field, String identifier) {
		JsonNode data;
		try {
			data = this.json.readTree(text).path("data");
		}
		catch (JacksonException ex) {
			throw new SecretException("Vault's answer for '" + identifier + "' is not JSON.");
		}
		JsonNode value = (data.has("metadata") && data.has("data")) ? data.path("data").path(field) : data.path(field);
		if (!value.isString()) {
			throw new SecretException("Vault's answer for '" + identifier + "' has no text of that name.");
		}
		return Secret.of(value.stringValue());
	}

}
