package io.selvage.gateway.expression.crypto;

import java.util.Locale;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A hash algorithm (System.Security.Cryptography.HashAlgorithmName).
 */
public enum HashName {

	MD5("MD5", 128, 64), SHA1("SHA-1", 160, 64), SHA256("SHA-256", 256, 64), SHA384("SHA-384", 384, 128),
	SHA512("SHA-512", 512, 128);

	private final String javaName;

	private final int bits;

	private final int blockSize;

	HashName(String javaName, int bits, int blockSize) {
		this.javaName = javaName;
		this.bits = bits;
		this.blockSize = blockSize;
	}

	/** Returns the algorithm of a name such as SHA256, SHA-256, SHA or SHA256Managed. */
	static @Nullable HashName find(String name) {
		String plain = name.toUpperCase(Locale.ROOT)
			.replace("-", "")
			.replace("MANAGED", "")
			.replace("CRYPTOSERVICEPROVIDER", "");
		if (plain.equals("SHA")) {
			return SHA1;
		}
		for (HashName hash : values()) {
			if (hash.name().equals(plain)) {
				return hash;
			}
		}
		return null;
	}

	/**
	 * Returns the algorithm of a name.
	 * @param name the name
	 * @return the algorithm
	 */
	public static HashName of(@Nullable String name) {
		HashName hash = (name != null) ? find(name) : null;
		if (hash == null) {
			throw new ClrException("System.Security.Cryptography.CryptographicException",
					"'" + name + "' is not a known hash algorithm.");
		}
		return hash;
	}

	public String javaName() {
		return this.javaName;
	}

	public int bits() {
		return this.bits;
	}

	int blockSize() {
		return this.blockSize;
	}

	@Override
	public String toString() {
		return name();
	}

}
