package io.selvage.catalog.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class GateTests {

	private final Scheduler thread = Schedulers.newSingle("gate", true);

	private final Gate gate = new Gate(this.thread);

	private final List<String> begun = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void dispose() {
		this.thread.dispose();
	}

	private Mono<String> work(String name, Mono<String> outcome) {
		return this.gate.through(Mono.defer(() -> {
			this.begun.add(name);
			return outcome;
		}));
	}

	private void awaitThread() throws InterruptedException {
		CountDownLatch reached = new CountDownLatch(1);
		this.thread.schedule(reached::countDown);
		assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void workIsLetThroughOneAtATimeInItsOrder() {
		List<String> names = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
		assertThat(Flux.fromIterable(names)
			.flatMapSequential((name) -> work(name, Mono.just(name).publishOn(Schedulers.parallel())), 200)
			.collectList()
			.block()).isEqualTo(names);
		assertThat(this.begun).isEqualTo(names);
	}

	@Test
	void whoGivesUpWaitingLetsNobodyPastTheWorkThatIsUnderWay() throws InterruptedException {
		Sinks.One<String> first = Sinks.one();
		work("first", first.asMono()).subscribe();
		Disposable second = work("second", Mono.just("second")).subscribe();
		Mono<String> third = work("third", Mono.just("third")).cache();
		third.subscribe();
		second.dispose();
		awaitThread();
		assertThat(this.begun).containsExactly("first");
		first.tryEmitValue("done");
		assertThat(third.block()).isEqualTo("third");
		assertThat(this.begun).containsExactly("first", "third");
	}

	@Test
	void workThatIsUnderWayGoesOnWithoutItsCallerAndIsWaitedFor() throws InterruptedException {
		Sinks.One<String> first = Sinks.one();
		List<String> ended = Collections.synchronizedList(new ArrayList<>());
		Disposable caller = work("first", first.asMono().doOnNext(ended::add)).subscribe();
		awaitThread();
		caller.dispose();
		Mono<String> second = work("second", Mono.just("second")).cache();
		second.subscribe();
		awaitThread();
		assertThat(this.begun).containsExactly("first");
		first.tryEmitValue("done");
		assertThat(second.block()).isEqualTo("second");
		assertThat(ended).containsExactly("done");
	}

	@Test
	void workThatFailsTellsItsCallerAndLetsTheNextThrough() {
		StepVerifier.create(work("first", Mono.error(new IllegalStateException("no")))).verifyErrorMessage("no");
		assertThat(work("second", Mono.just("second")).block()).isEqualTo("second");
		assertThat(work("third", Mono.empty()).block()).isNull();
	}

	@Test
	void anyNumberMayGiveUp() {
		Sinks.One<String> first = Sinks.one();
		work("first", first.asMono()).subscribe();
		for (int i = 0; i < 20_000; i++) {
			work("given up", Mono.just("")).subscribe().dispose();
		}
		Mono<String> last = work("last", Mono.just("last")).cache();
		last.subscribe();
		first.tryEmitValue("done");
		assertThat(last.block()).isEqualTo("last");
		assertThat(this.begun).containsExactly("first", "last");
	}

}
