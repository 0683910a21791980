package io.selvage.catalog.secret;

import java.net.URI;

import io.selvage.catalog.resource.Secret;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gets tokens for an application registered in Microsoft Entra ID by its secret (RFC
 * 6749, section 4.4), from the authority the vault names.
 */
public final class ClientCredentials implements AccessTokens {

	private final WebClient client;

	private final String clientId;

	private final Secret clientSecret;

	/**
	 * Creates it.
	 * @param client a client
	 * @param clientId the id of the application
	 * @param clientSecret its secret
	 */
	public ClientCredentials(WebClient client, String clientId, Secret clientSecret) {
		this.client = client;
		this.clientId = clientId;
		this.clientSecret = clientSecret;
	}

	@Override
	public Mono<String> token(Wanted wanted) {
		return this.client.post()
			.uri(URI.create(wanted.authority().replaceFirst("/+$", "") + "/oauth2/v2.0/token"))
			.body(BodyInserters.fromFormData("grant_type", "client_credentials")
				.with("client_id", this.clientId)
				.with("client_secret", this.clientSecret.reveal())
				.with("scope", wanted.resource().replaceFirst("/+$", "") + "/.default"))
			.exchangeToMono((response) -> response.bodyToMono(String.class)
				.defaultIfEmpty("")
				.map((text) -> token(response.statusCode().value(), text)));
	}

	private static String token(int status, String text) {
		if (status == 200) {
			try {
				String token = JsonMapper.shared().readTree(text).path("access_token").asString("");
				if (!token.isEmpty()) {
					return token;
				}
			}
			catch (JacksonException notJson) {
				// Said below: the answer is of no use either way.
			}
		}
		throw new SecretException("The authority gave no token for Key Vault; it answered " + status + ".");
	}

}
