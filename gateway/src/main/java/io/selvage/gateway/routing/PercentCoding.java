package io.selvage.gateway.routing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding in paths and queries (RFC 3986 section 2).
 */
final class PercentCoding {

	private PercentCoding() {
	}

	/**
	 * Decodes a piece of a path.
	 * @param text percent-encoded UTF-8
	 * @return the text; what is malformed stays as it is
	 */
	static String decode(String text) {
		return (text.indexOf('%') < 0) ? text : decodeForm(text.replace("+", "%2B"));
	}

	/**
	 * Decodes a piece of a query, where a plus sign is a blank.
	 * @param text percent-encoded UTF-8
	 * @return the text; what is malformed stays as it is
	 */
	static String decodeForm(String text) {
		if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
			return text;
		}
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			return text;
		}
	}

	/**
	 * Writes a segment of a template as canonical request paths have it.
	 * @param segment as its author wrote it, encoded or not
	 * @return percent-encoded only where necessary, hexadecimal digits in upper case
	 */
	static String canonicalSegment(String segment) {
		StringBuilder canonical = new StringBuilder(segment.length());
		for (byte octet : decode(segment).getBytes(StandardCharsets.UTF_8)) {
			char next = (char) (octet & 0xFF);
			if (next > 0x20 && next < 0x7F && "\"<>[]\\^`{|}%#?/".indexOf(next) < 0) {
				canonical.append(next);
			}
			else {
				canonical.append(String.format("%%%02X", (int) next));
			}
		}
		return canonical.toString();
	}

	static boolean unreserved(int octet) {
		return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9')
				|| octet == '-' || octet == '.' || octet == '_' || octet == '~';
	}

	/**
	 * Reads two hexadecimal digits.
	 * @param text the text
	 * @param at where the first stands
	 * @return the octet, or -1
	 */
	static int hex(String text, int at) {
		if (at + 1 >= text.length()) {
			return -1;
		}
		int high = Character.digit(text.charAt(at), 16);
		int low = Character.digit(text.charAt(at + 1), 16);
		return (high < 0 || low < 0) ? -1 : high * 16 + low;
	}

}
