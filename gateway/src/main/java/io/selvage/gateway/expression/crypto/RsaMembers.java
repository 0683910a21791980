package io.selvage.gateway.expression.crypto;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares RSA, its paddings, HashAlgorithmName and Oid. Keys come from certificates and
 * from XML: making one takes longer than an expression may.
 */
final class RsaMembers {

	private static final String NAMESPACE = CryptoTypes.NAMESPACE;

	private RsaMembers() {
	}

	static void register(TypeRegistry types) {
		hashNames(types);
		types.define(NAMESPACE + "Oid", Oid.class)
			.constructor("Oid(string value, string friendlyName)",
					(@Nullable String value, @Nullable String name) -> new Oid(value, name))
			.property("string Value", (Oid oid) -> oid.value())
			.property("string FriendlyName", (Oid oid) -> oid.friendlyName());
		types.define(NAMESPACE + "RSASignaturePadding", SignaturePadding.class)
			.property("static RSASignaturePadding Pkcs1", () -> SignaturePadding.PKCS1)
			.property("static RSASignaturePadding Pss", () -> SignaturePadding.PSS);
		types.define(NAMESPACE + "RSAEncryptionPadding", EncryptionPadding.class)
			.property("static RSAEncryptionPadding Pkcs1", () -> new EncryptionPadding(null))
			.property("static RSAEncryptionPadding OaepSHA1", () -> new EncryptionPadding(HashName.SHA1))
			.property("static RSAEncryptionPadding OaepSHA256", () -> new EncryptionPadding(HashName.SHA256))
			.property("static RSAEncryptionPadding OaepSHA384", () -> new EncryptionPadding(HashName.SHA384))
			.property("static RSAEncryptionPadding OaepSHA512", () -> new EncryptionPadding(HashName.SHA512))
			.method("static RSAEncryptionPadding CreateOaep(HashAlgorithmName hashAlgorithm)",
					(HashName hash) -> new EncryptionPadding(hash));
		types.define(NAMESPACE + "AsymmetricAlgorithm", RsaKey.class)
			.implement("System.IDisposable")
			.intProperty("int KeySize", (RsaKey key) -> key.keySize())
			.property("string SignatureAlgorithm", (RsaKey key) -> "RSA")
			.property("string KeyExchangeAlgorithm", (RsaKey key) -> "RSA")
			.action("void Clear()", (RsaKey key) -> {
			})
			.action("void Dispose()", (RsaKey key) -> {
			});
		members(types.define(NAMESPACE + "RSA", RsaKey.class).base(NAMESPACE + "AsymmetricAlgorithm"));
		types.define(NAMESPACE + "RSACng", RsaKey.class).base(NAMESPACE + "RSA");
		types.define(NAMESPACE + "RSACryptoServiceProvider", RsaKey.class).base(NAMESPACE + "RSA");
	}

	private static void hashNames(TypeRegistry types) {
		TypeBuilder type = types.defineStruct(NAMESPACE + "HashAlgorithmName", HashName.class, HashName.SHA1);
		for (HashName hash : HashName.values()) {
			type.property("static HashAlgorithmName " + hash.name(), () -> hash);
		}
		type.constructor("HashAlgorithmName(string name)", (@Nullable String name) -> HashName.of(name))
			.property("string Name", (HashName hash) -> hash.name())
			.method("static bool operator ==(HashAlgorithmName left, HashAlgorithmName right)",
					(HashName left, HashName right) -> left == right)
			.method("static bool operator !=(HashAlgorithmName left, HashAlgorithmName right)",
					(HashName left, HashName right) -> left != right);
	}

	private static void members(TypeBuilder type) {
		type.method("static RSA Create()", () -> new RsaKey())
			.action("void FromXmlString(string xmlString)", (RsaKey key, @Nullable String xml) -> key.fromXml(xml))
			.method("string ToXmlString(bool includePrivateParameters)",
					(RsaKey key, Boolean secret) -> key.toXml(secret))
			.method("byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
					(RsaKey key, byte @Nullable [] data, HashName hash, @Nullable SignaturePadding padding) -> key
						.sign(data, hash, isPss(padding)))
			.call("byte[] SignData(byte[] data, int offset, int count, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
					(in) -> in.<RsaKey>argument(0)
						.sign(part(in.argument(1), in.<Integer>argument(2), in.<Integer>argument(3)),
								in.<HashName>argument(4), isPss(in.argument(5))))
			.method("byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
					(RsaKey key, byte @Nullable [] hash, HashName name, @Nullable SignaturePadding padding) -> key
						.signHash(hash, onlyPkcs1(name, padding)))
			.call("bool VerifyData(byte[] data, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
					(in) -> in.<RsaKey>argument(0)
						.verify(in.<byte[]>argument(1), in.<byte[]>argument(2), in.<HashName>argument(3),
								isPss(in.argument(4))))
			.call("bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)",
					(in) -> in.<RsaKey>argument(0)
						.verifyHash(in.<byte[]>argument(1), in.<byte[]>argument(2),
								onlyPkcs1(in.<HashName>argument(3), in.argument(4))))
			.method("byte[] Encrypt(byte[] data, RSAEncryptionPadding padding)",
					(RsaKey key, byte @Nullable [] data, EncryptionPadding padding) -> key.encrypt(data,
							padding.oaep()))
			.method("byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)", (RsaKey key, byte @Nullable [] data,
					EncryptionPadding padding) -> key.decrypt(data, padding.oaep()));
	}

	private static boolean isPss(@Nullable SignaturePadding padding) {
		if (padding == null) {
			throw ClrException.argumentNull("padding");
		}
		return padding == SignaturePadding.PSS;
	}

	private static HashName onlyPkcs1(HashName hash, @Nullable SignaturePadding padding) {
		if (isPss(padding)) {
			throw ClrException.notSupported("A hash can be signed with the padding Pkcs1 only; use SignData for Pss.");
		}
		return hash;
	}

	private static byte[] part(byte @Nullable [] data, int offset, int count) {
		if (data == null) {
			throw ClrException.argumentNull("data");
		}
		if (offset < 0 || count < 0 || count > data.length - offset) {
			throw ClrException.argumentOutOfRange("count", "Offset and count lie outside of the array.");
		}
		return java.util.Arrays.copyOfRange(data, offset, offset + count);
	}

	/** System.Security.Cryptography.RSASignaturePadding. */
	enum SignaturePadding {

		PKCS1("Pkcs1"), PSS("Pss");

		private final String netName;

		SignaturePadding(String netName) {
			this.netName = netName;
		}

		@Override
		public String toString() {
			return this.netName;
		}

	}

	/**
	 * System.Security.Cryptography.RSAEncryptionPadding.
	 *
	 * @param oaep the hash of OAEP, or null for PKCS #1
	 */
	record EncryptionPadding(@Nullable HashName oaep) {

		@Override
		public String toString() {
			return (this.oaep != null) ? "Oaep" + this.oaep : "Pkcs1";
		}

	}

	/**
	 * System.Security.Cryptography.Oid.
	 *
	 * @param value the identifier
	 * @param friendlyName its name
	 */
	record Oid(@Nullable String value, @Nullable String friendlyName) {
	}

}
