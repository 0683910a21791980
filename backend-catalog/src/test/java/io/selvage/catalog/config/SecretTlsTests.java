package io.selvage.catalog.config;

import java.net.URI;
import java.util.List;

import io.selvage.catalog.config.TlsPeers.Kind;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.secret.AccessTokens;
import io.selvage.catalog.secret.SecretSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Who is not who he should be is told no token and no secret, and is not listened to: a
 * wrong peer gets no byte of HTTP.
 */
class SecretTlsTests {

	private static final Secret SECRET = Secret.of("secret");

	/** What a host ends with that is a loopback address. */
	private static final String DOMAIN = "0.0.1";

	private static TlsPeers peers;

	/** Whom the vault names as the authority that gives tokens. */
	private static volatile Kind tokenGiver = Kind.RIGHT;

	@BeforeAll
	static void start() {
		peers = new TlsPeers(SecretTlsTests::answer);
	}

	/** HashiCorp Vault, Azure Key Vault and Entra ID in one. */
	private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		if (request.uri().endsWith("/oauth2/v2.0/token")) {
			return response.sendString(Mono.just("{\"access_token\":\"granted\"}"));
		}
		if (request.uri().startsWith("/secrets/") && !request.requestHeaders().contains("Authorization")) {
			return response.status(401)
				.header("WWW-Authenticate",
						"Bearer authorization=\"" + peers.url(tokenGiver) + "/tenant\", resource=\"https://" + DOMAIN
								+ "\"")
				.send();
		}
		return response.sendString(Mono.just("{\"value\":\"secret\",\"data\":{\"p\":\"secret\"}}"));
	}

	@AfterAll
	static void stop() {
		peers.close();
	}

	@BeforeEach
	void forget() {
		peers.forget();
	}

	private static SecretSource vault(Kind peer, String bundle) {
		return KeyVaultAutoConfiguration.vault(
				new KeyVaultProperties.Vault(URI.create(peers.url(peer)), "token", null, "", bundle), peers.bundles());
	}

	private static SecretSource azure(String bundle) {
		ObjectProvider<AccessTokens> nobody = new StaticListableBeanFactory().getBeanProvider(AccessTokens.class);
		return KeyVaultAutoConfiguration
			.azure(new KeyVaultProperties.Azure(List.of(DOMAIN), "app", "app secret", bundle), nobody, peers.bundles());
	}

	private static Secret fetch(SecretSource source, String identifier) {
		return source.fetch(new KeyVaultReference(identifier, null)).onErrorComplete().block();
	}

	@ParameterizedTest
	@CsvSource({ "RIGHT,company,true", "RIGHT,,false", "WRONG_CHAIN,company,false", "WRONG_CHAIN,,false",
			"WRONG_NAME,company,false", "EXPIRED,company,false", "ASKS_WHO_CALLS,member,true",
			"ASKS_WHO_CALLS,company,false", "ASKS_WHO_CALLS,stranger,false" })
	void aVaultIsAskedOnlyIfItsBundleVouchesForIt(Kind peer, String bundle, boolean asked) {
		assertThat(fetch(vault(peer, bundle), "vault:kv/app#p")).isEqualTo(asked ? SECRET : null);
		assertThat(peers.asked()).isEqualTo(asked ? List.of("GET /v1/kv/app") : List.of());
	}

	@ParameterizedTest
	@CsvSource({ "RIGHT,company,true", "RIGHT,,false", "WRONG_CHAIN,company,false", "WRONG_CHAIN,,false",
			"WRONG_NAME,company,false", "EXPIRED,company,false", "ASKS_WHO_CALLS,member,true",
			"ASKS_WHO_CALLS,company,false", "ASKS_WHO_CALLS,stranger,false" })
	void aKeyVaultIsAskedOnlyIfItsBundleVouchesForIt(Kind peer, String bundle, boolean asked) {
		tokenGiver = Kind.RIGHT;
		assertThat(fetch(azure(bundle), peers.url(peer) + "/secrets/app")).isEqualTo(asked ? SECRET : null);
		String get = "GET /secrets/app?api-version=7.4";
		assertThat(peers.asked()).isEqualTo(asked ? List.of(get, "POST /tenant/oauth2/v2.0/token", get) : List.of());
	}

	@ParameterizedTest
	@CsvSource({ "RIGHT,true", "WRONG_CHAIN,false", "WRONG_NAME,false", "EXPIRED,false", "ASKS_WHO_CALLS,false" })
	void anAuthorityNobodyVouchesForIsNotToldTheSecretOfTheApplication(Kind authority, boolean told) {
		tokenGiver = authority;
		assertThat(fetch(azure("company"), peers.url(Kind.RIGHT) + "/secrets/app")).isEqualTo(told ? SECRET : null);
		assertThat(peers.asked()).hasSize(told ? 3 : 1);
	}

	@Test
	void aBundleThatIsNoneIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> vault(Kind.RIGHT, "other"))
			.withMessage("selvage.catalog.key-vault.vault.ssl-bundle: there is no 'other' in spring.ssl.bundle");
		assertThatIllegalArgumentException().isThrownBy(() -> azure("other"))
			.withMessage("selvage.catalog.key-vault.azure.ssl-bundle: there is no 'other' in spring.ssl.bundle");
	}

}
