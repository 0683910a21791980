package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import io.selvage.gateway.context.BodyTooLargeException;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A body in one buffer, which belongs to the subscriber: the only part of a body that
 * came in one, else a composite.
 */
final class CollectedBody extends Mono<ByteBuf> {

	private final Flux<ByteBuf> source;

	private final long limit;

	private final @Nullable EventExecutor reader;

	/**
	 * Creates the body.
	 * @param source its parts; each is released by the source after its signal
	 * @param limit the largest size accepted, in bytes
	 * @param reader where the subscriber gets it and may give up; null for wherever the
	 * parts arrive
	 */
	CollectedBody(Flux<ByteBuf> source, long limit, @Nullable EventExecutor reader) {
		this.source = source;
		this.limit = limit;
		this.reader = reader;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
		this.source.subscribe(new Collector(subscriber, this.limit, this.reader));
	}

	private static final class Collector extends PartCollector {

		private final long limit;

		Collector(CoreSubscriber<? super ByteBuf> subscriber, long limit, @Nullable EventExecutor reader) {
			super(subscriber, reader);
			this.limit = limit;
		}

		@Override
		void arrived(ByteBuf part) {
			if (size() + part.readableBytes() > this.limit) {
				fail(new BodyTooLargeException((int) this.limit));
			}
			else {
				hold(part);
			}
		}

		@Override
		void complete() {
			emit(Unpooled.EMPTY_BUFFER);
		}

		@Override
		public void request(long count) {
			// Whoever wants the one buffer wants all of its parts.
			requestParts(Long.MAX_VALUE);
		}

	}

}
