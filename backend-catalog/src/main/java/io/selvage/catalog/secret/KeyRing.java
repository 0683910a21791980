package io.selvage.catalog.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;

import org.jspecify.annotations.Nullable;

/**
 * The keys this process knows. The first encrypts, all decrypt: a key is replaced by
 * putting a new one in front, encrypting everything again, then taking the old one away.
 */
public final class KeyRing {

	private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

	/**
	 * Creates a ring.
	 * @param keys the keys, the one that encrypts first; may be empty: then nothing can
	 * be encrypted
	 */
	public KeyRing(List<EncryptionKey> keys) {
		keys.forEach((key) -> this.keys.putIfAbsent(key.id(), key));
	}

	/**
	 * Returns the key that encrypts.
	 * @return the first key
	 * @throws SecretException if there is none
	 */
	public EncryptionKey active() {
		return this.keys.values()
			.stream()
			.findFirst()
			.orElseThrow(() -> new SecretException("There is no key to encrypt secrets with: set the variable "
					+ KeySources.ENVIRONMENT_VARIABLE + " or put a key file into the folder of keys."));
	}

	/**
	 * Finds a key.
	 * @param id its id
	 * @return the key, or null
	 */
	public @Nullable EncryptionKey find(String id) {
		return this.keys.get(id);
	}

	/**
	 * Makes a key for another purpose from the key that encrypts.
	 * @param purpose what it is for
	 * @return 32 bytes, the same wherever the same key encrypts; empty if there is no key
	 */
	public byte[] derive(String purpose) {
		if (isEmpty()) {
			return new byte[0];
		}
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(active().key());
			return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lists the ids of all keys.
	 * @return the id of the key that encrypts first
	 */
	public List<String> ids() {
		return List.copyOf(this.keys.keySet());
	}

	/**
	 * Tells whether there is no key at all.
	 * @return true if nothing can be encrypted or decrypted
	 */
	public boolean isEmpty() {
		return this.keys.isEmpty();
	}

}
