package io.selvage.gateway.expression.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key, public or with its private part (System.Security.Cryptography.RSA).
 */
public final class RsaKey {

	/** The DER head of a DigestInfo, by hash (RFC 8017 section 9.2). */
	private static final Map<HashName, String> DIGEST_INFO = Map.of(HashName.MD5,
			"3020300c06082a864886f70d020505000410", HashName.SHA1, "3021300906052b0e03021a05000414", HashName.SHA256,
			"3031300d060960864801650304020105000420", HashName.SHA384, "3041300d060960864801650304020205000430",
			HashName.SHA512, "3051300d060960864801650304020305000440");

	private @Nullable Parts parts;

	/**
	 * Creates an object without a key: making one takes longer than an expression may.
	 */
	RsaKey() {
		this.parts = null;
	}

	/**
	 * Creates the key of a certificate. Its private part signs and decrypts, and is never
	 * given away.
	 * @param publicKey the public part
	 * @param privateKey the private part, or null
	 */
	public RsaKey(RSAPublicKey publicKey, @Nullable PrivateKey privateKey) {
		this.parts = new Parts(publicKey, privateKey, false);
	}

	private Parts parts() {
		if (this.parts == null) {
			throw Cryptography.failure("There is no key: read one by FromXmlString. Expressions cannot make keys.");
		}
		return this.parts;
	}

	/**
	 * Takes the key of a text.
	 * @param xml the text
	 */
	void fromXml(@Nullable String xml) {
		this.parts = RsaXml.read(xml);
	}

	/**
	 * Writes the key.
	 * @param secret whether with its private part
	 * @return the text
	 */
	String toXml(boolean secret) {
		if (secret && !parts().exportable()) {
			throw Cryptography.failure("The private key of a certificate is not given away. "
					+ "Use ToXmlString(false) for the public key.");
		}
		return RsaXml.write(parts(), secret);
	}

	public int keySize() {
		return parts().open().getModulus().bitLength();
	}

	private PrivateKey secret() {
		PrivateKey secret = parts().closed();
		if (secret == null) {
			throw Cryptography.failure("The key has no private part.");
		}
		return secret;
	}

	/**
	 * Signs data.
	 * @param data the data
	 * @param hash the hash
	 * @param pss whether to pad by PSS rather than PKCS #1 version 1.5
	 * @return the signature
	 */
	public byte[] sign(byte @Nullable [] data, HashName hash, boolean pss) {
		try {
			Signature signature = signature(hash, pss);
			signature.initSign(secret());
			signature.update(present(data));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure(ex);
		}
	}

	public boolean verify(byte @Nullable [] data, byte @Nullable [] signed, HashName hash, boolean pss) {
		try {
			Signature signature = signature(hash, pss);
			signature.initVerify(parts().open());
			signature.update(present(data));
			return signature.verify(present(signed));
		}
		catch (java.security.SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure(ex);
		}
	}

	private static Signature signature(HashName hash, boolean pss) throws GeneralSecurityException {
		if (!pss) {
			return Signature.getInstance(hash.name() + "withRSA");
		}
		Signature signature = Signature.getInstance("RSASSA-PSS");
		signature.setParameter(new PSSParameterSpec(hash.javaName(), "MGF1", new MGF1ParameterSpec(hash.javaName()),
				hash.bits() / 8, 1));
		return signature;
	}

	/**
	 * Signs a hash (PKCS #1 version 1.5).
	 * @param digest the hash
	 * @param hash how it was computed
	 * @return the signature
	 */
	public byte[] signHash(byte @Nullable [] digest, HashName hash) {
		try {
			Signature signature = Signature.getInstance("NONEwithRSA");
			signature.initSign(secret());
			signature.update(digestInfo(present(digest), hash));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure(ex);
		}
	}

	public boolean verifyHash(byte @Nullable [] digest, byte @Nullable [] signed, HashName hash) {
		try {
			Signature signature = Signature.getInstance("NONEwithRSA");
			signature.initVerify(parts().open());
			signature.update(digestInfo(present(digest), hash));
			return signature.verify(present(signed));
		}
		catch (java.security.SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure(ex);
		}
	}

	private static byte[] digestInfo(byte[] digest, HashName hash) {
		if (digest.length != hash.bits() / 8) {
			throw Cryptography.failure("The hash has not the length of a " + hash + " hash.");
		}
		byte[] head = java.util.HexFormat.of().parseHex(DIGEST_INFO.getOrDefault(hash, ""));
		byte[] info = java.util.Arrays.copyOf(head, head.length + digest.length);
		System.arraycopy(digest, 0, info, head.length, digest.length);
		return info;
	}

	/**
	 * Encrypts with the public key.
	 * @param data the data
	 * @param oaep the hash of OAEP, or null for PKCS #1 version 1.5
	 * @return the cipher text
	 */
	public byte[] encrypt(byte @Nullable [] data, @Nullable HashName oaep) {
		return cipher(Cipher.ENCRYPT_MODE, parts().open(), data, oaep);
	}

	public byte[] decrypt(byte @Nullable [] data, @Nullable HashName oaep) {
		return cipher(Cipher.DECRYPT_MODE, secret(), data, oaep);
	}

	private static byte[] cipher(int mode, java.security.Key key, byte @Nullable [] data, @Nullable HashName oaep) {
		try {
			Cipher cipher = Cipher.getInstance((oaep != null) ? "RSA/ECB/OAEPPadding" : "RSA/ECB/PKCS1Padding");
			if (oaep != null) {
				AlgorithmParameterSpec parameters = new OAEPParameterSpec(oaep.javaName(), "MGF1",
						new MGF1ParameterSpec(oaep.javaName()), PSource.PSpecified.DEFAULT);
				cipher.init(mode, key, parameters);
			}
			else {
				cipher.init(mode, key);
			}
			return cipher.doFinal(present(data));
		}
		catch (GeneralSecurityException ex) {
			throw Cryptography.failure(ex);
		}
	}

	private static byte[] present(byte @Nullable [] data) {
		if (data == null) {
			throw ClrException.argumentNull("data");
		}
		return data;
	}

	/** The key itself is never shown. */
	@Override
	public String toString() {
		return "System.Security.Cryptography.RSACng";
	}

	/**
	 * Both halves.
	 *
	 * @param open the public part
	 * @param closed the private part, or null
	 * @param exportable whether the private part may be written
	 */
	record Parts(RSAPublicKey open, @Nullable PrivateKey closed, boolean exportable) {
	}

}
