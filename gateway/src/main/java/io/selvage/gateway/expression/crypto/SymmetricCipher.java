package io.selvage.gateway.expression.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A block cipher with its settings (System.Security.Cryptography.SymmetricAlgorithm): CBC
 * and PKCS #7 unless changed.
 */
public final class SymmetricCipher {

	/** CipherMode's numbers. */
	public static final int CBC = 1;

	/** PaddingMode's numbers. */
	public static final int PKCS7 = 2;

	private final String algorithm;

	private final int blockBytes;

	private int keySize;

	private int mode = CBC;

	private int padding = PKCS7;

	private byte @Nullable [] key;

	private byte @Nullable [] iv;

	private SymmetricCipher(String algorithm, int blockBytes, int keySize) {
		this.algorithm = algorithm;
		this.blockBytes = blockBytes;
		this.keySize = keySize;
	}

	/**
	 * Creates the algorithm of a name.
	 * @param name AES, Rijndael, TripleDES, DES or RC2, or the name of a .NET class of
	 * them
	 * @return null if there is none
	 */
	public static @Nullable SymmetricCipher named(@Nullable String name) {
		if (name == null) {
			throw ClrException.argumentNull("algName");
		}
		String simple = name.substring(name.lastIndexOf('.') + 1)
			.toUpperCase(Locale.ROOT)
			.replaceAll("(MANAGED|CRYPTOSERVICEPROVIDER|CNG)$", "");
		return switch (simple) {
			case "AES", "RIJNDAEL", "SYMMETRICALGORITHM" -> new SymmetricCipher("AES", 16, 256);
			case "3DES", "TRIPLEDES", "TRIPLE DES" -> new SymmetricCipher("DESede", 8, 192);
			case "DES" -> new SymmetricCipher("DES", 8, 64);
			case "RC2" -> new SymmetricCipher("RC2", 8, 128);
			default -> null;
		};
	}

	public int keySize() {
		return this.keySize;
	}

	/**
	 * Sets the length of keys; a key that was set is forgotten.
	 * @param bits the length
	 */
	public void keySize(int bits) {
		checkKey(bits);
		this.keySize = bits;
		this.key = null;
	}

	public int blockSize() {
		return this.blockBytes * 8;
	}

	public void blockSize(int bits) {
		if (bits != blockSize()) {
			throw Cryptography.failure("Specified block size is not valid for this algorithm.");
		}
	}

	public boolean validKeySize(int bits) {
		return switch (this.algorithm) {
			case "AES" -> bits == 128 || bits == 192 || bits == 256;
			case "DESede" -> bits == 128 || bits == 192;
			case "DES" -> bits == 64;
			default -> bits >= 40 && bits <= 128 && bits % 8 == 0;
		};
	}

	private void checkKey(int bits) {
		if (!validKeySize(bits)) {
			throw Cryptography.failure("Specified key is not a valid size for this algorithm.");
		}
	}

	public int mode() {
		return this.mode;
	}

	public void mode(int other) {
		if (other != CBC && other != 2 && other != 4) {
			throw Cryptography.failure("Specified cipher mode is not valid for this algorithm.");
		}
		this.mode = other;
	}

	public int padding() {
		return this.padding;
	}

	public void padding(int other) {
		this.padding = other;
	}

	/**
	 * Returns the key, made at random if none was set.
	 * @return a copy
	 */
	public byte[] key() {
		byte[] known = this.key;
		if (known == null) {
			known = random(this.keySize / 8);
			this.key = known;
		}
		return known.clone();
	}

	public void key(byte @Nullable [] other) {
		byte[] value = present(other, "Key");
		checkKey(value.length * 8);
		this.keySize = value.length * 8;
		this.key = value.clone();
	}

	/**
	 * Returns the initialization vector, made at random if none was set.
	 * @return a copy
	 */
	public byte[] iv() {
		byte[] known = this.iv;
		if (known == null) {
			known = random(this.blockBytes);
			this.iv = known;
		}
		return known.clone();
	}

	public void iv(byte @Nullable [] other) {
		byte[] value = present(other, "IV");
		if (value.length != this.blockBytes) {
			throw Cryptography
				.failure("Specified initialization vector (IV) does not match the block size for this algorithm.");
		}
		this.iv = value.clone();
	}

	public void generateKey() {
		this.key = random(this.keySize / 8);
	}

	public void generateIv() {
		this.iv = random(this.blockBytes);
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new SecureRandom().nextBytes(bytes);
		return bytes;
	}

	private static byte[] present(byte @Nullable [] value, String name) {
		if (value == null) {
			throw ClrException.argumentNull(name);
		}
		return value;
	}

	public byte[] encrypt(byte @Nullable [] data) {
		return run(Cipher.ENCRYPT_MODE, pad(present(data, "data")));
	}

	public byte[] decrypt(byte @Nullable [] data) {
		byte[] plain = run(Cipher.DECRYPT_MODE, present(data, "data"));
		return (this.padding == 4 || this.padding == 5) ? cut(plain) : plain;
	}

	private byte[] run(int direction, byte[] data) {
		String modeName = switch (this.mode) {
			case 2 -> "ECB";
			case 4 -> "CFB8";
			default -> "CBC";
		};
		String transformation = this.algorithm + "/" + modeName + "/"
				+ ((this.padding == PKCS7) ? "PKCS5Padding" : "NoPadding");
		try {
			Cipher cipher = Cipher.getInstance(transformation);
			SecretKeySpec secret = new SecretKeySpec(javaKey(), this.algorithm);
			if (this.mode == 2) {
				cipher.init(direction, secret);
			}
			else {
				cipher.init(direction, secret, new IvParameterSpec(iv()));
			}
			return cipher.doFinal(data);
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure((direction == Cipher.DECRYPT_MODE)
					? "Padding is invalid and cannot be removed, or the data has a wrong length."
					: "Length of the data to encrypt is invalid.");
		}
	}

	/** Java wants three DES keys; two mean that the first is used again. */
	private byte[] javaKey() {
		byte[] own = key();
		if (!this.algorithm.equals("DESede") || own.length == 24) {
			return own;
		}
		byte[] three = java.util.Arrays.copyOf(own, 24);
		System.arraycopy(own, 0, three, 16, 8);
		return three;
	}

	/** Zeros (3), ANSI X9.23 (4) and ISO 10126 (5). */
	private byte[] pad(byte[] data) {
		if (this.padding == 1 || this.padding == PKCS7) {
			return data;
		}
		int missing = this.blockBytes - data.length % this.blockBytes;
		if (this.padding == 3) {
			return java.util.Arrays.copyOf(data, data.length + missing % this.blockBytes);
		}
		byte[] padded = java.util.Arrays.copyOf(data, data.length + missing);
		if (this.padding == 5) {
			System.arraycopy(random(missing), 0, padded, data.length, missing);
		}
		padded[padded.length - 1] = (byte) missing;
		return padded;
	}

	private byte[] cut(byte[] plain) {
		int length = (plain.length == 0) ? 0 : plain[plain.length - 1] & 0xff;
		if (length == 0 || length > this.blockBytes) {
			throw Cryptography.failure("Padding is invalid and cannot be removed.");
		}
		return java.util.Arrays.copyOf(plain, plain.length - length);
	}

	@Override
	public String toString() {
		return "System.Security.Cryptography.SymmetricAlgorithm";
	}

}
