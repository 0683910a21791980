package io.selvage.gateway.forward;

import io.selvage.gateway.context.GatewayResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An answer whose head has arrived. Nothing of it was sent to the client. It is used
 * once: its {@link #response()} goes into the context, or it is discarded. What is
 * neither when the request ends is closed by the execution.
 */
public interface BackendAnswer {

	/**
	 * Returns the answer as policies see it. Its body streams from the backend when
	 * somebody reads it.
	 * @return the same object on every call
	 */
	GatewayResponse response();

	/**
	 * Returns the WebSocket the backend agreed to.
	 * @return null if the answer is an ordinary one
	 */
	default @Nullable BackendSocket socket() {
		return null;
	}

	/**
	 * Gives the answer up: the rest of a small body (64 KiB) is read so that the
	 * connection can be used again, a larger or slower one closes its connection.
	 * @return completes when the next attempt may start; it never fails
	 */
	Mono<Void> discard();

}
