package io.selvage.gateway.forward;

import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import io.selvage.gateway.context.BodyTooLargeException;
import io.selvage.gateway.context.MessageBody;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A body that comes from a connection. It is read once: either streamed onward or
 * buffered for a policy.
 */
public final class StreamedBody implements MessageBody {

	/** The length of a body whose end only the transfer coding tells. */
	public static final long UNKNOWN_LENGTH = -1;

	private final Flux<ByteBuf> source;

	private final EventExecutor executor;

	private final long length;

	private final Supplier<HttpHeaders> trailers;

	private int gathered;

	private byte @Nullable [] bytes;

	private boolean taken;

	private boolean consumed;

	/**
	 * Creates the body of a message that is being received.
	 * @param source its bytes; each buffer belongs to the source (as with
	 * {@code NettyInbound.receive()}) and is released by it
	 * @param executor the event loop the bytes arrive on
	 * @param length the length in bytes, or {@link #UNKNOWN_LENGTH}
	 */
	public StreamedBody(Flux<ByteBuf> source, EventExecutor executor, long length) {
		this(source, executor, length, () -> EmptyHttpHeaders.INSTANCE);
	}

	/**
	 * Creates the body of a message that may have trailers.
	 * @param source its bytes
	 * @param executor the event loop the bytes arrive on
	 * @param length the length in bytes, or {@link #UNKNOWN_LENGTH}
	 * @param trailers gives the trailers that may be relayed, once the body has ended
	 */
	public StreamedBody(Flux<ByteBuf> source, EventExecutor executor, long length, Supplier<HttpHeaders> trailers) {
		this.source = source;
		this.executor = executor;
		this.length = length;
		this.trailers = trailers;
	}

	@Override
	public byte @Nullable [] bytes() {
		return this.bytes;
	}

	@Override
	public Mono<byte[]> buffer(int limit) {
		byte[] known = this.bytes;
		if (known != null) {
			return Mono.just(known);
		}
		if (this.length > limit) {
			return Mono.error(new BodyTooLargeException(limit));
		}
		return Mono.defer(() -> collect(limit)).doOnNext((all) -> this.bytes = all);
	}

	private Mono<byte[]> collect(int limit) {
		return new CollectedBody(stream(), limit, null).map((whole) -> {
			byte[] copy = ByteBufUtil.getBytes(whole);
			whole.release();
			return copy;
		});
	}

	@Override
	public boolean consumed() {
		return this.consumed;
	}

	@Override
	public void consume() {
		this.consumed = true;
		this.bytes = new byte[0];
	}

	/**
	 * Returns the bytes as they arrive. May be called once.
	 * @return buffers that the source releases after each signal: retain what is kept
	 * @throws IllegalStateException if the body was streamed before
	 */
	Flux<ByteBuf> stream() {
		if (this.taken) {
			throw new IllegalStateException("The body was read before");
		}
		this.taken = true;
		return this.source;
	}

	/**
	 * Returns the bytes as they arrive, for writing them elsewhere. May be called once,
	 * instead of {@link #collected(EventExecutor)}.
	 * @return buffers that belong to the subscriber
	 */
	public Flux<ByteBuf> parts() {
		return (this.gathered > 0) ? new GatheredParts(stream(), this.gathered) : stream().map(ByteBuf::retain);
	}

	/**
	 * Has parts collected before they are written elsewhere.
	 * @param size how many bytes are enough
	 */
	void gather(int size) {
		this.gathered = size;
	}

	/**
	 * Returns the bytes in one buffer, for a body known to be small. May be called once,
	 * instead of {@link #parts()}.
	 * @param reader the event loop of the subscriber
	 * @return a buffer that belongs to the subscriber
	 */
	public Mono<ByteBuf> collected(EventExecutor reader) {
		return new CollectedBody(stream(), Integer.MAX_VALUE, reader);
	}

	/**
	 * Tells whether the bytes are still to come.
	 * @return false once they were streamed or are in memory
	 */
	boolean streaming() {
		return !this.taken && this.bytes == null;
	}

	/**
	 * Returns the trailers, once the body has ended.
	 * @return those that may be relayed; empty if there are none
	 */
	public HttpHeaders trailers() {
		return this.trailers.get();
	}

	EventExecutor executor() {
		return this.executor;
	}

	/**
	 * Returns the length announced by the sender.
	 * @return bytes, or {@link #UNKNOWN_LENGTH}
	 */
	public long length() {
		return this.length;
	}

	/**
	 * Returns the length a message announces.
	 * @param headers its header lines
	 * @return bytes, or {@link #UNKNOWN_LENGTH}
	 */
	public static long announcedLength(HttpHeaders headers) {
		String text = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		return (text != null) ? Long.parseLong(text.trim()) : UNKNOWN_LENGTH;
	}

}
