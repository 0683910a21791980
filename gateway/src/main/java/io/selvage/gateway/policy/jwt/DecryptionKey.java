package io.selvage.gateway.policy.jwt;

import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jwt.EncryptedJWT;
import org.jspecify.annotations.Nullable;

/**
 * A key that encrypted tokens are read with: a shared secret, used directly or to unwrap
 * the key of the token, or a private RSA key.
 */
public final class DecryptionKey {

	private final byte @Nullable [] secret;

	private final @Nullable PrivateKey key;

	private DecryptionKey(byte @Nullable [] secret, @Nullable PrivateKey key) {
		this.secret = secret;
		this.key = key;
	}

	/**
	 * Makes a key of a shared secret.
	 * @param secret the secret
	 * @return the key
	 */
	public static DecryptionKey ofSecret(byte[] secret) {
		return new DecryptionKey(secret.clone(), null);
	}

	/**
	 * Makes a private key.
	 * @param key the key
	 * @return the key; null if it is not RSA
	 */
	public static @Nullable DecryptionKey of(PrivateKey key) {
		return (key instanceof RSAPrivateKey) ? new DecryptionKey(null, key) : null;
	}

	/** Fails with a state error if the token was decrypted before. */
	boolean decrypts(EncryptedJWT token) {
		try {
			JWEDecrypter decrypter = decrypter(token.getHeader().getAlgorithm().getName());
			if (decrypter == null || !decrypter.supportedJWEAlgorithms().contains(token.getHeader().getAlgorithm())) {
				return false;
			}
			token.decrypt(decrypter);
			return true;
		}
		catch (JOSEException undecryptable) {
			return false;
		}
	}

	private @Nullable JWEDecrypter decrypter(String algorithm) throws JOSEException {
		if (this.key != null) {
			return new RSADecrypter(this.key);
		}
		if (this.secret == null) {
			return null;
		}
		return algorithm.equals("dir") ? new DirectDecrypter(this.secret) : new AESDecrypter(this.secret);
	}

}
