package io.selvage.gateway.policy.statement;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds certificates by their thumbprint: the SHA-1 of the certificate in hexadecimal
 * digits, blanks and colons left out.
 */
final class Thumbprints {

	private Thumbprints() {
	}

	static KeyStore.@Nullable PrivateKeyEntry find(Map<String, KeyStore.PrivateKeyEntry> certificates,
			String thumbprint) {
		String wanted = thumbprint.replaceAll("[^0-9A-Fa-f]", "");
		for (KeyStore.PrivateKeyEntry entry : certificates.values()) {
			if (of(entry).equalsIgnoreCase(wanted)) {
				return entry;
			}
		}
		return null;
	}

	private static String of(KeyStore.PrivateKeyEntry entry) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(entry.getCertificate().getEncoded());
			return HexFormat.of().formatHex(digest);
		}
		catch (GeneralSecurityException unreadable) {
			return "";
		}
	}

}
