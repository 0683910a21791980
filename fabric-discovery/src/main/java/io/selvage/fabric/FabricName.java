package io.selvage.fabric;

import java.nio.charset.StandardCharsets;

/**
 * A name in the cluster's naming tree, such as {@code fabric:/App} or
 * {@code fabric:/App/Svc}. Names are case-sensitive, have no empty segment and never end
 * in a slash (Service Fabric naming URI rules).
 *
 * @param value the whole name, beginning with {@code fabric:/}
 */
public record FabricName(String value) implements Comparable<FabricName> {

	/** What every name begins with. */
	public static final String SCHEME = "fabric:/";

	private static final String ILLEGAL = "~$+|?#[]<>\\^%\"";

	/**
	 * Checks the name.
	 * @throws IllegalArgumentException if it is none; the message says where and why
	 */
	public FabricName {
		int start = SCHEME.length();
		if (!value.startsWith(SCHEME)) {
			throw illegal(value, "it must begin with 'fabric:/'");
		}
		if (value.length() == start) {
			throw illegal(value, "nothing follows 'fabric:/'");
		}
		for (int i = start; i < value.length(); i++) {
			char c = value.charAt(i);
			if (ILLEGAL.indexOf(c) >= 0 || c <= ' ' || c == 0x7f) {
				throw illegal(value, "character '" + (c <= ' ' || c == 0x7f ? "U+%04X".formatted((int) c) : c)
						+ "' at position " + (i + 1) + " is not allowed in a name");
			}
			if (c == '/' && (i == start || value.charAt(i - 1) == '/')) {
				throw illegal(value, "empty segment at position " + (i + 1));
			}
		}
		if (value.endsWith("/")) {
			throw illegal(value, "a name does not end in '/'");
		}
	}

	/**
	 * Reads the id form, in which {@code ~} (or {@code /}, as old clusters answer)
	 * separates the segments.
	 * @param id for instance {@code App~Svc}
	 * @return the name
	 * @throws IllegalArgumentException if it is no name
	 */
	public static FabricName fromId(String id) {
		return new FabricName(SCHEME + id.replace('~', '/'));
	}

	/**
	 * The id form: the name without {@code fabric:/}, segments separated by {@code ~}.
	 * @return for instance {@code App~Svc}
	 */
	public String id() {
		return this.value.substring(SCHEME.length()).replace('/', '~');
	}

	/**
	 * The id as it may stand in the path of a URL: characters outside ASCII are
	 * percent-encoded once, which is how often the cluster decodes.
	 * @return the id, ready for a raw path
	 */
	public String pathId() {
		String id = id();
		StringBuilder encoded = null;
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			if (encoded == null && isBare(c)) {
				continue;
			}
			if (encoded == null) {
				encoded = new StringBuilder(id.length() + 16).append(id, 0, i);
			}
			if (isBare(c)) {
				encoded.append(c);
				continue;
			}
			int codePoint = id.codePointAt(i);
			i += Character.charCount(codePoint) - 1;
			for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
				encoded.append('%').append("%02X".formatted(b & 0xff));
			}
		}
		return (encoded != null) ? encoded.toString() : id;
	}

	private static boolean isBare(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
				|| "-._~!&'()*,;=:@".indexOf(c) >= 0;
	}

	private static IllegalArgumentException illegal(String value, String reason) {
		return new IllegalArgumentException("'" + value + "' is not a Service Fabric name: " + reason);
	}

	@Override
	public int compareTo(FabricName other) {
		return this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
