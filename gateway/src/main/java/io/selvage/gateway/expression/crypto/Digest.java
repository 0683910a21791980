package io.selvage.gateway.expression.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A hash or keyed hash (System.Security.Cryptography.HashAlgorithm and HMAC).
 */
public final class Digest {

	private final HashName hash;

	private byte @Nullable [] key;

	private byte @Nullable [] result;

	private final java.io.ByteArrayOutputStream blocks = new java.io.ByteArrayOutputStream();

	private Digest(HashName hash, byte @Nullable [] key) {
		this.hash = hash;
		this.key = key;
	}

	public static Digest hash(HashName hash) {
		return new Digest(hash, null);
	}

	/**
	 * Creates an HMAC.
	 * @param hash its hash
	 * @param key its key; null makes a random one as long as a block of the hash
	 * @return the HMAC
	 */
	public static Digest hmac(HashName hash, byte @Nullable [] key) {
		if (key != null) {
			return new Digest(hash, key.clone());
		}
		byte[] random = new byte[hash.blockSize()];
		new SecureRandom().nextBytes(random);
		return new Digest(hash, random);
	}

	/**
	 * Creates the algorithm of a .NET name.
	 * @param name for example SHA256, System.Security.Cryptography.SHA256 or HMACSHA1
	 * @return null if there is none
	 */
	public static @Nullable Digest named(@Nullable String name) {
		if (name == null) {
			throw ClrException.argumentNull("hashName");
		}
		String simple = name.substring(name.lastIndexOf('.') + 1);
		boolean keyed = simple.regionMatches(true, 0, "HMAC", 0, 4);
		HashName hash = HashName.find(keyed ? simple.substring(4) : simple);
		if (hash == null) {
			return null;
		}
		return keyed ? hmac(hash, null) : hash(hash);
	}

	public byte[] compute(byte @Nullable [] data) {
		if (data == null) {
			throw ClrException.argumentNull("buffer");
		}
		return compute(data, 0, data.length);
	}

	public byte[] compute(byte[] data, int offset, int count) {
		if (offset < 0 || count < 0 || count > data.length - offset) {
			throw ClrException.argument("Offset and count lie outside of the array.");
		}
		byte[] computed = digest(data, offset, count);
		this.result = computed;
		return computed.clone();
	}

	private byte[] digest(byte[] data, int offset, int count) {
		try {
			byte[] secret = this.key;
			if (secret == null) {
				MessageDigest digest = MessageDigest.getInstance(this.hash.javaName());
				digest.update(data, offset, count);
				return digest.digest();
			}
			Mac mac = Mac.getInstance("Hmac" + this.hash.javaName().replace("-", ""));
			mac.init(new SecretKeySpec((secret.length == 0) ? new byte[1] : secret, "HMAC"));
			mac.update(data, offset, count);
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure(ex);
		}
	}

	public void transformBlock(byte[] data, int offset, int count) {
		this.blocks.write(data, offset, count);
	}

	public byte[] transformFinalBlock(byte[] data, int offset, int count) {
		transformBlock(data, offset, count);
		byte[] all = this.blocks.toByteArray();
		this.blocks.reset();
		compute(all);
		return java.util.Arrays.copyOfRange(data, offset, offset + count);
	}

	public void reset() {
		this.blocks.reset();
		this.result = null;
	}

	/**
	 * Returns the last hash that was computed.
	 * @return null before there is one
	 */
	public byte @Nullable [] result() {
		return (this.result != null) ? this.result.clone() : null;
	}

	public int hashSize() {
		return this.hash.bits();
	}

	public HashName hash() {
		return this.hash;
	}

	public byte @Nullable [] key() {
		return (this.key != null) ? this.key.clone() : null;
	}

	public void key(byte @Nullable [] other) {
		if (other == null) {
			throw ClrException.argumentNull("Key");
		}
		this.key = other.clone();
	}

}
