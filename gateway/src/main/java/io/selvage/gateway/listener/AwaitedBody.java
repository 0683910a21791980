package io.selvage.gateway.listener;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.selvage.gateway.context.MessageBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The small body of a request over HTTP/2, which is awaited before anything is forwarded.
 * A body that is not as long as announced fails here: the decoder resets its stream (RFC
 * 9113 section 8.1.1).
 */
final class AwaitedBody {

	private static final AttributeKey<byte[]> BYTES = AttributeKey.valueOf(AwaitedBody.class, "bytes");

	private static final byte[] EMPTY = {};

	/** For the next part to come. */
	private static final Duration STALL = Duration.ofSeconds(10);

	private AwaitedBody() {
	}

	/**
	 * Reads the body of a request and keeps it with its stream.
	 * @param request the request
	 * @return completes when the body is whole; fails if it never will be
	 */
	static Mono<Void> read(HttpServerRequest request) {
		Channel stream = ((Connection) request).channel();
		return ByteBufFlux.fromInbound(ReceivedBody.of(request).timeout(STALL))
			.aggregate()
			.asByteArray()
			.defaultIfEmpty(EMPTY)
			.doOnNext((bytes) -> stream.attr(BYTES).set(bytes))
			.then();
	}

	/**
	 * Returns what was read.
	 * @param stream the stream of the request
	 * @return null if nothing was awaited
	 */
	static @Nullable MessageBody of(Channel stream) {
		byte[] bytes = stream.hasAttr(BYTES) ? stream.attr(BYTES).get() : null;
		return (bytes != null) ? MessageBody.of(bytes) : null;
	}

}
