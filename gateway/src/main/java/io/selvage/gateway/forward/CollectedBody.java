package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.selvage.gateway.context.BodyTooLargeException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A body in one buffer, which belongs to the subscriber: the only part of a body that
 * came in one, else a composite. Parts are retained here and released here if the body
 * fails, is too large or nobody wants it any more.
 */
final class CollectedBody extends Mono<ByteBuf> {

	private final Flux<ByteBuf> source;

	private final long limit;

	/**
	 * Creates the body.
	 * @param source its parts; each is released by the source after its signal
	 * @param limit the largest size accepted, in bytes
	 */
	CollectedBody(Flux<ByteBuf> source, long limit) {
		this.source = source;
		this.limit = limit;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
		this.source.subscribe(new Collector(subscriber, this.limit));
	}

	private static final class Collector implements CoreSubscriber<ByteBuf>, Subscription {

		private final CoreSubscriber<? super ByteBuf> subscriber;

		private final long limit;

		private @Nullable Subscription upstream;

		private @Nullable ByteBuf collected;

		private boolean done;

		Collector(CoreSubscriber<? super ByteBuf> subscriber, long limit) {
			this.subscriber = subscriber;
			this.limit = limit;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.subscriber.onSubscribe(this);
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public synchronized void onNext(ByteBuf part) {
			if (this.done) {
				return;
			}
			ByteBuf before = this.collected;
			long size = part.readableBytes() + ((before != null) ? before.readableBytes() : 0);
			if (size > this.limit) {
				cancel();
				this.subscriber.onError(new BodyTooLargeException((int) this.limit));
			}
			else if (before == null) {
				this.collected = part.retain();
			}
			else if (before instanceof CompositeByteBuf composite) {
				composite.addComponent(true, part.retain());
			}
			else {
				CompositeByteBuf composite = Unpooled.compositeBuffer(Integer.MAX_VALUE);
				this.collected = composite.addComponent(true, before).addComponent(true, part.retain());
			}
		}

		@Override
		public synchronized void onError(Throwable failure) {
			if (!this.done) {
				release();
				this.subscriber.onError(failure);
			}
		}

		@Override
		public synchronized void onComplete() {
			if (!this.done) {
				this.done = true;
				ByteBuf whole = this.collected;
				this.subscriber.onNext((whole != null) ? whole : Unpooled.EMPTY_BUFFER);
				this.subscriber.onComplete();
			}
		}

		private void release() {
			this.done = true;
			if (this.collected != null) {
				this.collected.release();
				this.collected = null;
			}
		}

		@Override
		public void request(long count) {
			// everything is requested from the start
		}

		@Override
		public synchronized void cancel() {
			if (!this.done) {
				release();
				if (this.upstream != null) {
					this.upstream.cancel();
				}
			}
		}

	}

}
