package io.selvage.gateway.context;

import java.net.IDN;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a URL names. Names that are no host names to {@link URI} are found as well, as
 * .NET does: those with an underscore, which container platforms give, and international
 * ones, which are called by their ASCII form (RFC 5891).
 *
 * @param host the host, an IPv6 address in brackets
 * @param port the port, or -1
 */
record HostAndPort(String host, int port) {

	private static final int HIGHEST_PORT = 65535;

	private static final Pattern OTHER_NAME = Pattern.compile("(?:[^@]*@)?([\\w.-]+)(?::(\\d{0,9}))?",
			Pattern.UNICODE_CHARACTER_CLASS);

	/**
	 * Reads the authority of a URL.
	 * @param uri a URL with an authority
	 * @return host and port
	 * @throws IllegalArgumentException if it names no host, or a port there is not
	 */
	static HostAndPort of(URI uri) {
		String host = uri.getHost();
		HostAndPort read = (host != null) ? new HostAndPort(host, uri.getPort()) : unusual(uri);
		if (read.port > HIGHEST_PORT) {
			throw new IllegalArgumentException(
					"The port of the URL is " + read.port + ", but ports end at " + HIGHEST_PORT);
		}
		return read;
	}

	private static HostAndPort unusual(URI uri) {
		Matcher matcher = OTHER_NAME.matcher(uri.getAuthority());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + uri + "' is not an absolute URL");
		}
		String port = matcher.group(2);
		return new HostAndPort(IDN.toASCII(matcher.group(1)),
				(port == null || port.isEmpty()) ? -1 : Integer.parseInt(port));
	}

}
