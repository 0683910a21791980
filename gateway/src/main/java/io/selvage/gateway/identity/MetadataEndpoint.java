package io.selvage.gateway.identity;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the metadata service of an Azure machine, or the identity endpoint of a container
 * there, for tokens ("How to use managed identities to acquire an access token").
 */
public final class MetadataEndpoint implements IdentityTokens {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final HttpClient client;

	private final String url;

	private final @Nullable String secret;

	/**
	 * Creates the source.
	 * @param url the endpoint with its api-version, for example
	 * {@code http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01}
	 * @param secret the value of {@code X-IDENTITY-HEADER}, which containers are given;
	 * null on a machine, which wants {@code Metadata: true}
	 * @param client makes the calls
	 */
	public MetadataEndpoint(String url, @Nullable String secret, HttpClient client) {
		this.url = url;
		this.secret = secret;
		this.client = client;
	}

	@Override
	public Mono<Token> token(Wanted wanted) {
		StringBuilder target = new StringBuilder(this.url).append((this.url.indexOf('?') < 0) ? '?' : '&')
			.append("resource=")
			.append(URLEncoder.encode(wanted.resource(), StandardCharsets.UTF_8));
		if (wanted.clientId() != null) {
			target.append("&client_id=").append(URLEncoder.encode(wanted.clientId(), StandardCharsets.UTF_8));
		}
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target.toString())).timeout(TIMEOUT);
		if (this.secret != null) {
			request.header("X-IDENTITY-HEADER", this.secret);
		}
		else {
			request.header("Metadata", "true");
		}
		return Mono.fromFuture(() -> this.client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
			.map(MetadataEndpoint::read);
	}

	private static Token read(HttpResponse<String> response) {
		if (response.statusCode() != 200) {
			throw new IllegalStateException("The identity endpoint answered with status " + response.statusCode());
		}
		try {
			JsonNode json = JsonMapper.shared().readTree(response.body());
			String value = json.path("access_token").asString("");
			long expires = json.path("expires_on").asLong(0);
			if (value.isEmpty() || expires == 0) {
				throw new IllegalStateException("The identity endpoint gave no token");
			}
			return new Token(value, Instant.ofEpochSecond(expires));
		}
		catch (JacksonException malformed) {
			throw new IllegalStateException("The identity endpoint did not answer with JSON");
		}
	}

}
