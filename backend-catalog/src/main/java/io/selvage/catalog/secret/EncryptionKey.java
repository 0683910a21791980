package io.selvage.catalog.secret;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit key that encrypts the keys of single secrets.
 *
 * @param id names the key in what it encrypted: the first 16 hexadecimal digits of its
 * SHA-256 digest, so that a key is found again under whatever file name it comes
 * @param key the key
 */
public record EncryptionKey(String id, SecretKey key) {

	/** The length of a key in bytes. */
	public static final int BYTES = 32;

	/**
	 * Reads a key from its text.
	 * @param base64 32 bytes in Base64; white space around them is ignored
	 * @return the key
	 * @throws IllegalArgumentException if it is anything else; the message does not show
	 * the text
	 */
	public static EncryptionKey parse(String base64) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("An encryption key is 32 bytes in Base64; this is not Base64.");
		}
		return of(bytes);
	}

	static EncryptionKey of(byte[] bytes) {
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException(
					"An encryption key is 32 bytes in Base64; these are " + bytes.length + " bytes.");
		}
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
			return new EncryptionKey(HexFormat.of().formatHex(digest, 0, 8), new SecretKeySpec(bytes, "AES"));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return "EncryptionKey[" + this.id + "]";
	}

}
