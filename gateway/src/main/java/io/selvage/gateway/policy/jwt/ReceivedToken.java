package io.selvage.gateway.policy.jwt;

import java.text.ParseException;
import java.util.List;

import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.selvage.gateway.expression.jwt.Jwt;
import io.selvage.gateway.expression.jwt.JwtParser;
import org.jspecify.annotations.Nullable;

/**
 * A token as a client sent it, decrypted if it was encrypted.
 *
 * @param claims what it says, not to be believed before the signature was checked
 * @param signed the signed token, or null if it is not signed
 */
public record ReceivedToken(Jwt claims, @Nullable SignedJWT signed) {

	/**
	 * What the check of a signature found.
	 */
	public enum Signature {

		/** One of the keys made it. */
		VALID,
		/** The key the token names did not make it, or the token names none. */
		INVALID,
		/** No key is the one the token names, and none of the others made it. */
		KEY_NOT_FOUND

	}

	/**
	 * Reads a token.
	 * @param text the token, without a scheme
	 * @param keys what encrypted tokens are read with; each is tried
	 * @return the token
	 * @throws InvalidTokenException if it is none
	 */
	public static ReceivedToken read(String text, List<DecryptionKey> keys) {
		try {
			JWT token = JWTParser.parse(text);
			if (token instanceof EncryptedJWT encrypted) {
				return decrypted(encrypted, keys);
			}
			return new ReceivedToken(claims(text), (token instanceof SignedJWT signed) ? signed : null);
		}
		catch (ParseException malformed) {
			throw invalid("The token is not a JSON web token.");
		}
	}

	private static ReceivedToken decrypted(EncryptedJWT token, List<DecryptionKey> keys) throws ParseException {
		for (DecryptionKey key : keys) {
			if (key.decrypts(token)) {
				SignedJWT nested = token.getPayload().toSignedJWT();
				return (nested != null) ? new ReceivedToken(claims(nested.serialize()), nested)
						: new ReceivedToken(claims(new PlainJWT(token.getJWTClaimsSet()).serialize()), null);
			}
		}
		throw invalid("The token is encrypted, and no key decrypts it.");
	}

	private static Jwt claims(String text) {
		Jwt claims = JwtParser.parse(text);
		if (claims == null) {
			throw invalid("The token is not a JSON web token.");
		}
		return claims;
	}

	private static InvalidTokenException invalid(String message) {
		return new InvalidTokenException("JwtInvalid", message);
	}

	/**
	 * Checks the signature. Only the key the token names is tried, if it is among the
	 * keys, else all of them.
	 * @param keys the keys
	 * @return the finding; {@link Signature#KEY_NOT_FOUND} for a token without signature
	 */
	public Signature check(List<SigningKey> keys) {
		SignedJWT token = this.signed;
		if (token == null) {
			return Signature.KEY_NOT_FOUND;
		}
		String id = token.getHeader().getKeyID();
		boolean known = false;
		for (SigningKey key : keys) {
			if (key.isNamed(id)) {
				known = true;
				if (key.verifies(token)) {
					return Signature.VALID;
				}
			}
		}
		if (known) {
			return Signature.INVALID;
		}
		for (SigningKey key : keys) {
			if (key.verifies(token)) {
				return Signature.VALID;
			}
		}
		return (id == null && !keys.isEmpty()) ? Signature.INVALID : Signature.KEY_NOT_FOUND;
	}

}
