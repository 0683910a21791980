package io.selvage.catalog.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Who may use the management port. Without any of these nobody may, except for health and
 * metrics.
 *
 * @param token a first token with every role, in clear: the variable
 * {@code SELVAGE_MANAGEMENT_TOKEN}
 * @param tokens further tokens, kept as hashes
 * @param certificates SHA-256 thumbprints of client certificates and their roles
 * @param jwt tokens of an OpenID Connect provider
 * @param gatewayUrl the URL under which callers reach the gateway, as exports of APIs
 * name it; null: they name the path alone
 * @param links how documents are fetched that a body refers to by URL
 */
@ConfigurationProperties("selvage.management")
public record ManagementProperties(@Nullable String token, @DefaultValue List<Token> tokens,
		@DefaultValue Map<String, List<String>> certificates, @Nullable Jwt jwt, @Nullable URI gatewayUrl,
		@DefaultValue Links links) {

	/**
	 * Refuses what exports could not name.
	 */
	public ManagementProperties {
		if (gatewayUrl != null && (gatewayUrl.getHost() == null || gatewayUrl.getRawQuery() != null
				|| gatewayUrl.getRawUserInfo() != null || !List.of("http", "https")
					.contains(String.valueOf(gatewayUrl.getScheme()).toLowerCase(Locale.ROOT)))) {
			throw new IllegalArgumentException(
					"selvage.management.gateway-url must be an http or https URL without query and user.");
		}
	}

	@Override
	public String toString() {
		return "ManagementProperties[tokens=" + this.tokens.size() + ", certificates=" + this.certificates.size() + "]";
	}

	/**
	 * A static token.
	 *
	 * @param name who uses it
	 * @param sha256 its SHA-256 hash in hexadecimal digits
	 * @param roles reader, contributor, secret-reader
	 */
	public record Token(String name, String sha256, List<String> roles) {
	}

	/**
	 * An OpenID Connect provider.
	 *
	 * @param issuer what {@code iss} must be
	 * @param audience what {@code aud} must contain
	 * @param jwks the URL of its key set
	 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle} with the
	 * authorities that vouch for the server of the key set; null: those of Java
	 */
	public record Jwt(String issuer, String audience, URI jwks, @Nullable String sslBundle) {

		/**
		 * Refuses what would let tokens of anybody, or for anybody, pass.
		 */
		public Jwt {
			Assert.hasText(issuer, () -> missing("issuer"));
			Assert.hasText(audience, () -> missing("audience"));
			Assert.hasText(Objects.toString(jwks, null), () -> missing("jwks"));
		}

		private static String missing(String name) {
			return "selvage.management.jwt." + name + " is missing: issuer, audience and jwks are needed together.";
		}

	}

	/**
	 * How documents are fetched that a body refers to by URL ({@code openapi-link} and
	 * the like).
	 *
	 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle} with the
	 * authorities that vouch for their servers; null: those of Java
	 */
	public record Links(@Nullable String sslBundle) {
	}

}
