package io.selvage.fabric.resolution;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * At most one call of a kind at a time; whoever comes meanwhile shares its outcome. A
 * caller that leaves does not end the call, for others may wait for it.
 *
 * @param <T> what the call gives; exactly one value or an error
 */
final class Flight<T> {

	@SuppressWarnings("rawtypes")
	private static final AtomicReferenceFieldUpdater<Flight, Sinks.One> UNDER_WAY = AtomicReferenceFieldUpdater
		.newUpdater(Flight.class, Sinks.One.class, "underWay");

	private volatile Sinks.@Nullable One<T> underWay;

	boolean inProgress() {
		return this.underWay != null;
	}

	Mono<T> join(Supplier<Mono<T>> call) {
		return Mono.defer(() -> {
			while (true) {
				Sinks.One<T> shared = this.underWay;
				if (shared != null) {
					return shared.asMono();
				}
				Sinks.One<T> mine = Sinks.one();
				if (UNDER_WAY.compareAndSet(this, null, mine)) {
					start(call, mine);
					return mine.asMono();
				}
			}
		});
	}

	/** The way is free again before anyone learns of the outcome. */
	private void start(Supplier<Mono<T>> call, Sinks.One<T> outcome) {
		Mono.defer(call).subscribe((value) -> {
			this.underWay = null;
			outcome.tryEmitValue(value);
		}, (failure) -> {
			this.underWay = null;
			outcome.tryEmitError(failure);
		}, () -> {
			if (this.underWay == outcome) {
				this.underWay = null;
				outcome.tryEmitEmpty();
			}
		});
	}

}
