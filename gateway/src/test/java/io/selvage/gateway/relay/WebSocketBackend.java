package io.selvage.gateway.relay;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Answers what it hears, unless the path of its socket says that it refuses, says its
 * farewell, is lost or never ends.
 */
final class WebSocketBackend implements AutoCloseable {

	private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

	private final AtomicInteger flooded = new AtomicInteger();

	private DisposableServer server;

	void start() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::serve).bindNow();
	}

	int port() {
		return this.server.port();
	}

	/**
	 * Requests, pings and ends of sockets, as they came.
	 */
	BlockingQueue<String> seen() {
		return this.seen;
	}

	/**
	 * How many large frames were made.
	 */
	int flooded() {
		return this.flooded.get();
	}

	private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
		if (request.requestHeaders().contains("origin")) {
			this.seen.add("origin " + request.requestHeaders().get("origin"));
		}
		this.seen.add(request.uri() + " " + request.requestHeaders().get("x-from", "") + " "
				+ request.requestHeaders().get("host", ""));
		if (request.uri().contains("refuse")) {
			return response.status(401).header("WWW-Authenticate", "Bearer").sendString(Mono.just("who are you?"));
		}
		if (!request.requestHeaders().contains("upgrade")) {
			return response.sendString(Mono.just("plain"));
		}
		WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder()
			.handlePing(true)
			.maxFramePayloadLength(1_000_000);
		if (request.requestHeaders().contains("sec-websocket-protocol")) {
			spec.protocols("chat,soap");
		}
		return response.sendWebsocket((inbound, outbound) -> talk(request.uri(), inbound, outbound), spec.build());
	}

	private Publisher<Void> talk(String uri, WebsocketInbound inbound, WebsocketOutbound outbound) {
		if (uri.contains("bye")) {
			return outbound.sendString(Flux.just("one", "two", "three"))
				.then()
				.then(outbound.sendClose(4001, "enough"));
		}
		if (uri.contains("lost")) {
			inbound.withConnection((connection) -> connection.channel().close());
			return Mono.never();
		}
		if (uri.contains("flood")) {
			return outbound.sendObject(Flux.range(0, 2000).map((i) -> {
				this.flooded.incrementAndGet();
				return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[50_000]));
			})).then().then(Mono.never());
		}
		inbound.receiveCloseStatus()
			.subscribe((status) -> this.seen.add("closed " + status.code() + " " + status.reasonText()));
		return outbound.sendObject(inbound.receiveFrames().map((frame) -> {
			if (frame instanceof PingWebSocketFrame) {
				this.seen.add("ping");
				return new TextWebSocketFrame("pinged");
			}
			return (WebSocketFrame) frame.retain();
		}).cast(Object.class)).then();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

}
