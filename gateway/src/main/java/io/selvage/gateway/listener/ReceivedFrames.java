package io.selvage.gateway.listener;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The frames of one side of a tunnel. When the other side is gone nobody wants them any
 * more, but this side must not be closed for it: Reactor Netty answers a cancelled
 * receiver with an empty close frame, and then nobody can say why. What still arrives is
 * dropped instead.
 */
final class ReceivedFrames extends Flux<WebSocketFrame> {

	private final Flux<WebSocketFrame> source;

	private final Runnable reserved;

	/**
	 * Creates the frames.
	 * @param source frames that belong to the source
	 * @param reserved is called at the first frame with a reserved bit, which only an
	 * extension nobody agreed upon could mean (RFC 6455 section 5.2); it and what follows
	 * is dropped
	 */
	ReceivedFrames(Flux<WebSocketFrame> source, Runnable reserved) {
		this.source = source;
		this.reserved = reserved;
	}

	@Override
	public void subscribe(CoreSubscriber<? super WebSocketFrame> subscriber) {
		this.source.subscribe(new Receiver(subscriber, this.reserved));
	}

	private static final class Receiver implements CoreSubscriber<WebSocketFrame>, Subscription {

		private final CoreSubscriber<? super WebSocketFrame> subscriber;

		private final Runnable reserved;

		private @Nullable Subscription upstream;

		private volatile boolean unwanted;

		Receiver(CoreSubscriber<? super WebSocketFrame> subscriber, Runnable reserved) {
			this.subscriber = subscriber;
			this.reserved = reserved;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.subscriber.onSubscribe(this);
		}

		@Override
		public void onNext(WebSocketFrame frame) {
			if (!this.unwanted && frame.rsv() != 0) {
				cancel();
				this.reserved.run();
			}
			else if (!this.unwanted) {
				this.subscriber.onNext(frame.retain());
			}
		}

		@Override
		public void onError(Throwable failure) {
			if (!this.unwanted) {
				this.subscriber.onError(failure);
			}
		}

		@Override
		public void onComplete() {
			if (!this.unwanted) {
				this.subscriber.onComplete();
			}
		}

		@Override
		public void request(long count) {
			if (this.upstream != null) {
				this.upstream.request(count);
			}
		}

		@Override
		public void cancel() {
			this.unwanted = true;
			request(Long.MAX_VALUE);
		}

	}

}
