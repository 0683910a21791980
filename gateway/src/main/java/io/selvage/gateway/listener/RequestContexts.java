package io.selvage.gateway.listener;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.forward.NettyHeaders;
import io.selvage.gateway.forward.StreamedBody;
import io.selvage.gateway.forward.Trailers;
import io.selvage.gateway.routing.RequestPath;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Makes a request as policies see it from what came over the connection. Header lines and
 * body are views of the connection's own objects.
 */
public final class RequestContexts {

	private static final String UNKNOWN_ADDRESS = "0.0.0.0";

	private final TrustedProxies proxies;

	/**
	 * Creates it.
	 * @param proxies whose word about clients is believed
	 */
	public RequestContexts(TrustedProxies proxies) {
		this.proxies = proxies;
	}

	GatewayRequest request(HttpServerRequest request, RequestLine line, RequestPath path) {
		HttpHeaders headers = request.requestHeaders();
		InetAddress peer = peer(request);
		String client = (peer != null) ? this.proxies.client(headers, peer) : UNKNOWN_ADDRESS;
		GatewayRequest made = new GatewayRequest(request.method().name(), line.url(request.scheme(), path.forwarded()),
				new NettyHeaders(headers), body(request, headers), client);
		if (WebSocketHandshake.asked(request)) {
			made.webSocket(true);
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

	private static @Nullable StreamedBody body(HttpServerRequest request, HttpHeaders headers) {
		if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
			Channel channel = ((Connection) request).channel();
			return new StreamedBody(request.receive(), channel.eventLoop(), StreamedBody.UNKNOWN_LENGTH,
					() -> Trailers.takeReceived(channel));
		}
		long length = StreamedBody.announcedLength(headers);
		return (length > 0) ? new StreamedBody(request.receive(), executor(request), length) : null;
	}

	private static EventExecutor executor(HttpServerRequest request) {
		return ((Connection) request).channel().eventLoop();
	}

}
