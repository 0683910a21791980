package io.selvage.gateway.listener;

import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request (RFC 9112 section 3.2).
 *
 * @param path the path as it was received
 * @param query the query, percent-encoded, or null
 * @param authority host and port as the client named them; empty if it named none
 */
record RequestLine(String path, @Nullable String query, String authority) {

	/** The target of {@code OPTIONS *}. */
	static final String ASTERISK = "*";

	/**
	 * Reads a target.
	 * @param target what stands in the request line
	 * @param host the Host field, or null
	 * @return its parts
	 * @throws RefusedException if it is malformed, ambiguous or contradicts the Host
	 * field
	 */
	static RequestLine parse(String target, @Nullable String host) {
		String authority = (host != null) ? host : "";
		String local = target;
		if (!target.startsWith("/")) {
			int authorityStart = absolute(target);
			int slash = indexOfAny(target, authorityStart);
			String named = target.substring(authorityStart, slash);
			if (host == null) {
				HostRules.check(named);
				authority = named;
			}
			if (!named.equalsIgnoreCase(authority)) {
				throw new RefusedException(400, "The authority of the request target is not that of the Host header");
			}
			local = (slash == target.length() || target.charAt(slash) == '?') ? "/" + target.substring(slash)
					: target.substring(slash);
		}
		int question = local.indexOf('?');
		String rawPath = (question < 0) ? local : local.substring(0, question);
		String query = (question < 0) ? null : local.substring(question + 1);
		checkQuery(query);
		return new RequestLine(rawPath, query, authority);
	}

	private static int absolute(String target) {
		if (target.regionMatches(true, 0, "http://", 0, 7)) {
			return 7;
		}
		if (target.regionMatches(true, 0, "https://", 0, 8)) {
			return 8;
		}
		throw new RefusedException(400, "The request target is neither a path nor an absolute http or https URL");
	}

	private static int indexOfAny(String target, int from) {
		for (int i = from; i < target.length(); i++) {
			char next = target.charAt(i);
			if (next == '/' || next == '?' || next == '#') {
				return i;
			}
		}
		return target.length();
	}

	private static void checkQuery(@Nullable String query) {
		if (query == null) {
			return;
		}
		for (int i = 0; i < query.length(); i++) {
			char next = query.charAt(i);
			if (next <= 0x20 || next >= 0x7F || next == '#') {
				throw new RefusedException(400, "The query has a character that must be percent-encoded");
			}
		}
	}

	/**
	 * Returns the URL the client called.
	 * @param scheme http or https
	 * @param forwarded the path as backends get it
	 * @return an absolute URL
	 */
	MessageUrl url(String scheme, String forwarded) {
		int colon = this.authority.lastIndexOf(':');
		boolean port = colon > 0 && this.authority.indexOf(']', colon) < 0;
		String host = port ? this.authority.substring(0, colon) : this.authority;
		return new MessageUrl(scheme, host.isEmpty() ? "localhost" : host,
				port ? port(this.authority.substring(colon + 1), scheme) : MessageUrl.defaultPort(scheme), forwarded,
				this.query);
	}

	private static int port(String text, String scheme) {
		return text.isEmpty() ? MessageUrl.defaultPort(scheme) : Integer.parseInt(text);
	}

}
