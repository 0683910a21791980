package io.selvage.gateway.expression.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * A URI (System.Uri): absolute ones are taken apart and normalized, relative ones kept as
 * they are.
 */
public final class Uri {

	/** What a text may be. */
	public enum Kind {

		RELATIVE_OR_ABSOLUTE, ABSOLUTE, RELATIVE

	}

	private static final String HEX = "0123456789ABCDEF";

	private final String original;

	private final @Nullable UriParts parts;

	private Uri(String original, @Nullable UriParts parts) {
		this.original = original;
		this.parts = parts;
	}

	/**
	 * Reads a URI.
	 * @param text the text
	 * @param kind what it may be
	 * @return the URI
	 * @throws ClrException System.UriFormatException if it is none of that kind
	 */
	public static Uri parse(@Nullable String text, Kind kind) {
		if (text == null) {
			throw ClrException.argumentNull("uriString");
		}
		UriParts parts = UriParser.parse(text.strip());
		if (parts == null && (kind == Kind.ABSOLUTE || UriParser.looksAbsolute(text.strip()))) {
			throw invalid((text.isBlank()) ? "Invalid URI: The URI is empty."
					: "Invalid URI: The format of the URI could not be determined.");
		}
		if (parts != null && kind == Kind.RELATIVE) {
			throw invalid("A relative URI cannot be created because the text represents an absolute URI.");
		}
		return new Uri(text, parts);
	}

	/**
	 * Reads a URI.
	 * @param text the text
	 * @param kind what it may be
	 * @return null if it is none of that kind
	 */
	public static @Nullable Uri tryParse(@Nullable String text, Kind kind) {
		try {
			return (text == null) ? null : parse(text, kind);
		}
		catch (ClrException ex) {
			return null;
		}
	}

	/**
	 * Resolves a reference against a base (RFC 3986 section 5.2).
	 * @param base the base, which must be absolute
	 * @param reference the reference
	 * @return the absolute URI
	 */
	public static Uri resolve(Uri base, Uri reference) {
		UriParts from = base.parts;
		if (from == null) {
			throw new ClrException("System.ArgumentOutOfRangeException", "The base URI must be absolute.");
		}
		if (reference.parts != null) {
			return reference;
		}
		String text = UriParser.resolve(from, reference.original);
		return parse(text, Kind.ABSOLUTE);
	}

	static ClrException invalid(String message) {
		return new ClrException("System.UriFormatException", message);
	}

	private UriParts absolute() {
		UriParts known = this.parts;
		if (known == null) {
			throw ClrException.invalidOperation("This operation is not supported for a relative URI.");
		}
		return known;
	}

	public boolean isAbsolute() {
		return this.parts != null;
	}

	public String originalString() {
		return this.original;
	}

	public String scheme() {
		return absolute().scheme();
	}

	public String userInfo() {
		String info = absolute().userInfo();
		return (info != null) ? info : "";
	}

	/**
	 * Returns the host.
	 * @return in lower case; an IPv6 address in brackets
	 */
	public String host() {
		return absolute().host();
	}

	public String dnsSafeHost() {
		return host().replace("[", "").replace("]", "");
	}

	/**
	 * Returns the port.
	 * @return the scheme's default if the URI names none; -1 if there is no default
	 */
	public int port() {
		UriParts known = absolute();
		return (known.port() >= 0) ? known.port() : UriParser.defaultPort(known.scheme());
	}

	public boolean isDefaultPort() {
		return absolute().port() < 0;
	}

	/**
	 * Returns host and port.
	 * @return the port only if it is not the default one
	 */
	public String authority() {
		UriParts known = absolute();
		return (known.port() < 0) ? known.host() : known.host() + ":" + known.port();
	}

	public String absolutePath() {
		return absolute().path();
	}

	public String localPath() {
		return unescapeDataString(absolutePath());
	}

	/**
	 * Returns the query.
	 * @return with its question mark, or empty
	 */
	public String query() {
		return absolute().query();
	}

	public String fragment() {
		return absolute().fragment();
	}

	public String pathAndQuery() {
		return absolutePath() + query();
	}

	public String[] segments() {
		List<String> segments = new ArrayList<>();
		String path = absolutePath();
		int start = 0;
		while (start < path.length()) {
			int slash = path.indexOf('/', start);
			int end = (slash < 0) ? path.length() : slash + 1;
			segments.add(path.substring(start, end));
			start = end;
		}
		return segments.toArray(new String[0]);
	}

