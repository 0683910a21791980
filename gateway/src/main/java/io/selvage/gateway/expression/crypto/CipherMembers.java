package io.selvage.gateway.expression.crypto;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares SymmetricAlgorithm, its AES classes, and Encrypt and Decrypt of byte arrays.
 */
final class CipherMembers {

	private static final String NAMESPACE = CryptoTypes.NAMESPACE;

	private CipherMembers() {
	}

	static void register(TypeRegistry types, EnumDefinition mode, EnumDefinition padding) {
		TypeBuilder type = types.define(NAMESPACE + "SymmetricAlgorithm", SymmetricCipher.class)
			.implement("System.IDisposable");
		type.method("static SymmetricAlgorithm Create()", () -> SymmetricCipher.named("AES"))
			.method("static SymmetricAlgorithm Create(string algName)",
					(@Nullable String name) -> SymmetricCipher.named(name))
			.property("byte[] Key", (SymmetricCipher cipher) -> cipher.key(),
					(SymmetricCipher cipher, byte @Nullable [] key) -> cipher.key(key))
			.property("byte[] IV", (SymmetricCipher cipher) -> cipher.iv(),
					(SymmetricCipher cipher, byte @Nullable [] iv) -> cipher.iv(iv))
			.property("int KeySize", (SymmetricCipher cipher) -> cipher.keySize(),
					(SymmetricCipher cipher, Integer bits) -> cipher.keySize(bits))
			.property("int BlockSize", (SymmetricCipher cipher) -> cipher.blockSize(),
					(SymmetricCipher cipher, Integer bits) -> cipher.blockSize(bits))
			.property("CipherMode Mode", (SymmetricCipher cipher) -> mode.value(cipher.mode()),
					(SymmetricCipher cipher, EnumValue value) -> cipher.mode((int) value.value()))
			.property("PaddingMode Padding", (SymmetricCipher cipher) -> padding.value(cipher.padding()),
					(SymmetricCipher cipher, EnumValue value) -> cipher.padding((int) value.value()))
			.method("bool ValidKeySize(int bitLength)",
					(SymmetricCipher cipher, Integer bits) -> cipher.validKeySize(bits))
			.action("void GenerateKey()", (SymmetricCipher cipher) -> cipher.generateKey())
			.action("void GenerateIV()", (SymmetricCipher cipher) -> cipher.generateIv())
			.action("void Clear()", (SymmetricCipher cipher) -> {
			})
			.action("void Dispose()", (SymmetricCipher cipher) -> {
			});
		types.define(NAMESPACE + "Aes", SymmetricCipher.class)
			.base(NAMESPACE + "SymmetricAlgorithm")
			.method("static Aes Create()", () -> SymmetricCipher.named("AES"));
		for (String name : new String[] { "AesManaged", "AesCryptoServiceProvider", "AesCng" }) {
			types.define(NAMESPACE + name, SymmetricCipher.class)
				.base(NAMESPACE + "Aes")
				.constructor(name + "()", () -> SymmetricCipher.named("AES"));
		}
		extensions(types);
	}

	private static void extensions(TypeRegistry types) {
		types.defineStatic("CryptographyExtensions")
			.call("static byte[] Encrypt(this byte[] input, string alg, byte[] key, byte[] iv)",
					(in) -> charged(in).encrypt(in.<byte[]>argument(0)))
			.call("static byte[] Decrypt(this byte[] input, string alg, byte[] key, byte[] iv)",
					(in) -> charged(in).decrypt(in.<byte[]>argument(0)))
			.call("static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg)",
					(in) -> charged(in).encrypt(in.<byte[]>argument(0)))
			.call("static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg)",
					(in) -> charged(in).decrypt(in.<byte[]>argument(0)))
			.call("static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)",
					(in) -> charged(in).encrypt(in.<byte[]>argument(0)))
			.call("static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)",
					(in) -> charged(in).decrypt(in.<byte[]>argument(0)));
	}

	/** Pays for the result and returns the cipher with the key and vector of the call. */
	private static SymmetricCipher charged(Invocation in) {
		byte[] input = in.argument(0);
		in.evaluation().produce((input != null) ? input.length + 16L : 0);
		Object algorithm = in.argument(1);
		SymmetricCipher cipher = (algorithm instanceof SymmetricCipher given) ? given : named(algorithm);
		if (in.arguments().length > 2) {
			cipher.key(in.<byte[]>argument(2));
			cipher.iv(in.<byte[]>argument(3));
		}
		return cipher;
	}

	private static SymmetricCipher named(@Nullable Object name) {
		SymmetricCipher cipher = SymmetricCipher.named((String) name);
		if (cipher == null) {
			throw Cryptography.failure("'" + name + "' is not a known symmetric algorithm.");
		}
		return cipher;
	}

}
