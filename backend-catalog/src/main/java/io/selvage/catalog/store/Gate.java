package io.selvage.catalog.store;

import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets one piece of asynchronous work through at a time, in the order of subscription.
 */
final class Gate {

	private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

	<T> Mono<T> through(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> done = Sinks.empty();
			Mono<Void> before = this.last.getAndSet(done.asMono());
			return before.then(work).doFinally((signal) -> done.tryEmitEmpty());
		});
	}

}
