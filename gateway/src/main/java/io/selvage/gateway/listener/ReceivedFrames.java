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

	/**
	 * Creates the frames.
	 * @param source frames that belong to the source
	 */
	ReceivedFrames(Flux<WebSocketFrame> source) {
		this.source = source;
	}

	@Override
	public void subscribe(CoreSubscriber<? super WebSocketFrame> subscriber) {
		this.source.subscribe(new Receiver(subscriber));
	}

	private static final class Receiver implements CoreSubscriber<WebSocketFrame>, Subscription {

		private final CoreSubscriber<? super WebSocketFrame> subscriber;

		private @Nullable Subscription upstream;

		private volatile boolean unwanted;

		Receiver(CoreSubscriber<? super WebSocketFrame> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.subscriber.onSubscribe(this);
		}

		@Override
		public void onNext(WebSocketFrame frame) {
			if (!this.unwanted) {
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
