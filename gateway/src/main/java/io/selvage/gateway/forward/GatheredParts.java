package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Collects the parts of a body until there is enough of it or it ends: what
 * {@code buffer-response} asks for. The buffers it emits belong to the subscriber.
 */
final class GatheredParts extends Flux<ByteBuf> {

	private final Flux<ByteBuf> source;

	private final int enough;

	/**
	 * Creates the parts.
	 * @param source the body as it arrives; each buffer is released by it after its
	 * signal
	 * @param enough how many bytes are collected
	 */
	GatheredParts(Flux<ByteBuf> source, int enough) {
		this.source = source;
		this.enough = enough;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
		this.source.subscribe(new Gatherer(subscriber, this.enough));
	}

	private static final class Gatherer implements CoreSubscriber<ByteBuf>, Subscription {

		private final CoreSubscriber<? super ByteBuf> subscriber;

		private final int enough;

		private @Nullable Subscription upstream;

		private @Nullable CompositeByteBuf gathered;

		private long demand;

		private boolean asked;

		private boolean done;

		Gatherer(CoreSubscriber<? super ByteBuf> subscriber, int enough) {
			this.subscriber = subscriber;
			this.enough = enough;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.subscriber.onSubscribe(this);
		}

		@Override
		public synchronized void onNext(ByteBuf part) {
			if (this.done) {
				return;
			}
			this.asked = false;
			CompositeByteBuf all = (this.gathered != null) ? this.gathered
					: Unpooled.compositeBuffer(Integer.MAX_VALUE);
			this.gathered = all;
			all.addComponent(true, part.retain());
			if (all.readableBytes() >= this.enough) {
				emit();
			}
			ask();
		}

		private void emit() {
			CompositeByteBuf all = this.gathered;
			if (all != null) {
				this.gathered = null;
				this.demand = (this.demand == Long.MAX_VALUE) ? this.demand : this.demand - 1;
				this.subscriber.onNext(all);
			}
		}

		private void ask() {
			if (!this.asked && !this.done && this.demand > 0 && this.upstream != null) {
				this.asked = true;
				this.upstream.request(1);
			}
		}

		@Override
		public synchronized void onComplete() {
			if (!this.done) {
				emit();
				this.done = true;
				this.subscriber.onComplete();
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
		public synchronized void request(long count) {
			this.demand = Operators.addCap(this.demand, count);
			ask();
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

		private void release() {
			this.done = true;
			if (this.gathered != null) {
				this.gathered.release();
				this.gathered = null;
			}
		}

	}

}
