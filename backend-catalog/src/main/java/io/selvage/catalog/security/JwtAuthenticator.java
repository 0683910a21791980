package io.selvage.catalog.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Knows callers by tokens of an OpenID Connect provider. Signature, issuer, audience and
 * expiry are checked; unsigned tokens and symmetric algorithms are never accepted. Roles
 * come from the claim {@code roles}.
 */
public final class JwtAuthenticator implements Authenticator {

	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
			JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
			JWSAlgorithm.ES384, JWSAlgorithm.ES512);

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	/**
	 * Creates an authenticator.
	 * @param issuer what {@code iss} must be
	 * @param audience what {@code aud} must contain
	 * @param keys the signing keys
	 */
	public JwtAuthenticator(String issuer, String audience, JWKSource<SecurityContext> keys) {
		this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
		this.processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(audience,
				new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")));
	}

	/**
	 * Creates an authenticator that fetches the signing keys and keeps them for a while.
	 * @param issuer what {@code iss} must be
	 * @param audience what {@code aud} must contain
	 * @param jwks the URL of the key set
	 * @param client fetches it
	 * @return the authenticator
	 * @throws IllegalArgumentException if the URL is malformed
	 */
	public static JwtAuthenticator fetching(String issuer, String audience, URI jwks, WebClient client) {
		try {
			return new JwtAuthenticator(issuer, audience,
					JWKSourceBuilder.<SecurityContext>create(jwks.toURL(), new KeySetRetriever(client)).build());
		}
		catch (MalformedURLException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + jwks + "' is not the URL of a key set.", ex);
		}
	}

	@Override
	public Mono<Caller> authenticate(Credentials credentials) {
		String token = credentials.bearer();
		if (token == null || token.indexOf('.') < 0) {
			return Mono.empty();
		}
		// Fetching keys blocks, so this does not run on an event loop.
		return Mono.fromCallable(() -> this.processor.process(token, null))
			.subscribeOn(Schedulers.boundedElastic())
			.map(JwtAuthenticator::caller)
			.onErrorResume((error) -> error instanceof BadJOSEException || error instanceof JOSEException
					|| error instanceof ParseException, (notAccepted) -> Mono.empty());
	}

	private static Caller caller(JWTClaimsSet claims) {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		if (claims.getClaim("roles") instanceof List<?> texts) {
			for (Role role : Role.values()) {
				if (texts.contains(role.text())) {
					roles.add(role);
				}
			}
		}
		return new Caller(String.valueOf(claims.getSubject()), roles);
	}

}
