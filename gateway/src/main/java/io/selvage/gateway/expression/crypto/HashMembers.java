package io.selvage.gateway.expression.crypto;

import java.security.SecureRandom;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the hash algorithms, HMACs and RNGCryptoServiceProvider.
 */
final class HashMembers {

	private static final String NAMESPACE = CryptoTypes.NAMESPACE;

	private HashMembers() {
	}

	static void register(TypeRegistry types) {
		hashAlgorithm(types.define(NAMESPACE + "HashAlgorithm", Digest.class));
		types.define(NAMESPACE + "KeyedHashAlgorithm", Digest.class)
			.base(NAMESPACE + "HashAlgorithm")
			.property("byte[] Key", (Digest digest) -> digest.key(),
					(Digest digest, byte @Nullable [] key) -> digest.key(key))
			.method("static KeyedHashAlgorithm Create(string algName)", (@Nullable String name) -> Digest.named(name));
		types.define(NAMESPACE + "HMAC", Digest.class)
			.base(NAMESPACE + "KeyedHashAlgorithm")
			.property("string HashName", (Digest digest) -> digest.hash().name())
			.method("static HMAC Create(string algorithmName)", (@Nullable String name) -> Digest.named(name));
		for (HashName hash : HashName.values()) {
			hash(types, hash);
			hmac(types, hash);
		}
		types.define(NAMESPACE + "RandomNumberGenerator", SecureRandom.class)
			.implement("System.IDisposable")
			.method("static RandomNumberGenerator Create()", () -> new SecureRandom())
			.action("void GetBytes(byte[] data)", (SecureRandom random, byte[] bytes) -> random.nextBytes(bytes))
			.action("void GetNonZeroBytes(byte[] data)", HashMembers::nonZero)
			.action("void Dispose()", (SecureRandom random) -> {
			});
		types.define(NAMESPACE + "RNGCryptoServiceProvider", SecureRandom.class)
			.base(NAMESPACE + "RandomNumberGenerator")
			.constructor("RNGCryptoServiceProvider()", () -> new SecureRandom());
	}

	private static void hashAlgorithm(TypeBuilder type) {
		type.implement("System.IDisposable")
			.method("static HashAlgorithm Create(string hashName)", (@Nullable String name) -> Digest.named(name))
			.method("static HashAlgorithm Create()", () -> Digest.hash(HashName.SHA1))
			.call("byte[] ComputeHash(byte[] buffer)", HashMembers::compute)
			.method("byte[] ComputeHash(byte[] buffer, int offset, int count)",
					(Digest digest, byte[] bytes, Integer offset, Integer count) -> digest.compute(bytes, offset,
							count))
			.call("int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, byte[] outputBuffer, int outputOffset)",
					(in) -> {
						int count = in.<Integer>argument(3);
						in.evaluation().produce(count);
						in.<Digest>argument(0).transformBlock(in.argument(1), in.<Integer>argument(2), count);
						return count;
					})
			.method("byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)",
					(Digest digest, byte[] bytes, Integer offset, Integer count) -> digest.transformFinalBlock(bytes,
							offset, count))
			.property("byte[] Hash", (Digest digest) -> digest.result())
			.intProperty("int HashSize", (Digest digest) -> digest.hashSize())
			.action("void Initialize()", (Digest digest) -> digest.reset())
			.action("void Clear()", (Digest digest) -> digest.reset())
			.action("void Dispose()", (Digest digest) -> digest.reset());
	}

	private static byte[] compute(Invocation in) {
		byte[] bytes = in.argument(1);
		in.evaluation().step(1 + ((bytes != null) ? bytes.length / 4096 : 0));
		return in.<Digest>argument(0).compute(bytes);
	}

	private static void hash(TypeRegistry types, HashName hash) {
		String name = hash.name();
		types.define(NAMESPACE + name, Digest.class)
			.base(NAMESPACE + "HashAlgorithm")
			.method("static " + name + " Create()", () -> Digest.hash(hash))
			.method("static byte[] HashData(byte[] source)",
					(byte @Nullable [] bytes) -> Digest.hash(hash).compute(bytes));
		String suffix = (hash == HashName.MD5) ? "CryptoServiceProvider" : "Managed";
		types.define(NAMESPACE + name + suffix, Digest.class)
			.base(NAMESPACE + name)
			.constructor(name + suffix + "()", () -> Digest.hash(hash));
	}

	private static void hmac(TypeRegistry types, HashName hash) {
		String name = "HMAC" + hash.name();
		types.define(NAMESPACE + name, Digest.class)
			.base(NAMESPACE + "HMAC")
			.constructor(name + "()", () -> Digest.hmac(hash, null))
			.constructor(name + "(byte[] key)", (byte @Nullable [] key) -> keyed(hash, key));
	}

	private static Digest keyed(HashName hash, byte @Nullable [] key) {
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		return Digest.hmac(hash, key);
	}

	private static void nonZero(SecureRandom random, byte[] bytes) {
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) (1 + random.nextInt(255));
		}
	}

}
