package io.selvage.gateway.policy;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What policies may do with headers. Framing and connection headers belong to the
 * gateway: a policy that could set them could smuggle requests (RFC 9112 section 11.2).
 */
public final class HeaderRules {

	/** Headers that no policy may set or remove, in lower case. */
	public static final Set<String> PROTECTED = Set.of("connection", "content-length", "keep-alive", "te", "trailer",
			"transfer-encoding", "upgrade");

	/** Headers whose values are sent as separate lines, in lower case. */
	private static final Set<String> SEPARATE = Set.of("user-agent", "www-authenticate", "proxy-authenticate", "cookie",
			"set-cookie", "warning", "date", "expires", "if-modified-since", "if-unmodified-since", "last-modified",
			"retry-after");

	private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

	private HeaderRules() {
	}

	/**
	 * Tells whether a header belongs to the gateway.
	 * @param name its name
	 * @return true if policies may not change it
	 */
	public static boolean isProtected(String name) {
		return contains(PROTECTED, name);
	}

	/**
	 * Tells whether several values become several lines instead of one list.
	 * @param name the name of a header
	 * @return true if a comma would not separate its values
	 */
	public static boolean isSentSeparately(String name) {
		return contains(SEPARATE, name);
	}

	private static boolean contains(Set<String> names, String name) {
		for (String candidate : names) {
			if (candidate.equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Checks a field name (RFC 9110 section 5.1: a token).
	 * @param name the name
	 * @return what is wrong with it, or null
	 */
	public static @Nullable String nameProblem(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean token = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
					|| TOKEN_SYMBOLS.indexOf(c) >= 0;
			if (!token) {
				return "A header name must not contain " + describe(c) + ".";
			}
		}
		return name.isEmpty() ? "A header name must not be empty." : null;
	}

	/**
	 * Checks a field value (RFC 9110 section 5.5: no control characters).
	 * @param value the value
	 * @return what is wrong with it, or null
	 */
	public static @Nullable String valueProblem(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
				return "A header value must not contain " + describe(c) + ".";
			}
		}
		return null;
	}

	/**
	 * Removes white space around a field value, which is no part of it (RFC 9110 section
	 * 5.5).
	 * @param value the value
	 * @return the value between spaces and tabs
	 */
	public static String trimmed(String value) {
		int from = 0;
		int to = value.length();
		while (from < to && blank(value.charAt(from))) {
			from++;
		}
		while (to > from && blank(value.charAt(to - 1))) {
			to--;
		}
		return value.substring(from, to);
	}

	private static boolean blank(char c) {
		return c == ' ' || c == '\t';
	}

	private static String describe(char c) {
		return (c > ' ' && c < 0x7F) ? "'" + c + "'" : "the character 0x" + Integer.toHexString(c);
	}

}
