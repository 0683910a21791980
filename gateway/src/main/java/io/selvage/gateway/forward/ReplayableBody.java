package io.selvage.gateway.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * A request body that streams to the current attempt and can be sent again by the next.
 * <p>
 * The body arrives once, from the client. While it goes by, duplicates of its buffers are
 * recorded, up to a limit; an attempt first gets what is recorded, then the live rest.
 * Nothing is buffered ahead of demand: the backend's pace is the client's pace. An
 * attempt that ends early only detaches itself, so that the source stays readable for the
 * next one. Above the limit recording stops, the current attempt streams on, and
 * {@link #resendable()} turns false: a later attempt is refused rather than sent with
 * half a body.
 * <p>
 * All state is confined to the event loop of the client's connection; signals of other
 * threads (a backend connection on another loop) are handed over to it. Every recorded
 * buffer is retained once by the record and once per attempt that gets it.
 */
final class ReplayableBody implements OutboundBody, CoreSubscriber<ByteBuf> {

	private final EventExecutor loop;

	private final Publisher<ByteBuf> source;

	private final Supplier<HttpHeaders> trailers;

	private final long limit;

	private List<ByteBuf> recorded = new ArrayList<>();

	private long size;

	private volatile boolean overflow;

	private boolean subscribed;

	private boolean done;

	private boolean closed;

	private long requested;

	private @Nullable Throwable error;

	private @Nullable Subscription upstream;

	private @Nullable Sending current;

	private @Nullable HttpHeaders knownTrailers;

	/**
	 * Creates the body.
	 * @param body what arrives from the client
	 * @param limit how many bytes are recorded
	 */
	ReplayableBody(StreamedBody body, long limit) {
		this(body.executor(), body.stream(), body::trailers, limit);
	}

	ReplayableBody(EventExecutor loop, Publisher<ByteBuf> source, Supplier<HttpHeaders> trailers, long limit) {
		this.loop = loop;
		this.source = source;
		this.trailers = trailers;
		this.limit = limit;
	}

	@Override
	public boolean absent() {
		return false;
	}

	@Override
	public boolean resendable() {
		return !this.overflow;
	}

	/**
	 * Returns the trailers, once the body has ended.
	 * @return those that may be relayed
	 */
	HttpHeaders trailers() {
		HttpHeaders known = this.knownTrailers;
		if (known == null) {
			known = this.trailers.get();
			this.knownTrailers = known;
		}
		return known;
	}

	/**
	 * Returns the body for one attempt, which ends the previous attempt's interest in it.
	 * @return buffers that belong to the subscriber
	 */
	Flux<ByteBuf> attempt() {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
				confine(() -> open(subscriber));
			}

		};
	}

	@Override
	public void close() {
		confine(() -> {
			if (!this.closed) {
				this.closed = true;
				release();
				if (this.upstream != null && !this.done) {
					this.upstream.cancel();
				}
			}
		});
	}

	private void open(CoreSubscriber<? super ByteBuf> subscriber) {
		if (this.closed || this.overflow) {
			Operators.error(subscriber, new IllegalStateException("The request body cannot be sent again"));
			return;
		}
		this.current = new Sending(subscriber);
		subscriber.onSubscribe(this.current);
		if (!this.subscribed) {
			this.subscribed = true;
			this.source.subscribe(this);
		}
	}

	private void confine(Runnable action) {
		if (this.loop.inEventLoop()) {
			action.run();
		}
		else {
			this.loop.execute(action);
		}
	}

	private void release() {
		this.recorded.forEach(ByteBuf::release);
		this.recorded = new ArrayList<>();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.upstream = subscription;
		confine(this::drain);
	}

	@Override
	public void onNext(ByteBuf part) {
		part.retain();
		confine(() -> accept(part));
	}

	private void accept(ByteBuf part) {
		this.requested--;
		this.size += part.readableBytes();
		Sending sending = this.current;
		if (this.closed) {
			part.release();
		}
		else if (!this.overflow && this.size <= this.limit) {
			this.recorded.add(part);
			drain();
		}
		else {
			overflow(part, sending);
		}
	}

	private void overflow(ByteBuf part, @Nullable Sending sending) {
		this.overflow = true;
		if (sending == null) {
			part.release();
			release();
			return;
		}
		if (sending.position == this.recorded.size()) {
			release();
			sending.position = 0;
		}
		if (this.recorded.isEmpty() && sending.demand > 0) {
			sending.demand--;
			sending.subscriber.onNext(part);
		}
		else {
			this.recorded.add(part);
		}
		drain();
	}

	@Override
	public void onError(Throwable failure) {
		confine(() -> {
			this.error = failure;
			this.done = true;
			drain();
		});
	}

	@Override
	public void onComplete() {
		confine(() -> {
			this.done = true;
			drain();
		});
	}

	private void drain() {
		Sending sending = this.current;
		if (sending == null) {
			return;
		}
		if (sending.draining) {
			sending.missed = true;
			return;
		}
		sending.draining = true;
		try {
			do {
				sending.missed = false;
				if (!advance(sending)) {
					return;
				}
			}
			while (sending.missed && sending == this.current);
		}
		finally {
			sending.draining = false;
		}
	}

	/**
	 * Gives an attempt what it has asked for, and asks the source for what is missing.
	 * @return false if the attempt is over
	 */
	private boolean advance(Sending sending) {
		while (sending == this.current && sending.demand > 0 && sending.position < this.recorded.size()) {
			sending.demand--;
			sending.subscriber.onNext(this.recorded.get(sending.position++).retainedDuplicate());
		}
		if (sending != this.current) {
			return false;
		}
		boolean caughtUp = sending.position == this.recorded.size();
		if (this.overflow && caughtUp && sending.position > 0) {
			release();
			sending.position = 0;
		}
		if (caughtUp && this.done) {
			this.current = null;
			if (this.error != null) {
				sending.subscriber.onError(this.error);
			}
			else {
				sending.subscriber.onComplete();
			}
			return false;
		}
		if (caughtUp && this.upstream != null && sending.demand > this.requested) {
			long more = sending.demand - this.requested;
			this.requested += more;
			this.upstream.request(more);
		}
		return true;
	}

	/**
	 * The part of one attempt.
	 */
	private final class Sending implements Subscription {

		private final CoreSubscriber<? super ByteBuf> subscriber;

		private long demand;

		private int position;

		private boolean draining;

		private boolean missed;

		Sending(CoreSubscriber<? super ByteBuf> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void request(long count) {
			confine(() -> {
				this.demand = Operators.addCap(this.demand, count);
				if (this == ReplayableBody.this.current) {
					drain();
				}
			});
		}

		@Override
		public void cancel() {
			confine(() -> {
				if (this == ReplayableBody.this.current) {
					ReplayableBody.this.current = null;
				}
			});
		}

	}

}
