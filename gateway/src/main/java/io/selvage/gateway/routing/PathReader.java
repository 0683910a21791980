package io.selvage.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes paths in one form, so that a route and a backend never disagree about which
 * resource is meant: needless percent-encoding is undone, what has to be encoded is, and
 * hexadecimal digits are in upper case (RFC 3986 section 6.2.2). What stays ambiguous is
 * refused, resolved or kept, see {@link PathMode}.
 */
final class PathReader {

	/** May stand in a segment as it is, beside letters, digits and {@code -._~}. */
	private static final String SEGMENT = "!$&'()*+,=:@";

	/** Must not stand in a path as it is, but browsers send some of them. */
	private static final String INVALID = "\"<>[]^`{|}";

	private static final byte[] KINDS = new byte[128];

	private static final byte REFUSED = 1;

	private static final byte RECODED = 2;

	static {
		Arrays.fill(KINDS, 0, 0x21, REFUSED);
		KINDS['#'] = REFUSED;
		KINDS[0x7F] = REFUSED;
		KINDS['%'] = RECODED;
		INVALID.chars().forEach((next) -> KINDS[next] = RECODED);
	}

	private PathReader() {
	}

	/**
	 * Refuses what is ambiguous.
	 */
	static String strict(String rawPath) {
		String canonical = lenient(rawPath);
		if (canonical.indexOf('\\') >= 0) {
			throw new PathException("the path has a backslash");
		}
		for (int i = canonical.indexOf('%'); i >= 0; i = canonical.indexOf('%', i + 3)) {
			int octet = PercentCoding.hex(canonical, i + 1);
			if (octet == '/' || octet == '\\') {
				throw new PathException("the path has an encoded slash or backslash");
			}
		}
		checkUtf8(canonical);
		if (canonical.contains("/.") && !resolved(canonical).equals(canonical)) {
			throw new PathException("the path has a dot segment");
		}
		return canonical;
	}

	/**
	 * Resolves what is ambiguous (RFC 3986 section 5.2.4).
	 */
	static String normalised(String rawPath) {
		String canonical = lenient(rawPath);
		checkUtf8(canonical);
		String slashes = canonical.replace("%2F", "/").replace("%5C", "/").replace('\\', '/');
		return resolved(slashes.contains("//") ? slashes.replaceAll("/{2,}", "/") : slashes);
	}

	/**
	 * Keeps what is ambiguous. Control characters are refused in any case.
	 * @return the same object if nothing changes
	 */
	static String lenient(String rawPath) {
		if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
			throw new PathException("the path does not begin with a slash");
		}
		boolean same = true;
		for (int i = 0; i < rawPath.length(); i++) {
			char next = rawPath.charAt(i);
			byte kind = (next < KINDS.length) ? KINDS[next] : REFUSED;
			if (kind == REFUSED) {
				throw new PathException("the path has a character that must be percent-encoded");
			}
			same = same && kind == 0;
		}
		return same ? rawPath : recoded(rawPath);
	}

	private static String recoded(String raw) {
		StringBuilder canonical = new StringBuilder(raw.length() + 8);
		for (int i = 0; i < raw.length(); i++) {
			char next = raw.charAt(i);
			if (next != '%') {
				if (INVALID.indexOf(next) >= 0) {
					encode(canonical, next);
				}
				else {
					canonical.append(next);
				}
				continue;
			}
			int octet = PercentCoding.hex(raw, i + 1);
			if (octet < 0) {
				throw new PathException("the path has a malformed percent-encoding");
			}
			if (octet < 0x20 || octet == 0x7F) {
				throw new PathException("the path has an encoded control character");
			}
			if (PercentCoding.unreserved(octet)) {
				canonical.append((char) octet);
			}
			else {
				encode(canonical, octet);
			}
			i += 2;
		}
		return canonical.toString();
	}

	private static void encode(StringBuilder text, int octet) {
		text.append('%')
			.append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
			.append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
	}

	private static void checkUtf8(String path) {
		if (path.indexOf('%') < 0) {
			return;
		}
		ByteBuffer octets = ByteBuffer.allocate(path.length());
		for (int i = 0; i < path.length(); i++) {
			if (path.charAt(i) == '%') {
				octets.put((byte) PercentCoding.hex(path, i + 1));
				i += 2;
			}
			else {
				octets.put((byte) path.charAt(i));
			}
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
		}
		catch (CharacterCodingException ex) {
			throw new PathException("the path is not UTF-8");
		}
	}

	/**
	 * Removes dot segments, also those with parameters behind a semicolon, which some
	 * servers cut off before they resolve.
	 */
	private static String resolved(String path) {
		StringBuilder kept = new StringBuilder(path.length());
		int position = 0;
		while (position < path.length()) {
			int slash = path.indexOf('/', position + 1);
			int end = (slash < 0) ? path.length() : slash;
			int semicolon = path.indexOf(';', position);
			int nameEnd = (semicolon >= 0 && semicolon < end) ? semicolon : end;
			String name = path.substring(position + 1, nameEnd);
			boolean last = end == path.length();
			if (name.equals("..")) {
				kept.setLength(Math.max(0, kept.lastIndexOf("/")));
			}
			if (!name.equals(".") && !name.equals("..")) {
				kept.append(path, position, end);
			}
			else if (last) {
				kept.append('/');
			}
			position = end;
		}
		return kept.isEmpty() ? "/" : kept.toString();
	}

	/**
	 * Undoes encoding of characters that could stand in a segment as they are: servers
	 * make no difference, so the route table must not either. The semicolon stays, which
	 * begins parameters unless it is encoded.
	 */
	static String matched(String canonical) {
		int percent = canonical.indexOf('%');
		while (percent >= 0 && SEGMENT.indexOf(PercentCoding.hex(canonical, percent + 1)) < 0) {
			percent = canonical.indexOf('%', percent + 3);
		}
		if (percent < 0) {
			return canonical;
		}
		StringBuilder matched = new StringBuilder(canonical.length());
		for (int i = 0; i < canonical.length(); i++) {
			int octet = (canonical.charAt(i) == '%') ? PercentCoding.hex(canonical, i + 1) : -1;
			if (octet >= 0 && SEGMENT.indexOf(octet) >= 0) {
				matched.append((char) octet);
				i += 2;
			}
			else {
				matched.append(canonical.charAt(i));
			}
		}
		return matched.toString();
	}

}
