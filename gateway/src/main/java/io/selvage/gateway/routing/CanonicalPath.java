package io.selvage.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One form of a path for matching and for forwarding, so that a route and a backend never
 * disagree about which resource is meant: needless percent-encoding is undone,
 * hexadecimal digits are in upper case, and what could be read in two ways (dot segments,
 * encoded slashes and backslashes, control characters, malformed UTF-8) is refused.
 */
public final class CanonicalPath {

	private CanonicalPath() {
	}

	/**
	 * Returns the canonical form.
	 * @param rawPath a path as it was received
	 * @return the same object if it is canonical
	 * @throws PathException if it is ambiguous or malformed
	 */
	public static String of(String rawPath) {
		if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
			throw new PathException("the path does not begin with a slash");
		}
		boolean encoded = false;
		for (int i = 0; i < rawPath.length(); i++) {
			char next = rawPath.charAt(i);
			if (next == '%') {
				encoded = true;
			}
			else if (next <= 0x20 || next >= 0x7F || next == '\\' || next == '#') {
				throw new PathException("the path has a character that must be percent-encoded");
			}
		}
		String canonical = encoded ? decodeUnreserved(rawPath) : rawPath;
		if (canonical.indexOf("/.") >= 0) {
			refuseDotSegments(canonical);
		}
		return canonical;
	}

	private static String decodeUnreserved(String raw) {
		StringBuilder canonical = new StringBuilder(raw.length());
		ByteBuffer octets = ByteBuffer.allocate(raw.length() / 3 + 1);
		int i = 0;
		while (i < raw.length()) {
			char next = raw.charAt(i);
			if (next != '%') {
				checkUtf8(octets);
				canonical.append(next);
				i++;
				continue;
			}
			int octet = PercentCoding.hex(raw, i + 1);
			if (octet < 0) {
				throw new PathException("the path has a malformed percent-encoding");
			}
			if (octet == '/' || octet == '\\') {
				throw new PathException("the path has an encoded slash or backslash");
			}
			if (octet < 0x20 || octet == 0x7F) {
				throw new PathException("the path has an encoded control character");
			}
			octets.put((byte) octet);
			if (PercentCoding.unreserved(octet)) {
				canonical.append((char) octet);
			}
			else {
				canonical.append('%').append(hexDigit(octet >> 4)).append(hexDigit(octet & 15));
			}
			i += 3;
		}
		checkUtf8(octets);
		return canonical.toString();
	}

	private static char hexDigit(int value) {
		return "0123456789ABCDEF".charAt(value);
	}

	private static void checkUtf8(ByteBuffer octets) {
		if (octets.position() == 0) {
			return;
		}
		octets.flip();
		try {
			StandardCharsets.UTF_8.newDecoder().decode(octets);
		}
		catch (CharacterCodingException ex) {
			throw new PathException("the path is not UTF-8");
		}
		octets.clear();
	}

	private static void refuseDotSegments(String path) {
		for (int i = path.indexOf("/."); i >= 0; i = path.indexOf("/.", i + 1)) {
			int end = i + 2;
			if (end < path.length() && path.charAt(end) == '.') {
				end++;
			}
			if (end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ';') {
				throw new PathException("the path has a dot segment");
			}
		}
	}

	/**
	 * The path is refused.
	 */
	public static final class PathException extends RuntimeException {

		PathException(String reason) {
			super(reason, null, false, false);
		}

	}

}
