package io.selvage.fabric.resolution;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets a limited number of calls to the cluster run at once. Those who wait are let in
 * group by group in turn, so that a service with a thousand moving partitions does not
 * hold up another with one. Calls let in must end; waiting can't be cancelled.
 */
final class CallGate {

	private final int limit;

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger draining = new AtomicInteger();

	private final Queue<Waiter> arrivals = new ConcurrentLinkedQueue<>();

	/** Touched by the one thread that drains. */
	private final Map<Object, ArrayDeque<Waiter>> waiting = new LinkedHashMap<>();

	CallGate(int limit) {
		this.limit = limit;
	}

	<T> Mono<T> run(Object group, Mono<T> call) {
		return Mono.defer(() -> {
			Waiter waiter = new Waiter(group, Sinks.empty());
			this.arrivals.add(waiter);
			drain();
			return waiter.turn.asMono().then(call).doFinally((signal) -> leave());
		});
	}

	private void leave() {
		this.running.decrementAndGet();
		drain();
	}

	private void drain() {
		if (this.draining.getAndIncrement() != 0) {
			return;
		}
		int seen = 1;
		do {
			for (Waiter waiter = this.arrivals.poll(); waiter != null; waiter = this.arrivals.poll()) {
				this.waiting.computeIfAbsent(waiter.group, (group) -> new ArrayDeque<>()).add(waiter);
			}
			while (!this.waiting.isEmpty() && this.running.get() < this.limit) {
				letIn();
			}
			seen = this.draining.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void letIn() {
		Map.Entry<Object, ArrayDeque<Waiter>> first = this.waiting.entrySet().iterator().next();
		ArrayDeque<Waiter> group = first.getValue();
		Waiter waiter = group.remove();
		this.waiting.remove(first.getKey());
		if (!group.isEmpty()) {
			this.waiting.put(waiter.group, group);
		}
		this.running.incrementAndGet();
		waiter.turn.tryEmitEmpty();
	}

	private record Waiter(Object group, Sinks.Empty<Void> turn) {
	}

}
