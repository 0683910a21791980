package io.selvage.catalog.security;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/**
 * A token is believed only if all of it is right.
 */
class JwtAuthenticatorTests {

	private final RSAKey key = generate("k1");

	private final JwtAuthenticator authenticator = new JwtAuthenticator("https://issuer.example", "selvage",
			new ImmutableJWKSet<>(new JWKSet(this.key.toPublicJWK())));

	@Test
	void aRightTokenGivesItsRoles() {
		expectCaller(sign(this.key, (claims) -> claims), new Caller("ada", Set.of(Role.CONTRIBUTOR)));
	}

	@Test
	void anUnknownRoleGivesNothing() {
		expectCaller(sign(this.key, (claims) -> claims.claim("roles", List.of("owner"))), new Caller("ada", Set.of()));
	}

	@Test
	void aTokenOfAnotherIssuerIsRefused() {
		refuse(sign(this.key, (claims) -> claims.issuer("https://other.example")));
	}

	@Test
	void aTokenForAnotherAudienceIsRefused() {
		refuse(sign(this.key, (claims) -> claims.audience("other")));
	}

	@Test
	void anExpiredTokenIsRefused() {
		refuse(sign(this.key, (claims) -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))));
	}

	@Test
	void aTokenWithoutExpiryIsRefused() {
		refuse(sign(this.key, (claims) -> claims.expirationTime(null)));
	}

	@Test
	void aTokenOfAnotherKeyIsRefused() {
		refuse(sign(generate("k1"), (claims) -> claims));
	}

	@Test
	void anUnsignedTokenIsRefused() {
		refuse(new PlainJWT(claims().build()).serialize());
	}

	@Test
	void aTokenSignedWithThePublicKeyAsSharedSecretIsRefused() throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(),
				claims().build());
		token.sign(new MACSigner(this.key.toRSAPublicKey().getEncoded()));
		refuse(token.serialize());
	}

	@Test
	void garbageIsRefused() {
		refuse("a.b.c");
		refuse("...");
	}

	private void expectCaller(String token, Caller caller) {
		StepVerifier.create(this.authenticator.authenticate(new Credentials(token, null)))
			.expectNext(caller)
			.verifyComplete();
	}

	private void refuse(String token) {
		StepVerifier.create(this.authenticator.authenticate(new Credentials(token, null))).verifyComplete();
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer("https://issuer.example")
			.audience("selvage")
			.subject("ada")
			.expirationTime(Date.from(Instant.now().plusSeconds(600)))
			.claim("roles", List.of("contributor"));
	}

	private static String sign(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
		try {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
					change.apply(claims()).build());
			token.sign(new RSASSASigner(key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RSAKey generate(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
