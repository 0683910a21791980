package io.selvage.gateway.forward;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * Fields that belong to one connection and are never relayed (RFC 9110 section 7.6.1),
 * and those that HTTP/2 codecs add for their own use.
 */
public final class HopByHopHeaders {

	private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

	private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");

	private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");

	private static final String HTTP2_EXTENSION = "x-http2-";

	private HopByHopHeaders() {
	}

	/**
	 * Removes them from a request that will leave. {@code TE: trailers} stays, which gRPC
	 * needs.
	 * @param headers what is changed
	 */
	public static void removeFromRequest(HttpHeaders headers) {
		boolean trailers = headers.contains(HttpHeaderNames.TE)
				&& headers.containsValue(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS, true);
		removeFromBoth(headers);
		headers.remove(HttpHeaderNames.EXPECT);
		headers.remove(HttpHeaderNames.PROXY_AUTHORIZATION);
		headers.remove(HTTP2_SETTINGS);
		headers.remove(HttpHeaderNames.TE);
		if (trailers) {
			headers.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
		}
		removeHttp2Extensions(headers);
	}

	/**
	 * Removes what the Connection field of a message that has arrived lists, and the list
	 * itself: it speaks of the fields its sender sent (RFC 9110 section 7.6.1), and must
	 * not take away what policies add under the same names.
	 * @param headers what is changed
	 */
	public static void removeListed(HttpHeaders headers) {
		if (!headers.contains(HttpHeaderNames.CONNECTION)) {
			return;
		}
		boolean listed = false;
		for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
			if (!ofItself(line)) {
				listed = true;
				removeListed(headers, line);
			}
		}
		if (listed && headers.contains(HttpHeaderNames.UPGRADE)) {
			headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
		}
		else if (listed) {
			headers.remove(HttpHeaderNames.CONNECTION);
		}
	}

	private static boolean ofItself(String line) {
		return HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(line)
				|| HttpHeaderValues.CLOSE.contentEqualsIgnoreCase(line)
				|| HttpHeaderValues.UPGRADE.contentEqualsIgnoreCase(line);
	}

	/**
	 * Removes what the codec of HTTP/2 adds for its own use.
	 * @param headers what is changed
	 */
	static void removeHttp2Extensions(HttpHeaders headers) {
		List<CharSequence> found = null;
		Iterator<Map.Entry<CharSequence, CharSequence>> lines = headers.iteratorCharSequence();
		while (lines.hasNext()) {
			CharSequence name = lines.next().getKey();
			if (name.length() > HTTP2_EXTENSION.length() && (name.charAt(0) | 0x20) == 'x'
					&& AsciiString.regionMatches(name, true, 0, HTTP2_EXTENSION, 0, HTTP2_EXTENSION.length())) {
				found = (found != null) ? found : new ArrayList<>(2);
				found.add(name);
			}
		}
		if (found != null) {
			found.forEach(headers::remove);
		}
	}

	/**
	 * Removes them from an answer that will be relayed.
	 * @param headers what is changed
	 */
	public static void removeFromResponse(HttpHeaders headers) {
		removeFromBoth(headers);
	}

	private static void removeFromBoth(HttpHeaders headers) {
		List<String> connection = headers.getAll(HttpHeaderNames.CONNECTION);
		for (String line : connection) {
			if (!ofItself(line)) {
				removeListed(headers, line);
			}
		}
		if (!connection.isEmpty()) {
			headers.remove(HttpHeaderNames.CONNECTION);
		}
		headers.remove(KEEP_ALIVE);
		headers.remove(PROXY_CONNECTION);
		headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
		headers.remove(HttpHeaderNames.UPGRADE);
	}

	/**
	 * Removes what a Connection field lists. Framing and routing fields stay: a client
	 * must not be able to have them removed. Upgrade and TE are dealt with by name.
	 */
	private static void removeListed(HttpHeaders headers, String line) {
		for (String option : line.split(",")) {
			String name = option.trim();
			if (!name.isEmpty() && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
					&& !HttpHeaderNames.HOST.contentEqualsIgnoreCase(name)
					&& !HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)
					&& !HttpHeaderNames.UPGRADE.contentEqualsIgnoreCase(name)
					&& !HttpHeaderNames.TE.contentEqualsIgnoreCase(name)) {
				headers.remove(name);
			}
		}
	}

}
