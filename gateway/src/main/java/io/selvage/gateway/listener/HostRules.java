package io.selvage.gateway.listener;

import io.netty.util.NetUtil;

/**
 * What a Host field or an authority may be: a name or an address, with an optional port
 * (RFC 9110 section 7.2). Names have letters, digits and {@code -._~} only: what else RFC
 * 3986 section 3.2.2 lets stand there, such as commas and percent-encoding, is read in
 * different ways. An http URL has no empty host (RFC 9110 section 4.2.1).
 */
final class HostRules {

	/** Of DNS, with the dot at its end. */
	private static final int LONGEST_NAME = 254;

	private static final int HIGHEST_PORT = 65_535;

	private HostRules() {
	}

	/**
	 * Checks an authority.
	 * @param authority what the client named
	 * @throws RefusedException if it is something else
	 */
	static void check(String authority) {
		int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
		if (end < 0) {
			end = authority.length();
		}
		boolean host = authority.startsWith("[") ? address(authority, end) : name(authority, end);
		if (!host || (end < authority.length() && authority.charAt(end) != ':')) {
			throw new RefusedException(400, "The Host header is not a host with an optional port");
		}
		if (end < authority.length() && !port(authority, end + 1)) {
			throw new RefusedException(400, "The Host header has a malformed port");
		}
	}

	private static boolean address(String authority, int end) {
		return end > 2 && authority.indexOf('%') < 0 && NetUtil.isValidIpV6Address(authority.substring(1, end - 1));
	}

	private static boolean name(String authority, int end) {
		for (int i = 0; i < end; i++) {
			char next = authority.charAt(i);
			boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
			if (!letter && (next < '0' || next > '9') && "-._~".indexOf(next) < 0) {
				return false;
			}
		}
		return end > 0 && end <= LONGEST_NAME;
	}

	/** A port may be empty (RFC 3986 section 3.2.3). */
	private static boolean port(String authority, int from) {
		int port = 0;
		for (int i = from; i < authority.length(); i++) {
			char digit = authority.charAt(i);
			port = port * 10 + (digit - '0');
			if (digit < '0' || digit > '9' || port > HIGHEST_PORT) {
				return false;
			}
		}
		return true;
	}

}
