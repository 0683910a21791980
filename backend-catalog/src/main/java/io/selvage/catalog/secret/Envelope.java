package io.selvage.catalog.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts one secret with a key of its own, which is encrypted with the active key of
 * the ring (AES-256-GCM both times). The place the secret belongs to is authenticated
 * with it: a ciphertext moved to another resource or property cannot be opened.
 * <p>
 * The form is {@code enc:v1:KEY-ID:WRAPPED-KEY:CIPHERTEXT}, the last two in Base64 with
 * their nonce in front. A data key encrypts once and no nonce is ever used twice with it.
 */
public final class Envelope {

	private static final String PREFIX = "enc:v1:";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final KeyRing keys;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Creates an envelope.
	 * @param keys the keys to use
	 */
	public Envelope(KeyRing keys) {
		this.keys = keys;
	}

	/**
	 * Tells whether a text is what {@link #seal} returns.
	 * @param text the text
	 * @return true if it has that form
	 */
	public static boolean isSealed(String text) {
		return text.startsWith(PREFIX);
	}

	/**
	 * Encrypts a secret.
	 * @param secret the text
	 * @param place the resource and property it belongs to
	 * @return the sealed form
	 * @throws SecretException if there is no key
	 */
	public String seal(String secret, String place) {
		EncryptionKey active = this.keys.active();
		byte[] dataKey = new byte[EncryptionKey.BYTES];
		this.random.nextBytes(dataKey);
		byte[] wrapped = encrypt(active.key(), dataKey, active.id());
		byte[] sealed = encrypt(new SecretKeySpec(dataKey, "AES"), secret.getBytes(StandardCharsets.UTF_8),
				authenticated(place, active.id()));
		Arrays.fill(dataKey, (byte) 0);
		return PREFIX + active.id() + ":" + base64(wrapped) + ":" + base64(sealed);
	}

	/**
	 * Decrypts a secret.
	 * @param sealed the sealed form
	 * @param place the resource and property it was sealed for
	 * @return the text
	 * @throws SecretException if its key is not known, or if it was changed or moved
	 */
	public String open(String sealed, String place) {
		String[] parts = parts(sealed);
		byte[] dataKey = dataKey(parts, place);
		byte[] text = decrypt(new SecretKeySpec(dataKey, "AES"), parts[2], authenticated(place, parts[0]), place);
		Arrays.fill(dataKey, (byte) 0);
		return new String(text, StandardCharsets.UTF_8);
	}

	/**
	 * Encrypts a secret anew if it was sealed with another than the active key.
	 * @param sealed the sealed form
	 * @param place the resource and property it belongs to
	 * @return the same text if nothing is to be done
	 */
	public String rotate(String sealed, String place) {
		return parts(sealed)[0].equals(this.keys.active().id()) ? sealed : seal(open(sealed, place), place);
	}

	private static String[] parts(String sealed) {
		String[] parts = isSealed(sealed) ? sealed.substring(PREFIX.length()).split(":") : new String[0];
		if (parts.length != 3) {
			throw new SecretException("An encrypted secret has the form " + PREFIX + "KEY-ID:KEY:TEXT.");
		}
		return parts;
	}

	private byte[] dataKey(String[] parts, String place) {
		EncryptionKey key = this.keys.find(parts[0]);
		if (key == null) {
			throw new SecretException(
					"The secret of " + place + " was encrypted with the key " + parts[0] + ", which is not here.");
		}
		return decrypt(key.key(), parts[1], parts[0], place);
	}

	/**
	 * The key id is authenticated too, so that a sealed text cannot claim another key.
	 */
	private static String authenticated(String place, String keyId) {
		return place + "|" + keyId;
	}

	private byte[] encrypt(SecretKey key, byte[] clear, String authenticated) {
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
			cipher.updateAAD(authenticated.getBytes(StandardCharsets.UTF_8));
			byte[] encrypted = cipher.doFinal(clear);
			byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
			System.arraycopy(encrypted, 0, whole, NONCE_BYTES, encrypted.length);
			return whole;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] decrypt(SecretKey key, String base64, String authenticated, String place) {
		try {
			byte[] whole = Base64.getUrlDecoder().decode(base64);
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, whole, 0, NONCE_BYTES));
			cipher.updateAAD(authenticated.getBytes(StandardCharsets.UTF_8));
			return cipher.doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new SecretException("The secret of " + place + " cannot be decrypted: it was changed or moved.");
		}
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
