package io.selvage.gateway.expression.crypto;

import java.util.Arrays;

/**
 * Takes the key out of a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
 */
final class PublicKeys {

	private PublicKeys() {
	}

	static byte[] bits(byte[] info) {
		int at = content(info, 0);
		at = content(info, at) + length(info, at);
		int start = content(info, at) + 1;
		return Arrays.copyOfRange(info, start, content(info, at) + length(info, at));
	}

	/** The position behind tag and length of the element at a position. */
	private static int content(byte[] der, int at) {
		int first = der[at + 1] & 0xff;
		return at + 2 + ((first < 0x80) ? 0 : first & 0x7f);
	}

	private static int length(byte[] der, int at) {
		int first = der[at + 1] & 0xff;
		if (first < 0x80) {
			return first;
		}
		int length = 0;
		for (int i = 0; i < (first & 0x7f); i++) {
			length = length * 256 + (der[at + 2 + i] & 0xff);
		}
		return length;
	}

}
