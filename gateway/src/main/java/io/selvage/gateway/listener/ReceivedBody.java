package io.selvage.gateway.listener;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The body of a request as its connection gives it, with what goes wrong named: nobody
 * further on could tell the client's fault from a failure of the backend the body is
 * being sent to.
 * <p>
 * Reactor Netty tells of a failed body a second time when it gives the connection up; the
 * first time counts.
 */
final class ReceivedBody extends Flux<ByteBuf> {

	private final Publisher<?> source;

	private final Channel connection;

	private ReceivedBody(Publisher<?> source, Channel connection) {
		this.source = source;
		this.connection = connection;
	}

	/**
	 * Returns the body of a request.
	 * @param request the request
	 * @return buffers that belong to the connection; fails with a {@link BackendFailure}
	 * that is the client's fault
	 */
	static Flux<ByteBuf> of(HttpServerRequest request) {
		return new ReceivedBody(request.receiveObject(), ((Connection) request).channel());
	}

	@Override
	public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
		ClientPace pace = (this.connection.parent() instanceof ServerChannel) ? ClientPace.of(this.connection) : null;
		BackendFailure failure = (pace != null) ? pace.readBody() : null;
		if (failure != null) {
			Operators.error(subscriber, failure.asSignal());
			return;
		}
		this.source.subscribe(new Receiver(subscriber));
	}

	private static Throwable clientFault(Throwable failure) {
		if (BackendFailure.in(failure) != null) {
			return failure;
		}
		boolean gone = failure instanceof AbortedException || failure instanceof IOException;
		return new BackendFailure(gone ? BackendError.CLIENT_CLOSED : BackendError.CLIENT_MALFORMED,
				String.valueOf(failure.getMessage()))
			.asSignal();
	}

	private static final class Receiver implements CoreSubscriber<Object> {

		private final CoreSubscriber<? super ByteBuf> subscriber;

		private boolean done;

		Receiver(CoreSubscriber<? super ByteBuf> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscriber.onSubscribe(subscription);
		}

		@Override
		public void onNext(Object message) {
			if (!this.done) {
				this.subscriber.onNext((message instanceof ByteBufHolder part) ? part.content() : (ByteBuf) message);
			}
		}

		@Override
		public void onError(Throwable failure) {
			if (!this.done) {
				this.done = true;
				this.subscriber.onError(clientFault(failure));
			}
		}

		@Override
		public void onComplete() {
			if (!this.done) {
				this.done = true;
				this.subscriber.onComplete();
			}
		}

	}

}
