package io.selvage.gateway.listener;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.HttpConversionUtil;

/**
 * What a request over HTTP/2 must fulfil beyond the rules for all (RFC 9113 sections 8.2
 * and 8.3), as far as its decoder does not see to it: it may be forwarded over HTTP/1.1,
 * where what is only odd here would mean something.
 */
final class Http2Rules {

	/** Up to this length a body is awaited, so that its length is known to be true. */
	static final long AWAITED = 65536;

	private static final CharSequence SCHEME = HttpConversionUtil.ExtensionHeaderNames.SCHEME.text();

	private Http2Rules() {
	}

	/**
	 * Checks the header fields of a request.
	 * @param headers the fields, pseudo-header fields as the decoder left them
	 * @throws RefusedException if they break a rule
	 */
	static void check(HttpHeaders headers) {
		List<String> schemes = headers.getAll(SCHEME);
		if (schemes.size() != 1
				|| !(schemes.get(0).equalsIgnoreCase("http") || schemes.get(0).equalsIgnoreCase("https"))) {
			throw new RefusedException(400, "The request has not exactly one scheme, http or https");
		}
		Iterator<Map.Entry<CharSequence, CharSequence>> lines = headers.iteratorCharSequence();
		while (lines.hasNext()) {
			CharSequence value = lines.next().getValue();
			if (!value.isEmpty() && (blank(value.charAt(0)) || blank(value.charAt(value.length() - 1)))) {
				throw new RefusedException(400, "A header value begins or ends with white space");
			}
		}
		String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		if (length != null && !length.chars().allMatch((digit) -> digit >= '0' && digit <= '9')) {
			throw new RefusedException(400, "The Content-Length is not a number");
		}
	}

	/**
	 * Checks the path: there is no absolute form here, and the asterisk goes with OPTIONS
	 * only (RFC 9113 section 8.3.1).
	 * @param method the method
	 * @param path the path, as the decoder left it
	 * @throws RefusedException if it is something else
	 */
	static void checkPath(String method, String path) {
		if (!path.startsWith("/") && !(path.equals(RequestLine.ASTERISK) && method.equals("OPTIONS"))) {
			throw new RefusedException(400, "The :path of the request is not a path");
		}
	}

	private static boolean blank(char next) {
		return next == ' ' || next == '\t';
	}

	/**
	 * Tells whether the body of a request is awaited before anything is forwarded. Its
	 * length is compared with what arrives only as it arrives, and then the backend would
	 * have seen the head of a request that is none.
	 * @param headers the header fields
	 * @return true if a small length is announced
	 */
	static boolean awaitsBody(HttpHeaders headers) {
		String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		return length != null && length.length() < 10 && Long.parseLong(length) <= AWAITED;
	}

}
