package io.selvage.gateway.listener;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What a request must fulfil before anything is done with it: whatever two HTTP
 * implementations could read in two ways is refused, and the connection is closed
 * afterwards. Sources: RFC 9112 sections 3.2, 6.1, 6.3 and 11.2.
 */
final class RequestRules {

	private static final int LONGEST_METHOD = 32;

	private static final int MOST_HEADERS = 100;

	/** Names that mean something here; a look-alike with an underscore is an attack. */
	private static final Set<String> SENSITIVE = Set.of("transfer-encoding", "content-length", "proxy-authorization",
			"content-type", "x-real-ip", "proxy-connection", "ocp-apim-subscription-key", "x-api-key",
			"x-client-certificate");

	private static final List<String> SENSITIVE_BEGINNINGS = List.of("x-forwarded-", "x-http2-", "sec-websocket-");

	private RequestRules() {
	}

	/**
	 * Checks a request.
	 * @param request the request
	 * @throws RefusedException if it breaks a rule
	 */
	static void check(HttpServerRequest request) {
		String method = request.method().name();
		if (method.length() > LONGEST_METHOD || !token(method)) {
			throw new RefusedException(400, "The method is not a token of at most 32 characters");
		}
		if (HttpMethod.CONNECT.name().equals(method)) {
			throw new RefusedException(400, "No tunnels are opened here: CONNECT is not accepted");
		}
		checkVersion(request.version());
		HttpHeaders headers = request.requestHeaders();
		checkNames(headers);
		if (request.version().majorVersion() >= 2) {
			Http2Rules.check(headers);
			Http2Rules.checkPath(method, request.uri());
		}
		checkExpectation(request, headers);
		checkFraming(request, headers);
		checkHost(request, headers);
	}

	/** Of HTTP/1, a higher minor version is served as the highest known. */
	private static void checkVersion(HttpVersion version) {
		if (version.majorVersion() < 1 || version.majorVersion() > 2) {
			throw new RefusedException(505, "The version of HTTP is not supported");
		}
	}

	/** RFC 9110 section 10.1.1. */
	private static void checkExpectation(HttpServerRequest request, HttpHeaders headers) {
		if (!headers.contains(HttpHeaderNames.EXPECT) || request.version().compareTo(HttpVersion.HTTP_1_1) < 0) {
			return;
		}
		for (String expected : headers.getAll(HttpHeaderNames.EXPECT)) {
			if (!HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expected)) {
				throw new RefusedException(417, "The only expectation that can be met is 100-continue");
			}
		}
	}

	private static void checkNames(HttpHeaders headers) {
		int count = 0;
		Iterator<Map.Entry<CharSequence, CharSequence>> lines = headers.iteratorCharSequence();
		while (lines.hasNext()) {
			CharSequence name = lines.next().getKey();
			count++;
			for (int i = 0; i < name.length(); i++) {
				if (name.charAt(i) == '_' && sensitive(name.toString().toLowerCase(Locale.ROOT).replace('_', '-'))) {
					throw new RefusedException(400, "A header name looks like another: " + name);
				}
			}
		}
		if (count > MOST_HEADERS) {
			throw new RefusedException(431, "The request has more than " + MOST_HEADERS + " header fields");
		}
	}

	private static boolean sensitive(String name) {
		return SENSITIVE.contains(name) || SENSITIVE_BEGINNINGS.stream().anyMatch(name::startsWith);
	}

	private static void checkFraming(HttpServerRequest request, HttpHeaders headers) {
		List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
		if (request.method().equals(HttpMethod.TRACE) && (!codings.isEmpty() || announcesBody(headers))) {
			throw new RefusedException(400, "A TRACE request has no body");
		}
		if (codings.isEmpty()) {
			return;
		}
		boolean http2 = request.version().majorVersion() >= 2;
		if (!http2 && request.version().compareTo(HttpVersion.HTTP_1_1) < 0) {
			throw new RefusedException(400, "HTTP/1.0 has no Transfer-Encoding");
		}
		if (codings.size() != 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
			throw new RefusedException(400, "The only Transfer-Encoding accepted is chunked");
		}
		if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
			throw new RefusedException(400, "The request has both Content-Length and Transfer-Encoding");
		}
	}

	private static boolean announcesBody(HttpHeaders headers) {
		return !"0".equals(headers.get(HttpHeaderNames.CONTENT_LENGTH, "0"));
	}

	private static void checkHost(HttpServerRequest request, HttpHeaders headers) {
		List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
		if (hosts.size() > 1) {
			throw new RefusedException(400, "The request has more than one Host header");
		}
		if (hosts.isEmpty()) {
			if (request.version().compareTo(HttpVersion.HTTP_1_1) >= 0) {
				throw new RefusedException(400, "The request has no Host header");
			}
			return;
		}
		HostRules.check(hosts.get(0));
	}

	private static boolean token(String text) {
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
			if (!letter && (next < '0' || next > '9') && "!#$%&'*+-.^_`|~".indexOf(next) < 0) {
				return false;
			}
		}
		return !text.isEmpty();
	}

}