	public String absoluteUri() {
		return absolute().toString();
	}

	public boolean isLoopback() {
		String host = dnsSafeHost();
		return host.equals("localhost") || host.startsWith("127.") || host.equals("::1")
				|| (isFile() && host.isEmpty());
	}

	public boolean isFile() {
		return scheme().equals("file");
	}

	/**
	 * Tells what the host is.
	 * @return 0 unknown, 1 basic, 2 DNS name, 3 IPv4, 4 IPv6
	 */
	public int hostNameType() {
		String host = host();
		if (host.isEmpty()) {
			return isFile() ? 1 : 0;
		}
		return checkHostName(host);
	}

	public static int checkHostName(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			return 0;
		}
		IpAddress address = IpAddress.tryParse(name);
		if (address != null && (name.indexOf(':') >= 0 || name.split("\\.").length == 4)) {
			return (address.bytes().length == 4) ? 3 : 4;
		}
		return name.matches(
				"[\\p{L}\\p{Nd}_]([\\p{L}\\p{Nd}_-]*[\\p{L}\\p{Nd}_])?(\\.[\\p{L}\\p{Nd}_]([\\p{L}\\p{Nd}_-]*[\\p{L}\\p{Nd}_])?)*\\.?")
						? 2 : 0;
	}

	/**
	 * Returns the URI up to a part.
	 * @param partial 0 scheme, 1 authority, 2 path, 3 query
	 * @return the left part
	 */
	public String leftPart(int partial) {
		UriParts known = absolute();
		String left = known.scheme() + (known.hierarchical() ? "://" : ":");
		if (partial == 0) {
			return left;
		}
		left += known.authorityWithUser();
		if (partial == 1) {
			return known.hierarchical() ? left : "";
		}
		left += known.path();
		return (partial == 2) ? left : left + known.query();
	}

	public boolean isBaseOf(Uri other) {
		if (!isAbsolute() || !other.isAbsolute()) {
			return false;
		}
		String folder = leftPart(2).substring(0, leftPart(2).lastIndexOf('/') + 1);
		return other.leftPart(2).startsWith(folder);
	}

	/**
	 * Makes a relative reference from this URI to another.
	 * @param target the other
	 * @return the reference, or the other itself if scheme or authority differ
	 */
	public Uri makeRelative(Uri target) {
		if (!leftPart(1).equals(target.leftPart(1))) {
			return target;
		}
		String relative = UriParser.relativePath(absolutePath(), target.absolutePath());
		return parse(relative + target.query() + target.fragment(), Kind.RELATIVE_OR_ABSOLUTE);
	}

	public static String escapeDataString(@Nullable String text) {
		return escape(text, "-_.~");
	}

	public static String escapeUriString(@Nullable String text) {
		return escape(text, "-_.~:/?#[]@!$&'()*+,;=");
	}

	private static String escape(@Nullable String text, String kept) {
		if (text == null) {
			throw ClrException.argumentNull("stringToEscape");
		}
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.indexOf(c) >= 0) {
				escaped.append(c);
			}
			else {
				int width = (Character.isHighSurrogate(c) && i + 1 < text.length()) ? 2 : 1;
				appendEscaped(escaped, text.substring(i, i + width));
				i += width - 1;
			}
		}
		return escaped.toString();
	}

	static void appendEscaped(StringBuilder escaped, String characters) {
		if (characters.length() == 1 && characters.charAt(0) < 0x80) {
			escaped.append('%')
				.append(HEX.charAt(characters.charAt(0) >> 4))
				.append(HEX.charAt(characters.charAt(0) & 15));
			return;
		}
		for (byte b : characters.getBytes(StandardCharsets.UTF_8)) {
			escaped.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
		}
	}

	public static String unescapeDataString(@Nullable String text) {
		if (text == null) {
			throw ClrException.argumentNull("stringToUnescape");
		}
		return UriEscapes.unescape(text, (c) -> true);
	}

	@Override
	public String toString() {
		return (this.parts != null) ? UriEscapes.display(this.parts.toString()) : this.original;
	}

	/** Fragment and user info do not count. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Uri that && key().equals(that.key());
	}

	private String key() {
		UriParts known = this.parts;
		return (known == null) ? this.original : known.scheme() + "://" + known.host().toLowerCase(Locale.ROOT) + ":"
				+ port() + known.path() + known.query();
	}

	@Override
	public int hashCode() {
		return key().hashCode();
	}

}
