package io.selvage.gateway.expression.net;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Percent-encoding: adding it where it is missing, and taking it away where it can be.
 */
final class UriEscapes {

	private UriEscapes() {
	}

	/**
	 * Encodes what must be, decodes what need not be, and leaves the kept characters
	 * alone.
	 */
	static String normalize(String text, String kept) {
		StringBuilder normal = new StringBuilder(text.length() + 8);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%') {
				int value = octet(text, i);
				if (value < 0) {
					normal.append("%25");
				}
				else if (isUnreserved(value)) {
					normal.append((char) value);
					i += 2;
				}
				else {
					normal.append('%').append(text, i + 1, i + 3);
					i += 2;
				}
			}
			else if (isUnreserved(c) || kept.indexOf(c) >= 0) {
				normal.append(c);
			}
			else {
				int width = (Character.isHighSurrogate(c) && i + 1 < text.length()) ? 2 : 1;
				Uri.appendEscaped(normal, text.substring(i, i + width));
				i += width - 1;
			}
		}
		return normal.toString();
	}

	static boolean isUnreserved(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
				|| c == '_' || c == '~';
	}

	private static int octet(String text, int at) {
		if (at + 2 >= text.length()) {
			return -1;
		}
		int high = Character.digit(text.charAt(at + 1), 16);
		int low = Character.digit(text.charAt(at + 2), 16);
		return (high < 0 || low < 0) ? -1 : high * 16 + low;
	}

	/** Shows a URI to people: only what would change its meaning stays encoded. */
	static String display(String uri) {
		return unescape(uri, (c) -> c > 0x7f || (c >= ' ' && c != 0x7f && "%/?#:@\\;&=+$,[]!*'()".indexOf(c) < 0));
	}

	/** Decodes runs of octets that are UTF-8; anything else stays as it is. */
	static String unescape(String text, IntPredicate wanted) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		StringBuilder plain = new StringBuilder(text.length());
		int at = 0;
		while (at < text.length()) {
			int first = (text.charAt(at) == '%') ? octet(text, at) : -1;
			if (first < 0) {
				plain.append(text.charAt(at++));
				continue;
			}
			int length = (first < 0x80) ? 1 : (first >= 0xf0) ? 4 : (first >= 0xe0) ? 3 : (first >= 0xc0) ? 2 : 0;
			int codePoint = decode(text, at, length);
			if (codePoint >= 0 && wanted.test(codePoint)) {
				plain.appendCodePoint(codePoint);
				at += 3 * length;
			}
			else {
				String octet = text.substring(at, at + 3);
				plain.append((codePoint < 0) ? octet.toUpperCase(Locale.ROOT) : octet);
				at += 3;
			}
		}
		return plain.toString();
	}

	private static int decode(String text, int at, int length) {
		if (length == 0) {
			return -1;
		}
		ByteBuffer bytes = ByteBuffer.allocate(length);
		for (int i = 0; i < length; i++) {
			int position = at + 3 * i;
			int value = (position < text.length() && text.charAt(position) == '%') ? octet(text, position) : -1;
			if (value < 0) {
				return -1;
			}
			bytes.put((byte) value);
		}
		try {
			CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
			return Character.codePointAt(decoded, 0);
		}
		catch (CharacterCodingException ex) {
			return -1;
		}
	}

}
