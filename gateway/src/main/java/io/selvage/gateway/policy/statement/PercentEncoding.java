package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding (RFC 3986 section 2).
 */
final class PercentEncoding {

	private static final String UNRESERVED = "-._~";

	/** What a path segment may hold besides unreserved characters. */
	private static final String SEGMENT = UNRESERVED + "!$&'()*+,;=:@";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private PercentEncoding() {
	}

	/** A name or value in a query: everything but unreserved characters. */
	static String queryComponent(String text) {
		return encode(text, UNRESERVED, false);
	}

	/** A value within one path segment. */
	static String pathSegment(String text) {
		return encode(text, SEGMENT, false);
	}

	/** A value that may span path segments. */
	static String path(String text) {
		return encode(text, SEGMENT + "/", false);
	}

	/** Text an author wrote as part of a URL: only what no URL may hold is encoded. */
	static String written(String text) {
		return encode(text, SEGMENT + "/?#[]", true);
	}

	private static String encode(String text, String allowed, boolean keepEscapes) {
		int clean = 0;
		while (clean < text.length() && isClean(text, clean, allowed, keepEscapes)) {
			clean++;
		}
		if (clean == text.length()) {
			return text;
		}
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		int at = 0;
		while (at < text.length()) {
			if (isClean(text, at, allowed, keepEscapes)) {
				encoded.append(text.charAt(at));
				at++;
				continue;
			}
			int code = text.codePointAt(at);
			for (byte b : Character.toString(code).getBytes(StandardCharsets.UTF_8)) {
				encoded.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
			}
			at += Character.charCount(code);
		}
		return encoded.toString();
	}

	private static boolean isClean(String text, int at, String allowed, boolean keepEscapes) {
		char c = text.charAt(at);
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || allowed.indexOf(c) >= 0) {
			return true;
		}
		return keepEscapes && c == '%' && at + 2 < text.length() && isHex(text.charAt(at + 1))
				&& isHex(text.charAt(at + 2));
	}

	private static boolean isHex(char c) {
		return Character.digit(c, 16) >= 0;
	}

}
