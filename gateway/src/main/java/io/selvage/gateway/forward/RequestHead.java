package io.selvage.gateway.forward;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageUrl;

/**
 * The request line and header fields an attempt sends.
 *
 * @param request the request as policies left it
 * @param url the URL that is called
 * @param credentials what the backend entity adds
 * @param body the body
 */
record RequestHead(GatewayRequest request, MessageUrl url, TransportSpec.Credentials credentials, OutboundBody body) {

	private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");

	private static final String X_FORWARDED_FOR_NAME = "X-Forwarded-For";

	/**
	 * Sets the query parameters of a backend's credentials; those of the client with the
	 * same names are dropped.
	 * @param url the URL
	 * @param credentials the credentials
	 * @return the URL that is called
	 */
	static MessageUrl withCredentials(MessageUrl url, TransportSpec.Credentials credentials) {
		if (credentials.query().isEmpty()) {
			return url;
		}
		StringBuilder query = new StringBuilder();
		if (url.rawQuery() != null) {
			for (String pair : url.rawQuery().split("&")) {
				if (!sets(credentials, name(pair))) {
					query.append(query.isEmpty() ? "" : "&").append(pair);
				}
			}
		}
		for (Map.Entry<String, List<String>> parameter : credentials.query().entrySet()) {
			for (String value : parameter.getValue()) {
				query.append(query.isEmpty() ? "" : "&")
					.append(URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8))
					.append('=')
					.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
			}
		}
		return url.withPathAndQuery(url.rawPath(), query.toString());
	}

	/**
	 * Returns the names of fields and parameters the credentials set, which traces mask.
	 * @return in lower case, parameters percent-encoded
	 */
	Set<String> secretNames() {
		Set<String> names = new HashSet<>();
		this.credentials.headers().keySet().forEach((name) -> names.add(name.toLowerCase(Locale.ROOT)));
		this.credentials.query()
			.keySet()
			.forEach((name) -> names.add(URLEncoder.encode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)));
		return names;
	}

	/**
	 * Many servers make no difference between cases, so a client must not profit from it.
	 */
	private static boolean sets(TransportSpec.Credentials credentials, String parameter) {
		return credentials.query().keySet().stream().anyMatch(parameter::equalsIgnoreCase);
	}

	private static String name(String pair) {
		int equals = pair.indexOf('=');
		String name = (equals < 0) ? pair : pair.substring(0, equals);
		try {
			return URLDecoder.decode(name, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			return name;
		}
	}

	/**
	 * Returns what stands in the request line.
	 * @return path and query, percent-encoded
	 */
	String target() {
		String query = this.url.rawQuery();
		return (query == null) ? this.url.rawPath() : this.url.rawPath() + '?' + query;
	}

	/**
	 * Returns the length of the body.
	 * @return bytes; -1 if it is not known
	 */
	long bodyLength() {
		if (this.body.absent()) {
			return 0;
		}
		return (this.body instanceof MemoryBody memory) ? memory.bytes().length : -1;
	}

	/**
	 * Fills the header object of the outgoing request.
	 * @param headers what is cleared and filled
	 */
	void write(HttpHeaders headers) {
		NettyHeaders.copy(this.request.headers(), headers);
		HopByHopHeaders.removeFromRequest(headers);
		headers.set(HttpHeaderNames.HOST, authority());
		appendForwardedFor(headers);
		frame(headers);
		this.credentials.headers().forEach(headers::set);
		if (this.credentials.authorization() != null) {
			headers.set(HttpHeaderNames.AUTHORIZATION, this.credentials.authorization());
		}
	}

	private String authority() {
		boolean usual = this.url.port() == MessageUrl.defaultPort(this.url.scheme());
		return usual ? this.url.host() : this.url.host() + ':' + this.url.port();
	}

	private void appendForwardedFor(HttpHeaders headers) {
		String peer = this.request.peerAddress();
		headers.set(X_FORWARDED_FOR_NAME, headers.contains(X_FORWARDED_FOR) ? hops(headers) + peer : peer);
	}

	/** A list may be spread over several lines (RFC 9110 section 5.3). */
	private static String hops(HttpHeaders headers) {
		StringBuilder hops = new StringBuilder();
		for (String line : headers.getAll(X_FORWARDED_FOR)) {
			hops.append(line).append(line.isBlank() ? "" : ",");
		}
		return hops.toString();
	}

	/**
	 * Announces the body: a length that is known stays or is set, any other body is
	 * chunked. (Over HTTP/2 the codec takes the transfer coding away again.)
	 */
	private void frame(HttpHeaders headers) {
		if (this.body instanceof MemoryBody memory) {
			headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(memory.bytes().length));
		}
		else if (!this.body.absent() && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
			headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
		}
	}

}
