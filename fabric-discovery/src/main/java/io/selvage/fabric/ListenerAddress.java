package io.selvage.fabric;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * The address of one listener of an instance or replica. Only {@code http},
 * {@code https}, {@code ws} and {@code wss} addresses with a host can be routed to;
 * remoting ({@code host:port+partition-replica}) and system addresses are kept as text
 * and never routed to.
 */
public final class ListenerAddress {

	private final String text;

	private final @Nullable URI uri;

	private final int port;

	private final String basePath;

	private ListenerAddress(String text, @Nullable URI uri) {
		this.text = text;
		this.uri = uri;
		this.port = (uri != null) ? portOf(uri) : -1;
		this.basePath = (uri != null) ? basePathOf(uri) : "";
	}

	/**
	 * Reads an address; any text is one, but not every one can be routed to.
	 * @param text as the instance registered it
	 * @return the address
	 */
	public static ListenerAddress of(String text) {
		return new ListenerAddress(text, routableUri(text));
	}

	private static @Nullable URI routableUri(String text) {
		if (!startsWithScheme(text, "http") && !startsWithScheme(text, "ws")) {
			return null;
		}
		try {
			URI uri = new URI(text).parseServerAuthority();
			boolean usable = uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() != 0
					&& uri.getPort() <= 0xffff;
			return usable ? uri : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static boolean startsWithScheme(String text, String scheme) {
		int end = scheme.length();
		return text.regionMatches(true, 0, scheme, 0, end)
				&& (text.startsWith("://", end) || text.regionMatches(true, end, "s://", 0, 4));
	}

	private static int portOf(URI uri) {
		return (uri.getPort() >= 0) ? uri.getPort() : isSecure(uri) ? 443 : 80;
	}

	private static boolean isSecure(URI uri) {
		return uri.getScheme().length() == 5 || uri.getScheme().equalsIgnoreCase("wss");
	}

	private static String basePathOf(URI uri) {
		String path = (uri.getRawPath() != null) ? uri.getRawPath() : "";
		int end = path.length();
		while (end > 0 && path.charAt(end - 1) == '/') {
			end--;
		}
		return path.substring(0, end);
	}

	/**
	 * The address as the instance registered it.
	 * @return the text, unchanged
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Whether requests can be sent to this address.
	 * @return {@code true} for an HTTP or WebSocket URL with a host
	 */
	public boolean routable() {
		return this.uri != null;
	}

	/**
	 * Whether this is an HTTP or HTTPS address.
	 * @return {@code true} for the schemes {@code http} and {@code https}
	 */
	public boolean http() {
		return this.uri != null && Character.toLowerCase(this.uri.getScheme().charAt(0)) == 'h';
	}

	/**
	 * The address as a URI.
	 * @return the URI
	 * @throws IllegalStateException if the address is not {@link #routable()}
	 */
	public URI uri() {
		if (this.uri == null) {
			throw new IllegalStateException("'" + this.text + "' is not an HTTP address");
		}
		return this.uri;
	}

	/**
	 * The scheme as registered.
	 * @return for instance {@code http}
	 */
	public String scheme() {
		return uri().getScheme();
	}

	/**
	 * Whether the listener speaks TLS.
	 * @return {@code true} for {@code https} and {@code wss}
	 */
	public boolean secure() {
		return isSecure(uri());
	}

	/**
	 * The host name or IP address; an IPv6 address stands in brackets.
	 * @return the host
	 */
	public String host() {
		return uri().getHost();
	}

	/**
	 * The port.
	 * @return the port given, else 80 or 443
	 */
	public int port() {
		return this.port;
	}

	/**
	 * The raw path every request path is put behind, without a slash at its end.
	 * @return for instance {@code /visualobjects}, or the empty string
	 */
	public String basePath() {
		return this.basePath;
	}

	/**
	 * Joins the base path and the path of a request with exactly one slash.
	 * @param rawPath the raw request path, with or without a leading slash
	 * @return the raw path to request
	 */
	public String join(String rawPath) {
		if (this.basePath.isEmpty() && !rawPath.isEmpty() && rawPath.charAt(0) == '/') {
			return rawPath;
		}
		return (!rawPath.isEmpty() && rawPath.charAt(0) == '/') ? this.basePath + rawPath
				: this.basePath + '/' + rawPath;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ListenerAddress that && this.text.equals(that.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
