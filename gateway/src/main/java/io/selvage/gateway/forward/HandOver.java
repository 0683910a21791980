package io.selvage.gateway.forward;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Stands between the event loop of a request and that of the connection to the backend,
 * which may be another. What became of an attempt is told on the first, so that policies
 * never run on two threads at once. It is given up on the second, unless it has been
 * answered meanwhile: Reactor Netty would otherwise close a connection that has gone back
 * to its pool, and leave the answer unread.
 */
final class HandOver extends Mono<AttemptOutcome> {

	private final Mono<AttemptOutcome> attempt;

	private final Loops loops;

	private HandOver(Mono<AttemptOutcome> attempt, Loops loops) {
		this.attempt = attempt;
		this.loops = loops;
	}

	/**
	 * Arranges for it.
	 * @param attempt tells what became of it on whatever thread
	 * @param request the loop of the request; null to be told on any thread
	 * @param givenUp hears that the attempt is given up, and gives the loop of the
	 * backend's connection, or null if there is none yet
	 * @return the attempt
	 */
	static Mono<AttemptOutcome> of(Mono<AttemptOutcome> attempt, @Nullable Executor request,
			Supplier<@Nullable EventExecutor> givenUp) {
		return new HandOver(attempt, new Loops((request instanceof EventExecutor loop) ? loop : null, givenUp));
	}

	@Override
	public void subscribe(CoreSubscriber<? super AttemptOutcome> subscriber) {
		this.attempt.subscribe(new Receiver(subscriber, this.loops));
	}

	private record Loops(@Nullable EventExecutor request, Supplier<@Nullable EventExecutor> givenUp) {

		private static void run(@Nullable EventExecutor loop, Runnable task) {
			if (loop == null || loop.inEventLoop()) {
				task.run();
			}
			else {
				loop.execute(task);
			}
		}

	}

	/** An answer that is given up on the way is closed when its request ends. */
	private static final class Receiver implements CoreSubscriber<AttemptOutcome>, Subscription, Runnable {

		private final CoreSubscriber<? super AttemptOutcome> subscriber;

		private final Loops loops;

		private @Nullable Subscription upstream;

		private volatile @Nullable AttemptOutcome outcome;

		private @Nullable Throwable failure;

		private volatile boolean cancelled;

		private Receiver(CoreSubscriber<? super AttemptOutcome> subscriber, Loops loops) {
			this.subscriber = subscriber;
			this.loops = loops;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.subscriber.onSubscribe(this);
		}

		@Override
		public void request(long count) {
			if (this.upstream != null) {
				this.upstream.request(count);
			}
		}

		@Override
		public void cancel() {
			this.cancelled = true;
			Loops.run(this.loops.givenUp().get(), this::giveUp);
		}

		private void giveUp() {
			if (this.outcome == null && this.upstream != null) {
				this.upstream.cancel();
			}
		}

		@Override
		public void onNext(AttemptOutcome value) {
			this.outcome = value;
		}

		@Override
		public void onError(Throwable cause) {
			this.failure = cause;
			onComplete();
		}

		@Override
		public void onComplete() {
			Loops.run(this.loops.request(), this);
		}

		@Override
		public void run() {
			if (this.cancelled) {
				return;
			}
			if (this.failure != null) {
				this.subscriber.onError(this.failure);
				return;
			}
			AttemptOutcome known = this.outcome;
			if (known != null) {
				this.subscriber.onNext(known);
			}
			this.subscriber.onComplete();
		}

	}

}
