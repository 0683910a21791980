package io.selvage.gateway.listener;

import java.time.Duration;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.selvage.gateway.forward.BackendSocket;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Two WebSockets joined: frames of each side go to the other at its pace, pings and pongs
 * among them, until one side closes, is lost, or somebody orders the end. What was
 * received before a close frame is delivered before the other side is closed with the
 * same code.
 */
final class WebSocketTunnel {

	/** How long the frames before a close frame may take to be delivered. */
	private static final Duration LAST_FRAMES = Duration.ofSeconds(5);

	private final WebsocketInbound clientIn;

	private final WebsocketOutbound clientOut;

	private final BackendSocket socket;

	private final Duration idle;

	private volatile long lastFrame = System.nanoTime();

	WebSocketTunnel(WebsocketInbound clientIn, WebsocketOutbound clientOut, BackendSocket socket, Duration idle) {
		this.clientIn = clientIn;
		this.clientOut = clientOut;
		this.socket = socket;
		this.idle = idle;
	}

	BackendSocket socket() {
		return this.socket;
	}

	/**
	 * Relays until the end.
	 * @return completes when both sides are closed; never fails
	 */
	Mono<Void> run() {
		Mono<Void> toBackend = relay(this.clientIn, this.socket.outbound(), WebSocketCloseStatus.PROTOCOL_ERROR);
		Mono<Void> toClient = relay(this.socket.inbound(), this.clientOut, WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
		Mono<Mono<Void>> byClient = ending(this.clientIn, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE)
			.map((status) -> toBackend.then(close(this.socket.outbound(), status)));
		Mono<Mono<Void>> byBackend = ending(this.socket.inbound(), this.socket.whenLost())
			.map((status) -> toClient.then(close(this.clientOut, status)));
		Mono<Mono<Void>> byOrder = this.socket.ordered().mergeWith(silence()).next().map(this::closeBoth);
		return Mono.firstWithValue(byClient, byBackend, byOrder).flatMap((last) -> last).onErrorComplete();
	}

	private Mono<Void> relay(WebsocketInbound from, WebsocketOutbound to, WebSocketCloseStatus ifReserved) {
		Sinks.Empty<Void> done = Sinks.empty();
		Flux<WebSocketFrame> frames = new ReceivedFrames(from.receiveFrames(), () -> this.socket.end(ifReserved));
		to.sendObject(frames.doOnNext((frame) -> this.lastFrame = System.nanoTime()).cast(Object.class))
			.then()
			.doFinally((signal) -> done.tryEmitEmpty())
			.subscribe(null, (broken) -> {
			});
		return done.asMono().timeout(LAST_FRAMES, Mono.empty());
	}

	private static Mono<WebSocketCloseStatus> ending(WebsocketInbound side, WebSocketCloseStatus ifLost) {
		return side.receiveCloseStatus()
			.onErrorResume((broken) -> Mono.empty())
			.filter((status) -> status.code() != WebSocketCloseStatus.ABNORMAL_CLOSURE.code())
			.defaultIfEmpty(ifLost);
	}

	private Flux<WebSocketCloseStatus> silence() {
		return Flux.interval(this.idle.dividedBy(4))
			.filter((tick) -> System.nanoTime() - this.lastFrame > this.idle.toNanos())
			.map((tick) -> new WebSocketCloseStatus(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "idle"));
	}

	private Mono<Void> closeBoth(WebSocketCloseStatus status) {
		return close(this.clientOut, status)
			.then(close(this.socket.outbound(), WebSocketCloseStatus.ENDPOINT_UNAVAILABLE));
	}

	/**
	 * A close frame without a code is passed on without one. The frame is made when it is
	 * to be sent: nobody would release that of an end that was called off before.
	 */
	private static Mono<Void> close(WebsocketOutbound side, WebSocketCloseStatus status) {
		return Mono.defer(() -> WebSocketCloseStatus.isValidStatusCode(status.code())
				? side.sendClose(status.code(), status.reasonText()) : side.sendClose())
			.onErrorComplete();
	}

}
