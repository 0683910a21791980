package io.selvage.gateway.context;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An absolute URL, immutable. Path and query are kept as they were received (still
 * percent-encoded); the query is taken apart when somebody asks for it.
 */
public final class MessageUrl {

	private final String scheme;

	private final String host;

	private final int port;

	private final String rawPath;

	private final @Nullable String rawQuery;

	private @Nullable Map<String, List<String>> query;

	private @Nullable String origin;

	private @Nullable String text;

	/**
	 * Creates a URL.
	 * @param scheme {@code http} or {@code https} (or {@code fabric})
	 * @param host the host, an IPv6 address in brackets
	 * @param port the port; the scheme's default if the URL names none
	 * @param rawPath the path, percent-encoded, beginning with a slash
	 * @param rawQuery the query without its question mark, percent-encoded, or null
	 */
	public MessageUrl(String scheme, String host, int port, String rawPath, @Nullable String rawQuery) {
		this.scheme = scheme;
		this.host = host;
		this.port = port;
		this.rawPath = rawPath;
		this.rawQuery = rawQuery;
	}

	/**
	 * Reads an absolute URL.
	 * @param text the URL
	 * @return the URL
	 * @throws IllegalArgumentException if it is not absolute or malformed
	 */
	public static MessageUrl parse(String text) {
		URI uri = URI.create(text);
		String scheme = uri.getScheme();
		if (scheme == null || uri.getRawAuthority() == null) {
			throw new IllegalArgumentException("'" + text + "' is not an absolute URL");
		}
		HostAndPort authority = HostAndPort.of(uri);
		int port = (authority.port() >= 0) ? authority.port() : defaultPort(scheme);
		String path = uri.getRawPath();
		return new MessageUrl(scheme, authority.host(), port, (path == null || path.isEmpty()) ? "/" : path,
				uri.getRawQuery());
	}

	/**
	 * Returns the port a scheme stands for.
	 * @param scheme the scheme
	 * @return 443 for https and wss, else 80
	 */
	public static int defaultPort(String scheme) {
		return (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss")) ? 443 : 80;
	}

	public String scheme() {
		return this.scheme;
	}

	public String host() {
		return this.host;
	}

	public int port() {
		return this.port;
	}

	/**
	 * Returns the path as received.
	 * @return percent-encoded, beginning with a slash
	 */
	public String rawPath() {
		return this.rawPath;
	}

	/**
	 * Returns the query as received.
	 * @return percent-encoded, without the question mark; null if there is none
	 */
	public @Nullable String rawQuery() {
		return this.rawQuery;
	}

	/**
	 * Returns the query parameters, decoded, in order of their first appearance.
	 * @return names (compared without case by the expression library) and values
	 */
	public Map<String, List<String>> query() {
		Map<String, List<String>> parsed = this.query;
		if (parsed == null) {
			parsed = (this.rawQuery == null) ? Map.of() : parseQuery(this.rawQuery);
			this.query = parsed;
		}
		return parsed;
	}

	private static Map<String, List<String>> parseQuery(String raw) {
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		for (String pair : raw.split("&")) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = decode((equals < 0) ? pair : pair.substring(0, equals));
				String value = (equals < 0) ? "" : decode(pair.substring(equals + 1));
				parameters.computeIfAbsent(name, (key) -> new ArrayList<>(1)).add(value);
			}
		}
		return Collections.unmodifiableMap(parameters);
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			return text;
		}
	}

	/**
	 * Returns this URL with another path and query.
	 * @param rawPath the path, percent-encoded, beginning with a slash
	 * @param rawQuery the query, percent-encoded, or null
	 * @return the new URL
	 */
	public MessageUrl withPathAndQuery(String rawPath, @Nullable String rawQuery) {
		return new MessageUrl(this.scheme, this.host, this.port, rawPath, rawQuery);
	}

	/**
	 * Returns scheme, host and port; the port only if it is not the scheme's default.
	 * @return for example {@code http://10.0.0.4:20008}
	 */
	public String origin() {
		String known = this.origin;
		if (known == null) {
			known = (this.port == defaultPort(this.scheme)) ? this.scheme + "://" + this.host
					: this.scheme + "://" + this.host + ":" + this.port;
			this.origin = known;
		}
		return known;
	}

	@Override
	public String toString() {
		String known = this.text;
		if (known == null) {
			known = (this.rawQuery == null) ? origin() + this.rawPath : origin() + this.rawPath + "?" + this.rawQuery;
			this.text = known;
		}
		return known;
	}

}
