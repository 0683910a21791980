package io.selvage.gateway.forward;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.NettyOutbound;

/**
 * The wait for {@code 100 Continue} (RFC 9110 section 10.1.1) between the head of a
 * request and its body. A final answer instead means that the body is not wanted: the
 * wait then never ends, and the body is never read.
 */
final class Continuation {

	private static final AttributeKey<Continuation> WAITING = AttributeKey.valueOf(Continuation.class, "waiting");

	private final Sinks.Empty<Void> told = Sinks.empty();

	private final Future<?> clock;

	private Continuation(Channel channel, Duration patience) {
		this.clock = channel.eventLoop()
			.schedule(
					() -> this.told.tryEmitError(new BackendException(
							new BackendFailure(BackendError.TIMEOUT, "no 100 Continue within " + patience))),
					patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Waits on a connection whose request asks for permission to send its body.
	 * @param outbound the request
	 * @param patience how long
	 * @return completes when the body may be sent; fails when the time is over
	 */
	static Mono<Void> expected(NettyOutbound outbound, Duration patience) {
		Sinks.One<Continuation> made = Sinks.one();
		outbound.withConnection((connection) -> {
			Continuation waiting = new Continuation(connection.channel(), patience);
			connection.channel().attr(WAITING).set(waiting);
			made.tryEmitValue(waiting);
		});
		return made.asMono().flatMap((waiting) -> waiting.told.asMono());
	}

	/**
	 * Ends the wait of a connection, if there is one.
	 * @param channel the connection
	 * @param permitted whether the backend wants the body
	 */
	static void answered(Channel channel, boolean permitted) {
		Continuation waiting = channel.hasAttr(WAITING) ? channel.attr(WAITING).getAndSet(null) : null;
		if (waiting != null) {
			waiting.clock.cancel(false);
			if (permitted) {
				waiting.told.tryEmitEmpty();
			}
		}
	}

}
