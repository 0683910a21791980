package io.selvage.gateway.policy.schema;

import java.nio.charset.StandardCharsets;

import org.springframework.util.StringUtils;

/**
 * The value of a {@code $ref}: a URI reference whose fragment is a JSON pointer or the
 * name of an anchor, with percent signs for what a URI can't hold (RFC 6901 section 6).
 *
 * @param document what stands before the fragment; empty: the same document
 * @param fragment what stands behind it, decoded
 */
record SchemaReference(String document, String fragment) {

	static SchemaReference of(String reference) {
		int hash = reference.indexOf('#');
		String document = (hash < 0) ? reference : reference.substring(0, hash);
		return new SchemaReference(document.strip(), decoded((hash < 0) ? "" : reference.substring(hash + 1)));
	}

	private static String decoded(String fragment) {
		try {
			return StringUtils.uriDecode(fragment, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			// A percent sign that escapes nothing stands for itself.
			return fragment;
		}
	}

}
