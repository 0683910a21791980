package io.selvage.gateway.forward;

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.selvage.gateway.context.MessageBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * An open WebSocket to a backend, on its way to the client as the body of an answer with
 * status 101. Policies see an empty body; whoever replaces it gives the socket up.
 */
public final class BackendSocket implements MessageBody {

	private static final byte[] EMPTY = {};

	private final Connection connection;

	private final WebSocketCloseStatus whenLost;

	private final AtomicBoolean taken = new AtomicBoolean();

	private final Sinks.One<WebSocketCloseStatus> ordered = Sinks.one();

	/**
	 * Creates a socket.
	 * @param connection a WebSocket of Reactor Netty whose handshake is done
	 * @param whenLost what the client is told if the backend goes away without a word
	 */
	BackendSocket(Connection connection, WebSocketCloseStatus whenLost) {
		this.connection = connection;
		this.whenLost = whenLost;
	}

	/**
	 * Takes the socket over: from now on the caller closes it.
	 * @return false if somebody else did, or it was given up
	 */
	public boolean take() {
		return this.taken.compareAndSet(false, true);
	}

	/** Closes the socket unless it was taken over. */
	void giveUp() {
		if (take()) {
			outbound().sendClose(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "").subscribe(null, (ignored) -> {
			});
		}
	}

	/**
	 * Returns where frames of the backend come from.
	 * @return the inbound side
	 */
	public WebsocketInbound inbound() {
		return (WebsocketInbound) this.connection.inbound();
	}

	/**
	 * Returns where frames for the backend go.
	 * @return the outbound side
	 */
	public WebsocketOutbound outbound() {
		return (WebsocketOutbound) this.connection.outbound();
	}

	/**
	 * Returns the subprotocol the backend chose.
	 * @return null if it chose none
	 */
	public @Nullable String subprotocol() {
		return inbound().selectedSubprotocol();
	}

	/**
	 * Returns what the client is told if the backend goes away without a close frame.
	 * @return 1012 where another instance takes over, else 1011
	 */
	public WebSocketCloseStatus whenLost() {
		return this.whenLost;
	}

	/**
	 * Orders that the client be told to connect anew, because its backend is not the
	 * right one any more.
	 * @param reason a short text for the close frame
	 */
	public void restart(String reason) {
		this.ordered.tryEmitValue(new WebSocketCloseStatus(WebSocketCloseStatus.SERVICE_RESTART.code(), reason));
	}

	/**
	 * Orders that both sides be closed.
	 * @param status what both are told
	 */
	public void end(WebSocketCloseStatus status) {
		this.ordered.tryEmitValue(status);
	}

	/**
	 * Returns the order to close, if one comes.
	 * @return what the client is told
	 */
	public Mono<WebSocketCloseStatus> ordered() {
		return this.ordered.asMono();
	}

	/**
	 * Tells when the connection to the backend is gone.
	 * @return completes then
	 */
	public Mono<Void> closed() {
		return this.connection.onDispose();
	}

	@Override
	public byte[] bytes() {
		return EMPTY;
	}

	@Override
	public Mono<byte[]> buffer(int limit) {
		return Mono.just(EMPTY);
	}

	@Override
	public boolean consumed() {
		return false;
	}

	@Override
	public void consume() {
		// there is nothing to read
	}

}
