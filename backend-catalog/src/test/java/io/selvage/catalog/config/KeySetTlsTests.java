package io.selvage.catalog.config;

import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.selvage.catalog.config.TlsPeers.Kind;
import io.selvage.catalog.security.Authenticator;
import io.selvage.catalog.security.Caller;
import io.selvage.catalog.security.Credentials;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Whose signing keys are believed: a server nobody vouches for is not even asked, because
 * who answered in its place could write himself tokens of the management API.
 */
class KeySetTlsTests {

	private static final String ISSUER = "https://issuer.example";

	private static TlsPeers peers;

	private static String token;

	@BeforeAll
	static void start() throws Exception {
		RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
		String keys = new JWKSet(key.toPublicJWK()).toString();
		peers = new TlsPeers((request, response) -> response.sendString(Mono.just(keys)));
		SignedJWT signed = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
				new JWTClaimsSet.Builder().issuer(ISSUER)
					.audience("selvage")
					.subject("ada")
					.expirationTime(Date.from(Instant.now().plusSeconds(600)))
					.build());
		signed.sign(new RSASSASigner(key));
		token = signed.serialize();
	}

	@AfterAll
	static void stop() {
		peers.close();
	}

	@BeforeEach
	void forget() {
		peers.forget();
	}

	private static Authenticator authenticator(Kind peer, String bundle) {
		URI keys = URI.create(peers.url(peer) + "/keys");
		return ManagementAccessAutoConfiguration.provider(new ManagementProperties.Jwt(ISSUER, "selvage", keys, bundle),
				peers.bundles());
	}

	@ParameterizedTest
	@CsvSource({ "RIGHT,company,true", "RIGHT,,false", "WRONG_CHAIN,company,false", "WRONG_CHAIN,,false",
			"WRONG_NAME,company,false", "EXPIRED,company,false", "ASKS_WHO_CALLS,member,true",
			"ASKS_WHO_CALLS,company,false", "ASKS_WHO_CALLS,stranger,false" })
	void signingKeysAreFetchedOnlyFromAServerTheBundleVouchesFor(Kind peer, String bundle, boolean believed) {
		Caller caller = authenticator(peer, bundle).authenticate(new Credentials(token, null)).block();
		assertThat((caller != null) ? caller.name() : null).isEqualTo(believed ? "ada" : null);
		assertThat(peers.asked()).isEqualTo(believed ? List.of("GET /keys") : List.of());
	}

	@Test
	void aBundleThatIsNoneIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> authenticator(Kind.RIGHT, "other"))
			.withMessage("selvage.management.jwt.ssl-bundle: there is no 'other' in spring.ssl.bundle");
	}

}
