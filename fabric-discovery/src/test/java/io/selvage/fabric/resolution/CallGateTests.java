package io.selvage.fabric.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class CallGateTests {

	@Test
	void noMoreCallsRunThanAllowed() {
		CallGate gate = new CallGate(32);
		AtomicInteger running = new AtomicInteger();
		List<Sinks.One<Integer>> calls = new ArrayList<>();
		AtomicInteger done = new AtomicInteger();
		for (int i = 0; i < 1000; i++) {
			gate.run("a", Mono.defer(() -> {
				assertThat(running.incrementAndGet()).isLessThanOrEqualTo(32);
				Sinks.One<Integer> call = Sinks.one();
				calls.add(call);
				return call.asMono();
			})).subscribe((value) -> done.incrementAndGet());
		}
		assertThat(calls).hasSize(32);
		for (int i = 0; i < 1000; i++) {
			running.decrementAndGet();
			calls.get(i).tryEmitValue(i);
		}
		assertThat(done).hasValue(1000);
	}

	@Test
	void groupsTakeTurns() {
		CallGate gate = new CallGate(1);
		List<String> order = new ArrayList<>();
		Sinks.Empty<Void> first = Sinks.empty();
		gate.run("busy", first.asMono()).subscribe();
		for (String call : List.of("busy", "busy", "busy", "busy", "quiet")) {
			gate.run(call, Mono.fromRunnable(() -> order.add(call))).subscribe();
		}
		first.tryEmitEmpty();
		assertThat(order).containsExactly("busy", "quiet", "busy", "busy", "busy");
	}

	@Test
	void aFailedCallMakesRoom() {
		CallGate gate = new CallGate(1);
		gate.run("a", Mono.error(new IllegalStateException("no"))).onErrorComplete().block();
		assertThat(gate.run("a", Mono.just(1)).block()).isEqualTo(1);
	}

}
