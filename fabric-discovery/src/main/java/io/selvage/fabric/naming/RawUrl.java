package io.selvage.fabric.naming;

import java.nio.charset.StandardCharsets;

/**
 * Builds URLs without encoding anything twice. Clusters hand out tokens that are escaped
 * already and want them back unchanged, and read partition keys without unescaping them.
 */
final class RawUrl {

	private static final String SAFE_IN_VALUE = "-._~!*'();:@/?,$";

	private RawUrl() {
	}

	/**
	 * Leaves everything a URL may hold as it is, escapes included, and escapes the rest.
	 */
	static String legal(String raw) {
		return escape(raw, SAFE_IN_VALUE + "%&=+[]");
	}

	/** Escapes a segment of a path. */
	static String segment(String raw) {
		return escape(raw, "-._~!*'();:@,$");
	}

	/** Whether a value arrives unchanged at a server that does not unescape it. */
	static boolean survives(String value) {
		return escape(value, SAFE_IN_VALUE).equals(value);
	}

	private static String escape(String raw, String safe) {
		StringBuilder escaped = new StringBuilder(raw.length() + 8);
		for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xff);
			boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
			if (alphanumeric || safe.indexOf(c) >= 0) {
				escaped.append(c);
			}
			else {
				escaped.append('%').append("%02X".formatted((int) c));
			}
		}
		return escaped.toString();
	}

}
