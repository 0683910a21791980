package io.selvage.gateway.expression.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes URIs apart and normalizes them as .NET does: lower-case scheme and host, no
 * default port, no dot segments, everything else percent-encoded where it must be.
 */
final class UriParser {

	private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443, "ftp", 21, "ws", 80,
			"wss", 443, "ldap", 389, "gopher", 70, "nntp", 119, "telnet", 23, "net.tcp", 808);

	private UriParser() {
	}

	static int defaultPort(String scheme) {
		return DEFAULT_PORTS.getOrDefault(scheme, -1);
	}

	static @Nullable UriParts parse(String text) {
		int colon = schemeEnd(text);
		if (colon < 0) {
			return null;
		}
		String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
		String rest = text.substring(colon + 1);
		boolean web = DEFAULT_PORTS.containsKey(scheme);
		if (web || scheme.equals("file")) {
			rest = slashes(rest);
		}
		if (!rest.startsWith("//")) {
			return web ? null : new UriParts(scheme, false, null, "", -1, rest(rest, false));
		}
		int end = 2;
		while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
			end++;
		}
		return authority(scheme, rest.substring(2, end), rest(rest.substring(end), true), web);
	}

	/** A backslash is a slash for the web's schemes, up to the query. */
	private static String slashes(String rest) {
		int end = 0;
		while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
			end++;
		}
		return rest.substring(0, end).replace('\\', '/') + rest.substring(end);
	}

	private static int schemeEnd(String text) {
		int colon = text.indexOf(':');
		if (colon < 2 || !Character.isLetter(text.charAt(0))) {
			return -1;
		}
		for (int i = 0; i < colon; i++) {
			char c = text.charAt(i);
			if (c > 0x7f || !(Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.')) {
				return -1;
			}
		}
		return colon;
	}

	static boolean looksAbsolute(String text) {
		return schemeEnd(text) > 0
				&& DEFAULT_PORTS.containsKey(text.substring(0, schemeEnd(text)).toLowerCase(Locale.ROOT))
				&& text.startsWith("//", schemeEnd(text) + 1);
	}

	private static @Nullable UriParts authority(String scheme, String authority, UriParts.Rest rest, boolean web) {
		int at = authority.lastIndexOf('@');
		String userInfo = (at < 0) ? null : UriEscapes.normalize(authority.substring(0, at), "%:;&=+$,!*'()");
		String hostAndPort = authority.substring(at + 1);
		int colon = hostAndPort.lastIndexOf(':');
		if (colon >= 0 && hostAndPort.indexOf(']') > colon) {
			colon = -1;
		}
		String host = ((colon < 0) ? hostAndPort : hostAndPort.substring(0, colon)).toLowerCase(Locale.ROOT);
		int port = -1;
		if (colon >= 0 && colon < hostAndPort.length() - 1) {
			port = port(hostAndPort.substring(colon + 1));
			if (port < 0) {
				return null;
			}
		}
		if ((web && host.isEmpty()) || !isHost(host)) {
			return null;
		}
		if (host.startsWith("[")) {
			IpAddress address = IpAddress.tryParse(host.substring(1, host.length() - 1));
			host = (address != null) ? "[" + address + "]" : host;
		}
		return new UriParts(scheme, true, userInfo, host, (port == defaultPort(scheme)) ? -1 : port, rest);
	}

	private static int port(String digits) {
		try {
			int port = Integer.parseInt(digits);
			return (port <= 65535 && Character.isDigit(digits.charAt(0))) ? port : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	private static boolean isHost(String host) {
		if (host.startsWith("[")) {
			return host.endsWith("]") && IpAddress.tryParse(host.substring(1, host.length() - 1)) != null;
		}
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (c < 0x80 && !Character.isLetterOrDigit(c) && "-._~%!$&'()*+,;=".indexOf(c) < 0) {
				return false;
			}
		}
		return !host.startsWith(".") && host.indexOf("..") < 0;
	}

	private static UriParts.Rest rest(String text, boolean rooted) {
		int hash = text.indexOf('#');
		String fragment = (hash < 0) ? "" : text.substring(hash);
		String before = (hash < 0) ? text : text.substring(0, hash);
		int mark = before.indexOf('?');
		String query = (mark < 0) ? "" : before.substring(mark);
		String path = (mark < 0) ? before : before.substring(0, mark);
		path = UriEscapes.normalize(path, "%/:;@&=+$,!*'()[]");
		if (rooted) {
			path = path.isEmpty() ? "/" : removeDots(path);
		}
		return new UriParts.Rest(path, UriEscapes.normalize(query, "%/:;@&=+$,!*'()[]?"),
				UriEscapes.normalize(fragment, "%/:;@&=+$,!*'()[]?#"));
	}

	static String removeDots(String path) {
		if (!path.contains("/.")) {
			return path;
		}
		List<String> kept = new ArrayList<>();
		String[] segments = path.substring(1).split("/", -1);
		for (int i = 0; i < segments.length; i++) {
			boolean last = i == segments.length - 1;
			if (segments[i].equals("..")) {
				if (!kept.isEmpty()) {
					kept.remove(kept.size() - 1);
				}
			}
			else if (!segments[i].equals(".")) {
				kept.add(segments[i]);
				continue;
			}
			if (last) {
				kept.add("");
			}
		}
		return "/" + String.join("/", kept);
	}

	static String resolve(UriParts base, String reference) {
		String root = base.scheme() + (base.hierarchical() ? "://" : ":") + base.authorityWithUser();
		if (reference.isEmpty()) {
			return base.toString();
		}
		if (reference.startsWith("//")) {
			return base.scheme() + ":" + reference;
		}
		return switch (reference.charAt(0)) {
			case '/', '\\' -> root + reference;
			case '?' -> root + base.path() + reference;
			case '#' -> root + base.path() + base.query() + reference;
			default -> root + base.path().substring(0, base.path().lastIndexOf('/') + 1) + reference;
		};
	}

	static String relativePath(String from, String to) {
		int common = 0;
		for (int i = 0; i < Math.min(from.length(), to.length()) && from.charAt(i) == to.charAt(i); i++) {
			if (from.charAt(i) == '/') {
				common = i + 1;
			}
		}
		if (from.equals(to)) {
			return "";
		}
		StringBuilder relative = new StringBuilder();
		for (int i = common; i < from.length(); i++) {
			if (from.charAt(i) == '/') {
				relative.append("../");
			}
		}
		String rest = to.substring(common);
		return (relative.isEmpty() && rest.isEmpty()) ? "./" : relative + rest;
	}

}
