package io.selvage.gateway.forward;

import io.netty.buffer.ByteBuf;
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

	private static final class Gatherer extends PartCollector {

		private final int enough;

		private long demand;

		private boolean asked;

		Gatherer(CoreSubscriber<? super ByteBuf> subscriber, int enough) {
			super(subscriber, null);
			this.enough = enough;
		}

		@Override
		void arrived(ByteBuf part) {
			this.asked = false;
			hold(part);
			if (size() >= this.enough) {
				this.demand = (this.demand == Long.MAX_VALUE) ? this.demand : this.demand - 1;
				emit(null);
			}
			ask();
		}

		private void ask() {
			if (!this.asked && this.demand > 0) {
				this.asked = true;
				requestParts(1);
			}
		}

		@Override
		void complete() {
			emit(null);
		}

		@Override
		public synchronized void request(long count) {
			this.demand = Operators.addCap(this.demand, count);
			ask();
		}

	}

}
