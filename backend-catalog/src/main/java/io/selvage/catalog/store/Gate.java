package io.selvage.catalog.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Lets one piece of asynchronous work through at a time, in the order of subscription.
 * Work whose caller gives up is not begun any more; once begun, it is brought to its end
 * before the next is let through.
 */
final class Gate {

	private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

	private final Scheduler thread;

	Gate(Scheduler thread) {
		this.thread = thread;
	}

	/**
	 * Lets work through when its turn has come.
	 * @param work the work, begun on the thread of the gate
	 * @param <T> what it yields
	 * @return its outcome
	 */
	<T> Mono<T> through(Mono<T> work) {
		return Mono.defer(() -> {
			AtomicBoolean abandoned = new AtomicBoolean();
			Sinks.Empty<Void> done = Sinks.empty();
			Mono<Void> before = this.last.getAndSet(done.asMono());
			Mono<T> turn = Mono.defer(() -> abandoned.get() ? Mono.<T>empty() : work);
			return Detached.of(before.then(turn.subscribeOn(this.thread)).doFinally((signal) -> done.tryEmitEmpty()))
				.doOnCancel(() -> abandoned.set(true));
		});
	}

}
