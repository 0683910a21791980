package io.selvage.gateway.forward;

import io.selvage.gateway.context.GatewayResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The answer of a backend that was asked for a WebSocket.
 *
 * @param response status and headers
 * @param socket the socket, or null if it did not agree
 */
record SocketAnswer(GatewayResponse response, @Nullable BackendSocket socket) implements BackendAnswer {

	@Override
	public Mono<Void> discard() {
		if (this.socket != null) {
			this.socket.giveUp();
		}
		return Mono.empty();
	}

}
