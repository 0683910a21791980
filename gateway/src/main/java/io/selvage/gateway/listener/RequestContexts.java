package io.selvage.gateway.listener;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.forward.HopByHopHeaders;
import io.selvage.gateway.forward.NettyHeaders;
import io.selvage.gateway.forward.StreamedBody;
import io.selvage.gateway.forward.Trailers;
import io.selvage.gateway.routing.RequestPath;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Makes a request as policies see it from what came over the connection. Header lines and
 * body are views of the connection's own objects.
 */
public final class RequestContexts {

	private static final String UNKNOWN_ADDRESS = "0.0.0.0";

	private static final String HTTPS = "https";

	private final TrustedProxies proxies;

	private final BodyLimits limits;

	private final boolean earlyHints;

	private final long longestTarget;

	/**
	 * Creates it.
	 * @param proxies whose word about clients is believed
	 * @param limits how large bodies may be
	 * @param earlyHints whether clients hear of Early Hints of backends
	 * @param longestTarget how long path and query may be, in bytes; over HTTP/1.1 the
	 * decoder has seen to it
	 */
	public RequestContexts(TrustedProxies proxies, BodyLimits limits, boolean earlyHints, long longestTarget) {
		this.proxies = proxies;
		this.limits = limits;
		this.earlyHints = earlyHints;
		this.longestTarget = longestTarget;
	}

	GatewayRequest request(HttpServerRequest request, RequestLine line, RequestPath path, String apiId) {
		if (request.uri().length() > this.longestTarget) {
			throw new RefusedException(414, "The URL is longer than " + this.longestTarget + " bytes");
		}
		HttpHeaders headers = request.requestHeaders();
		InetAddress peer = peer(request);
		String client = (peer != null) ? this.proxies.client(headers, peer) : UNKNOWN_ADDRESS;
		GatewayRequest made = new GatewayRequest(request.method().name(),
				this.proxies.url(line, request.scheme(), path.forwarded(), headers), new NettyHeaders(headers),
				body(request, headers, this.limits.of(apiId)), client);
		if (HTTPS.equals(request.scheme())) {
			made.certificate(PeerCertificate.of(((Connection) request).channel()));
		}
		made.loop(executor(request));
		if (WebSocketHandshake.asked(request)) {
			made.webSocket(true);
			headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
		}
		HopByHopHeaders.removeListed(headers);
		if (this.earlyHints) {
			made.earlyHints((links) -> EarlyHints.relay(links, (HttpServerResponse) request));
		}
		if (peer != null) {
			made.peerAddress(NetUtil.toAddressString(peer));
		}
		return made;
	}

	private static @Nullable InetAddress peer(HttpServerRequest request) {
		InetSocketAddress remote = request.remoteAddress();
		return (remote != null) ? remote.getAddress() : null;
	}

	private static @Nullable MessageBody body(HttpServerRequest request, HttpHeaders headers, long limit) {
		if (request.version().majorVersion() >= 2) {
			MessageBody awaited = AwaitedBody.of(((Connection) request).channel());
			if (awaited != null) {
				BodyLimits.check(StreamedBody.announcedLength(headers), limit);
				return awaited;
			}
		}
		if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
			Channel channel = ((Connection) request).channel();
			return new StreamedBody(held(request, limit), channel.eventLoop(), StreamedBody.UNKNOWN_LENGTH,
					() -> Trailers.takeReceived(channel));
		}
		long length = StreamedBody.announcedLength(headers);
		BodyLimits.check(length, limit);
		return (length > 0) ? new StreamedBody(held(request, limit), executor(request), length) : null;
	}

	/** What follows on a connection whose body was not read to its end is no request. */
	private static Flux<ByteBuf> held(HttpServerRequest request, long limit) {
		return BodyLimits.hold(ReceivedBody.of(request), limit, () -> ((HttpServerResponse) request).keepAlive(false));
	}

	private static EventExecutor executor(HttpServerRequest request) {
		return ((Connection) request).channel().eventLoop();
	}

}
