package io.selvage.gateway.expression.crypto;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;

/**
 * Hashes, keys, ciphers and certificates for expressions.
 */
public final class CryptoTypes implements TypeModule {

	static final String NAMESPACE = "System.Security.Cryptography.";

	private static final EnumDefinition MODE = EnumDefinition.of(NAMESPACE + "CipherMode",
			"CBC = 1, ECB = 2, OFB = 3, CFB = 4, CTS = 5");

	private static final EnumDefinition PADDING = EnumDefinition.of(NAMESPACE + "PaddingMode",
			"None = 1, PKCS7 = 2, Zeros = 3, ANSIX923 = 4, ISO10126 = 5");

	@Override
	public void register(TypeRegistry types) {
		types.exception(NAMESPACE + "CryptographicException", "System.Exception");
		types.enumeration(MODE);
		types.enumeration(PADDING);
		HashMembers.register(types);
		RsaMembers.register(types);
		CipherMembers.register(types, MODE, PADDING);
		CertificateMembers.register(types);
	}

}
