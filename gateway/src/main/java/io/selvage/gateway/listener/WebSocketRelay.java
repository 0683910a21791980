package io.selvage.gateway.listener;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.forward.BackendSocket;
import io.selvage.gateway.forward.HopByHopHeaders;
import io.selvage.gateway.forward.NettyHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Joins the WebSocket of a client with the one of its backend, once policies have run and
 * the backend has agreed, and knows all that are open.
 */
public final class WebSocketRelay {

	private final Set<WebSocketTunnel> open = ConcurrentHashMap.newKeySet();

	private final Duration idle;

	private final int maxFrame;

	/**
	 * Creates the relay.
	 * @param idle how long both sides may be silent, pings included
	 * @param maxFrame the largest frame, in bytes; messages may have any number of them
	 */
	public WebSocketRelay(Duration idle, int maxFrame) {
		this.idle = idle;
		this.maxFrame = maxFrame;
	}

	/**
	 * Finishes the handshake with the client.
	 * @param target where the answer is written
	 * @param answer the answer as policies left it
	 * @param socket the WebSocket of the backend
	 * @return completes when the client's WebSocket is open
	 */
	Mono<Void> join(HttpServerResponse target, GatewayResponse answer, BackendSocket socket) {
		if (!socket.take()) {
			return Mono.error(new IllegalStateException("The WebSocket was closed before it could be used"));
		}
		HttpHeaders headers = target.responseHeaders();
		NettyHeaders.copy(answer.headers(), headers);
		HopByHopHeaders.removeFromResponse(headers);
		headers.remove("content-length");
		WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder()
			.handlePing(true)
			.maxFramePayloadLength(this.maxFrame);
		String subprotocol = socket.subprotocol();
		if (subprotocol != null && !subprotocol.isEmpty()) {
			spec.protocols(subprotocol);
		}
		return target.sendWebsocket((inbound, outbound) -> {
			WebSocketTunnel tunnel = new WebSocketTunnel(inbound, outbound, socket, this.idle);
			this.open.add(tunnel);
			return tunnel.run().doFinally((signal) -> this.open.remove(tunnel));
		}, spec.build())
			.doOnError((failure) -> socket.outbound()
				.sendClose(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "")
				.subscribe(null, (ignored) -> {
				}));
	}

	/**
	 * Returns how many WebSockets are open.
	 * @return zero or more
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Tells all clients to connect anew, because this gateway goes away.
	 */
	void restart() {
		this.open.forEach((tunnel) -> tunnel.socket().restart("The gateway is restarting"));
	}

}
