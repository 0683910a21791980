package io.selvage.catalog.store;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that, once begun, is brought to its end though nobody waits for it any more: half
 * a change is none. What becomes of it then is nobody's business: it is not an error that
 * was dropped, which Reactor would log as one.
 */
final class Detached {

	private Detached() {
	}

	/**
	 * Detaches work from who waits for it.
	 * @param work the work, begun anew for each subscriber
	 * @param <T> what it yields
	 * @return the outcome; cancelling it leaves the work alone
	 */
	static <T> Mono<T> of(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.One<T> outcome = Sinks.one();
			work.subscribe(outcome::tryEmitValue, outcome::tryEmitError, outcome::tryEmitEmpty);
			return outcome.asMono();
		});
	}

}
