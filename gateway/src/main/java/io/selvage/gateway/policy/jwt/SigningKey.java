package io.selvage.gateway.policy.jwt;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/**
 * A key that signatures are checked with. The kind of the key decides which algorithms it
 * may be used for, never the token: a public key cannot be taken for a shared secret.
 * Immutable and thread-safe.
 */
public final class SigningKey {

	private final @Nullable String id;

	private final JWSVerifier verifier;

	private SigningKey(@Nullable String id, JWSVerifier verifier) {
		this.id = id;
		this.verifier = verifier;
	}

	/**
	 * Makes a key of a shared secret (HS256, HS384, HS512).
	 * @param id what the {@code kid} of tokens is compared with, or null
	 * @param secret the secret
	 * @return the key
	 * @throws IllegalArgumentException if it is shorter than 256 bits (RFC 7518 section
	 * 3.2)
	 */
	public static SigningKey ofSecret(@Nullable String id, byte[] secret) {
		try {
			return new SigningKey(id, new MACVerifier(secret));
		}
		catch (JOSEException unusable) {
			throw new IllegalArgumentException("the secret is shorter than 256 bits");
		}
	}

	/**
	 * Makes an RSA key.
	 * @param id what the {@code kid} of tokens is compared with, or null
	 * @param modulus the modulus, Base64url
	 * @param exponent the exponent, Base64url
	 * @return the key
	 * @throws IllegalArgumentException if it is none
	 */
	public static SigningKey ofRsa(@Nullable String id, String modulus, String exponent) {
		try {
			RSAKey key = new RSAKey.Builder(new Base64URL(modulus.strip()), new Base64URL(exponent.strip())).build();
			return new SigningKey(id, new RSASSAVerifier(key.toRSAPublicKey()));
		}
		catch (JOSEException | IllegalStateException unusable) {
			throw new IllegalArgumentException("modulus and exponent are no RSA key");
		}
	}

	/**
	 * Makes the key of a certificate.
	 * @param id what the {@code kid} of tokens is compared with, or null
	 * @param key the public key
	 * @return the key; null if it is neither RSA nor on a curve that JWS has
	 */
	public static @Nullable SigningKey of(@Nullable String id, PublicKey key) {
		try {
			if (key instanceof RSAPublicKey rsa) {
				return new SigningKey(id, new RSASSAVerifier(rsa));
			}
			return (key instanceof ECPublicKey curve) ? new SigningKey(id, new ECDSAVerifier(curve)) : null;
		}
		catch (JOSEException unusable) {
			return null;
		}
	}

	/**
	 * Takes a key out of a published set. A shared secret has no place there.
	 */
	static @Nullable SigningKey of(JWK key) {
		if (KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
			return null;
		}
		try {
			if (key instanceof RSAKey rsa) {
				return of(rsa.getKeyID(), rsa.toRSAPublicKey());
			}
			return (key instanceof ECKey curve) ? of(curve.getKeyID(), curve.toECPublicKey()) : null;
		}
		catch (JOSEException unusable) {
			return null;
		}
	}

	boolean isNamed(@Nullable String keyId) {
		return keyId != null && keyId.equals(this.id);
	}

	boolean verifies(SignedJWT token) {
		try {
			return this.verifier.supportedJWSAlgorithms().contains(token.getHeader().getAlgorithm())
					&& this.verifier.verify(token.getHeader(), token.getSigningInput(), token.getSignature());
		}
		catch (JOSEException unverifiable) {
			return false;
		}
	}

}
