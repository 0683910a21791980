package io.selvage.gateway.forward;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.selvage.gateway.context.MessageUrl;

/**
 * Reads a {@code Location} field (RFC 9110 section 10.2.2): a reference relative to the
 * URL that was called. Characters that should have been percent-encoded are, as browsers
 * do it.
 */
final class RedirectLocation {

	private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

	private RedirectLocation() {
	}

	/**
	 * Resolves a location.
	 * @param base the URL that was called
	 * @param location the value of the field
	 * @return an absolute URL without fragment
	 * @throws IllegalArgumentException if it is malformed
	 */
	static MessageUrl resolve(MessageUrl base, String location) {
		String reference = encode(location.strip());
		if (reference.startsWith("?")) {
			int fragment = reference.indexOf('#');
			return base.withPathAndQuery(base.rawPath(),
					(fragment < 0) ? reference.substring(1) : reference.substring(1, fragment));
		}
		MessageUrl resolved = MessageUrl.parse(URI.create(encode(base.toString())).resolve(reference).toString());
		String path = resolved.rawPath();
		while (path.startsWith("/../")) {
			path = path.substring(3);
		}
		return resolved.withPathAndQuery(path.equals("/..") ? "/" : path, resolved.rawQuery());
	}

	private static String encode(String text) {
		StringBuilder encoded = null;
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			boolean plain = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9')
					|| ALLOWED.indexOf(next) >= 0;
			if (plain) {
				if (encoded != null) {
					encoded.append(next);
				}
				continue;
			}
			if (next < 0x20 || next == 0x7F) {
				throw new IllegalArgumentException("a control character at " + i);
			}
			encoded = (encoded != null) ? encoded : new StringBuilder(text.substring(0, i));
			for (byte octet : String.valueOf(next).getBytes(StandardCharsets.ISO_8859_1)) {
				encoded.append('%').append(String.format("%02X", octet));
			}
		}
		return (encoded != null) ? encoded.toString() : text;
	}

}
