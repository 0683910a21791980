package io.selvage.catalog.secret;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
 * {@code https://VAULT/secrets/NAME[/VERSION]}: Azure Key Vault by its REST API. The
 * vault itself says in its challenge who gives tokens and for what; a token is used until
 * the vault refuses it. Hosts other than Azure's are never called, because they would be
 * sent a token: who may write a named value could have it delivered to himself.
 */
public final class AzureKeyVaultSecretSource implements SecretSource {

	private static final Pattern IDENTIFIER = Pattern
		.compile("(?i)https://[a-z0-9.:-]+/secrets/[a-z0-9-]+(/[a-z0-9]+)?/?");

	/** Azure's clouds. */
	private static final List<String> DOMAINS = List.of("vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net",
			"vault.microsoftazure.de");

	private static final String API_VERSION = "?api-version=7.4";

	private final WebClient client;

	private final AccessTokens tokens;

	private final List<String> domains;

	private final Map<Holder, String> held = new ConcurrentHashMap<>();

	/**
	 * Creates a source.
	 * @param client a client
	 * @param tokens gives tokens
	 * @param moreDomains domains of vaults beside those of Azure's clouds
	 */
	public AzureKeyVaultSecretSource(WebClient client, AccessTokens tokens, List<String> moreDomains) {
		this.client = client;
		this.tokens = tokens;
		this.domains = Stream.concat(DOMAINS.stream(), moreDomains.stream())
			.map((domain) -> domain.toLowerCase(Locale.ROOT))
			.toList();
	}

	@Override
	public boolean supports(String identifier) {
		return IDENTIFIER.matcher(identifier).matches();
	}

	@Override
	public Mono<Secret> fetch(KeyVaultReference reference) {
		String identifier = reference.secretIdentifier().replaceFirst("/$", "");
		URI uri = URI.create(identifier + API_VERSION);
		String host = uri.getHost();
		if (host == null
				|| this.domains.stream().noneMatch((domain) -> host.toLowerCase(Locale.ROOT).endsWith("." + domain))) {
			return Mono.error(new SecretException(
					"'" + identifier + "' is not in a domain of Azure Key Vault: " + String.join(", ", this.domains)
							+ "; others are named by selvage.catalog.key-vault.azure.domains."));
		}
		Holder holder = new Holder(host, reference.identityClientId());
		return Mono.defer(() -> get(uri, this.held.get(holder)))
			.flatMap((answer) -> (answer.status != 401) ? Mono.just(answer)
					: token(answer, uri, holder).flatMap((token) -> get(uri, token)))
			.map((answer) -> value(answer, identifier))
			.onErrorMap((error) -> !(error instanceof SecretException),
					(error) -> new SecretException("Key Vault did not answer for '" + identifier + "'.", error));
	}

	private Mono<Answer> get(URI uri, @Nullable String token) {
		return this.client.get().uri(uri).headers((headers) -> {
			if (token != null) {
				headers.setBearerAuth(token);
			}
		})
			.exchangeToMono((response) -> response.bodyToMono(String.class)
				.defaultIfEmpty("")
				.map((text) -> new Answer(response.statusCode().value(),
						response.headers().asHttpHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE), text)));
	}

	private Mono<String> token(Answer refused, URI uri, Holder holder) {
		BearerChallenge challenge = BearerChallenge.read(refused.challenge, uri);
		return this.tokens.token(new AccessTokens.Wanted(challenge.authority(), challenge.resource(), holder.clientId))
			.onErrorMap((error) -> !(error instanceof SecretException),
					(error) -> new SecretException("No token could be had for Key Vault " + holder.host + ".", error))
			.doOnNext((token) -> this.held.put(holder, token));
	}

	private static Secret value(Answer answer, String identifier) {
		if (answer.status != 200) {
			throw new SecretException("Key Vault answered " + answer.status + " for '" + identifier + "'.");
		}
		try {
			JsonNode value = JsonMapper.shared().readTree(answer.text).path("value");
			if (value.isString()) {
				return Secret.of(value.stringValue());
			}
		}
		catch (JacksonException notJson) {
			// Said below: the answer is of no use either way.
		}
		throw new SecretException("Key Vault's answer for '" + identifier + "' has no value.");
	}

	private record Holder(String host, @Nullable String clientId) {
	}

	private record Answer(int status, @Nullable String challenge, String text) {
	}

}
