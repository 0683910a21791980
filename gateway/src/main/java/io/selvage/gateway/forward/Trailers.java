package io.selvage.gateway.forward;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AttributeKey;

/**
 * Trailer fields of chunked messages (RFC 9110 section 6.5): relayed, except those that
 * would change what the message means.
 */
public final class Trailers {

	/** Where a connection keeps the trailers of the message that is being received. */
	private static final AttributeKey<HttpHeaders> RECEIVED = AttributeKey.valueOf(Trailers.class, "received");

	/** Where a connection keeps the trailers of the message that is being sent. */
	private static final AttributeKey<HttpHeaders> OUTGOING = AttributeKey.valueOf(Trailers.class, "outgoing");

	private static final Set<String> FORBIDDEN = Set.of("transfer-encoding", "content-length", "host", "trailer",
			"connection", "keep-alive", "proxy-connection", "te", "upgrade", "content-encoding", "content-type",
			"content-range", "authorization", "proxy-authorization", "proxy-authenticate", "www-authenticate", "cookie",
			"set-cookie", "cache-control", "expires", "date", "location", "retry-after", "vary", "warning", "age",
			"expect", "max-forwards", "pragma", "range", "if-match", "if-none-match", "if-modified-since",
			"if-unmodified-since", "if-range", "forwarded", "x-forwarded", "x-real-ip", "ocp-apim-subscription-key",
			"x-api-key", "api-key", "x-client-certificate", "http2-settings");

	/** Whatever begins so speaks of who called, or belongs to a codec. */
	private static final List<String> FORBIDDEN_BEGINNINGS = List.of("x-forwarded-", "x-http2-", "sec-websocket-");

	private Trailers() {
	}

	/**
	 * Copies the fields that may be relayed.
	 * @param trailers what was received
	 * @return what may be sent; empty if there is nothing
	 */
	public static HttpHeaders relayed(HttpHeaders trailers) {
		if (trailers.isEmpty()) {
			return EmptyHttpHeaders.INSTANCE;
		}
		HttpHeaders relayed = new DefaultHttpHeaders();
		for (Map.Entry<String, String> line : trailers) {
			if (!forbidden(line.getKey().toLowerCase(Locale.ROOT).replace('_', '-'))) {
				relayed.add(line.getKey(), line.getValue());
			}
		}
		return relayed;
	}

	/** Servers that make no difference between _ and - must not be misled either. */
	private static boolean forbidden(String name) {
		return FORBIDDEN.contains(name) || FORBIDDEN_BEGINNINGS.stream().anyMatch(name::startsWith);
	}

	/**
	 * Keeps the trailers of the message a connection has just received.
	 * @param channel the connection
	 * @param trailers the trailers
	 */
	public static void received(Channel channel, HttpHeaders trailers) {
		channel.attr(RECEIVED).set(trailers);
	}

	/**
	 * Takes the trailers a connection has received.
	 * @param channel the connection
	 * @return the trailers; empty if there are none
	 */
	public static HttpHeaders takeReceived(Channel channel) {
		HttpHeaders trailers = channel.hasAttr(RECEIVED) ? channel.attr(RECEIVED).getAndSet(null) : null;
		return (trailers != null) ? relayed(trailers) : EmptyHttpHeaders.INSTANCE;
	}

	static void outgoing(Channel channel, HttpHeaders trailers) {
		channel.attr(OUTGOING).set(trailers);
	}

	static HttpHeaders takeOutgoing(Channel channel) {
		HttpHeaders trailers = channel.hasAttr(OUTGOING) ? channel.attr(OUTGOING).getAndSet(null) : null;
		return (trailers != null) ? trailers : EmptyHttpHeaders.INSTANCE;
	}

}
