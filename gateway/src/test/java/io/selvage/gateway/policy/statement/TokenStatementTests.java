package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.expression.jwt.Jwt;
import io.selvage.gateway.policy.PolicyFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenStatementTests {

	private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final String KEYS = "<issuer-signing-keys><key>" + Base64.getEncoder().encodeToString(SECRET)
			+ "</key></issuer-signing-keys>";

	private static RSAKey rsa;

	@BeforeAll
	static void makeKey() throws JOSEException {
		rsa = new RSAKeyGenerator(2048).keyID("k1").generate();
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().issuer("https://idp.example/")
			.audience(List.of("api://one", "api://two"))
			.subject("me")
			.claim("roles", List.of("reader", "writer"))
			.claim("scp", "a.read a.write")
			.expirationTime(Date.from(Instant.now().plusSeconds(600)));
	}

	private static String shared(JWTClaimsSet claims, byte[] secret) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
		token.sign(new MACSigner(secret));
		return token.serialize();
	}

	private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
				claims);
		token.sign(new RSASSASigner(key));
		return token.serialize();
	}

	private static PolicyFixture validate(String token, String attributes, String children) {
		return PolicyFixture.get("https://gw.example/api/7")
			.header("Authorization", "Bearer " + token)
			.inbound("<validate-jwt header-name=\"Authorization\" " + attributes + ">" + children + "</validate-jwt>");
	}

	private static void assertRefused(PolicyFixture fixture, String reason) {
		DryOutcome outcome = fixture.run();
		assertThat(outcome.context().lastError().reason()).isEqualTo(reason);
		assertThat(outcome.context().response().statusCode()).isEqualTo(401);
	}

	private static PolicyFixture discovery(PolicyFixture fixture, String issuer, RSAKey key) {
		return fixture.answer(200, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"https://idp.example/keys\"}")
			.answer(200, new JWKSet(key).toString());
	}

	@Test
	void aValidTokenPassesAndIsKept() throws JOSEException {
		DryOutcome outcome = validate(shared(claims().build(), SECRET), "output-token-variable-name=\"jwt\"",
				KEYS + "<audiences><audience>api://other</audience><audience>api://two</audience></audiences>"
						+ "<issuers><issuer>https://idp.example/</issuer></issuers>")
			.run();
		assertThat(outcome.context().lastError()).isNull();
		assertThat(outcome.context().variables().get("jwt")).isInstanceOfSatisfying(Jwt.class,
				(jwt) -> assertThat(jwt.subject()).isEqualTo("me"));
	}

	@Test
	void aTokenThatIsMissingOrNoneIsRefused() {
		assertRefused(
				PolicyFixture.get("https://gw.example/api/7")
					.inbound("<validate-jwt header-name=\"Authorization\">" + KEYS + "</validate-jwt>"),
				"TokenNotPresent");
		assertRefused(validate("abc", "", KEYS), "JwtInvalid");
		assertRefused(validate("a.b.c", "", KEYS), "JwtInvalid");
	}

	@Test
	void theConfiguredStatusAndMessageAreAnswered() {
		DryOutcome outcome = validate("abc",
				"failed-validation-httpcode=\"403\" failed-validation-error-message=\"Go away\"", KEYS)
			.run();
		assertThat(outcome.context().response().statusCode()).isEqualTo(403);
		assertThat(PolicyFixture.text(outcome.context().response().body())).contains("\"Go away\"");
	}

	@Test
	void aSignatureOfAnotherKeyIsRefused() throws JOSEException {
		assertRefused(
				validate(shared(claims().build(),
						"another-secret-another-secret-32".getBytes(StandardCharsets.US_ASCII)), "", KEYS),
				"TokenSignatureInvalid");
	}

	@Test
	void anUnsignedTokenPassesOnlyWhereTheDocumentSaysSo() {
		String token = new PlainJWT(claims().build()).serialize();
		assertRefused(validate(token, "", KEYS), "TokenSignatureInvalid");
		assertThat(validate(token, "require-signed-tokens=\"false\"", KEYS).run().context().lastError()).isNull();
	}

	@Test
	void aPublicKeyIsNoSharedSecret() throws JOSEException {
		byte[] encoded = rsa.toRSAPublicKey().getEncoded();
		String key = "<issuer-signing-keys><key n=\"" + rsa.getModulus() + "\" e=\"" + rsa.getPublicExponent()
				+ "\"/></issuer-signing-keys>";
		assertThat(validate(signed(claims().build(), rsa), "", key).run().context().lastError()).isNull();
		assertRefused(validate(shared(claims().build(), encoded), "", key), "TokenSignatureInvalid");
	}

	@Test
	void expiryCountsWithTheToleranceGiven() throws JOSEException {
		JWTClaimsSet expired = claims().expirationTime(Date.from(Instant.now().minusSeconds(30))).build();
		assertRefused(validate(shared(expired, SECRET), "", KEYS), "TokenExpired");
		assertThat(validate(shared(expired, SECRET), "clock-skew=\"300\"", KEYS).run().context().lastError()).isNull();
		JWTClaimsSet endless = claims().expirationTime(null).build();
		assertRefused(validate(shared(endless, SECRET), "", KEYS), "TokenExpired");
		assertThat(validate(shared(endless, SECRET), "require-expiration-time=\"false\"", KEYS).run()
			.context()
			.lastError()).isNull();
		JWTClaimsSet later = claims().notBeforeTime(Date.from(Instant.now().plusSeconds(90))).build();
		assertRefused(validate(shared(later, SECRET), "", KEYS), "JwtInvalid");
	}

	@Test
	void audienceAndIssuerMustBeListed() throws JOSEException {
		String token = shared(claims().build(), SECRET);
		assertRefused(validate(token, "", KEYS + "<audiences><audience>x</audience></audiences>"),
				"TokenAudienceNotAllowed");
		assertRefused(validate(token, "", KEYS + "<issuers><issuer>x</issuer></issuers>"), "TokenIssuerNotAllowed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "roles|all||reader,writer|-", "roles|any||admin,writer|-",
			"roles|all||reader,admin|TokenClaimValueNotAllowed", "roles|any||admin|TokenClaimValueNotAllowed",
			"scp|all| |a.read|-", "scp|all||a.read|TokenClaimValueNotAllowed", "none|all||a|TokenClaimNotFound" })
	void requiredClaimsMatchAllOrAnyOfTheirValues(String name, String match, String separator, String values,
			String reason) throws JOSEException {
		String separated = name.equals("scp") && reason == null ? " separator=\" \"" : "";
		String claim = "<claim name=\"" + name + "\" match=\"" + match + "\"" + separated + "><value>"
				+ values.replace(",", "</value><value>") + "</value></claim>";
		DryOutcome outcome = validate(shared(claims().build(), SECRET), "",
				KEYS + "<required-claims>" + claim + "</required-claims>")
			.run();
		if (reason == null) {
			assertThat(outcome.context().lastError()).isNull();
		}
		else {
			assertThat(outcome.context().lastError().reason()).isEqualTo(reason);
		}
	}

	@Test
	void theKeysOfAProviderAreFetched() throws JOSEException {
		String provider = "<openid-config url=\"https://idp.example/.well-known/openid-configuration\"/>";
		DryOutcome outcome = discovery(validate(signed(claims().build(), rsa), "", provider), "https://idp.example/",
				rsa)
			.run();
		assertThat(outcome.context().lastError()).isNull();
		assertThat(outcome.calls().get(1).url()).isEqualTo("https://idp.example/keys");
		assertRefused(discovery(validate(signed(claims().build(), rsa), "", provider), "https://other.example/", rsa),
				"TokenIssuerNotAllowed");
		RSAKey other = new RSAKeyGenerator(2048).keyID("k2").generate();
		assertRefused(discovery(validate(signed(claims().build(), rsa), "", provider), "https://idp.example/", other),
				"TokenSignatureKeyNotFound");
		assertRefused(validate(signed(claims().build(), rsa), "", provider).answer(503, ""),
				"TokenSignatureKeyNotFound");
	}

	@Test
	void aTokenOfATenantIsValidatedWithTheIssuerOfEitherVersion() throws JOSEException {
		String statement = "<validate-azure-ad-token tenant-id=\"t1\"><client-application-ids>"
				+ "<application-id>app</application-id></client-application-ids></validate-azure-ad-token>";
		for (Map.Entry<String, String> app : Map.of("app", "", "intruder", "TokenClaimValueNotAllowed").entrySet()) {
			JWTClaimsSet claims = claims().issuer("https://sts.example/t1/").claim("appid", app.getKey()).build();
			PolicyFixture fixture = PolicyFixture.get("https://gw.example/api/7")
				.header("Authorization", "Bearer " + signed(claims, rsa))
				.inbound(statement);
			discovery(fixture, "https://login.example/t1/v2.0", rsa);
			discovery(fixture, "https://sts.example/t1/", rsa);
			DryOutcome outcome = fixture.run();
			if (app.getValue().isEmpty()) {
				assertThat(outcome.context().lastError()).isNull();
			}
			else {
				assertThat(outcome.context().lastError().reason()).isEqualTo(app.getValue());
			}
		}
	}

	@Test
	void withoutASourceAnAuthorizationFailsUnlessThatIsIgnored() {
		String statement = "<get-authorization-context provider-id=\"p\" authorization-id=\"a\" "
				+ "context-variable-name=\"auth\" ignore-error=\"%s\"/>";
		assertThat(PolicyFixture.get("https://gw.example/api/7")
			.inbound(statement.formatted("false"))
			.run()
			.context()
			.lastError()
			.message()).contains("no source of authorizations is configured");
		DryOutcome ignored = PolicyFixture.get("https://gw.example/api/7").inbound(statement.formatted("true")).run();
		assertThat(ignored.context().lastError()).isNull();
		assertThat(ignored.context().variables()).containsEntry("auth", null);
	}

}
