package io.selvage.gateway.forward;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * The life of one attempt: the head goes out, a clock runs until the head of the answer
 * is there, and whatever arrives is registered with the execution, so that a request that
 * ends meanwhile leaves no connection behind.
 */
final class Attempt {

	private final OutboundCall call;

	private final RequestHead head;

	private final Place place;

	private volatile boolean timedOut;

	private volatile @Nullable EventExecutor loop;

	private volatile boolean givenUp;

	private @Nullable Future<?> clock;

	Attempt(OutboundCall call, RequestHead head, Place place) {
		this.call = call;
		this.head = head;
		this.place = place;
	}

	Publisher<Void> send(HttpClientRequest request, NettyOutbound outbound) {
		HttpHeaders headers = request.requestHeaders();
		this.head.write(headers);
		Duration patience = this.call.options().continueTimeout();
		boolean asks = patience != null && this.head.bodyLength() != 0;
		if (asks) {
			headers.set(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE);
		}
		AttemptTrace.sent(this.call, this.head, headers);
		outbound.withConnection((connection) -> begin(connection.channel()));
		if (!asks || patience == null) {
			return body(outbound);
		}
		Mono<Void> asked = outbound.then();
		return asked.then(Continuation.expected(outbound, patience)).then(Mono.defer(() -> Mono.from(body(outbound))));
	}

	private Publisher<Void> body(NettyOutbound outbound) {
		OutboundBody body = this.head.body();
		if (body instanceof MemoryBody memory) {
			return (memory.bytes().length == 0) ? outbound
					: outbound.sendObject(Unpooled.wrappedBuffer(memory.bytes()));
		}
		if (body instanceof ReplayableBody replayable) {
			return outbound.sendObject(PacedParts.to(((Connection) outbound).channel(), replayable.attempt())
				.doOnComplete(() -> sendTrailers(outbound, replayable)));
		}
		return outbound;
	}

	private static void sendTrailers(NettyOutbound outbound, ReplayableBody body) {
		HttpHeaders trailers = body.trailers();
		if (!trailers.isEmpty()) {
			outbound.withConnection((connection) -> Trailers.outgoing(connection.channel(), trailers));
		}
	}

	private void begin(Channel channel) {
		this.loop = channel.eventLoop();
		if (this.givenUp) {
			channel.close();
			return;
		}
		BackendChannel.guardLate(channel);
		this.place.connected(channel);
		BackendChannel.earlyHints(channel, this.call.message().request().earlyHints());
		this.clock = channel.eventLoop().schedule(() -> {
			this.timedOut = true;
			channel.close();
		}, this.call.options().timeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Says that nobody waits for it any more. A connection that is just being acquired is
	 * closed when it comes: Reactor Netty would send the request on it all the same.
	 * @return the loop of the connection, or null if there is none yet
	 */
	@Nullable EventExecutor giveUp() {
		this.givenUp = true;
		return this.loop;
	}

	private void stopClock() {
		Future<?> running = this.clock;
		if (running != null) {
			running.cancel(false);
		}
	}

	Publisher<AttemptOutcome> answered(HttpClientResponse response, Connection connection) {
		stopClock();
		NettyAnswer answer = new NettyAnswer(response, connection, this.head.request().method(),
				this.call.options().bufferResponse());
		this.call.execution().onEnd(answer::close);
		return Mono.just(new AttemptOutcome.Answered(answer));
	}

	Mono<AttemptOutcome> failed(Throwable cause) {
		stopClock();
		BackendFailure failure = this.timedOut
				? new BackendFailure(BackendError.TIMEOUT, "no answer within " + this.call.options().timeout())
				: BackendFailure.of(cause);
		return Mono.just(new AttemptOutcome.Failed(failure));
	}

}
