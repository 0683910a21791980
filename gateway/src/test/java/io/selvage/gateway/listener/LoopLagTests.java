package io.selvage.gateway.listener;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.selvage.gateway.metrics.GatewayMeters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoopLagTests {

	private final AtomicLong now = new AtomicLong();

	private final LoopLag lag = new LoopLag(Duration.ofMillis(200), Duration.ofSeconds(2), this.now::get);

	private final LoopLag.Meter first = this.lag.meter();

	private final LoopLag.Meter second = this.lag.meter();

	private void pass(long millis) {
		this.now.addAndGet(Duration.ofMillis(millis).toNanos());
	}

	@Test
	void aLoopThatIsInTimeIsNotOverloaded() {
		for (int i = 0; i < 50; i++) {
			pass(250);
			this.first.tick();
			this.second.tick();
		}
		assertThat(this.lag.overloaded()).isFalse();
		assertThat(this.lag.seconds()).isEqualTo(0.15);
	}

	@Test
	void oneLoopThatIsLateForTwoSecondsIsEnoughAndOneTickInTimeEndsIt() {
		for (int i = 0; i < 4; i++) {
			pass(500);
			this.first.tick();
			this.second.tick();
			assertThat(this.lag.overloaded()).isFalse();
			this.second.tick();
		}
		pass(500);
		this.first.tick();
		assertThat(this.lag.overloaded()).isTrue();
		pass(100);
		this.first.tick();
		assertThat(this.lag.overloaded()).isFalse();
	}

	@Test
	void aLateLoopAndShortMemoryTurnRequestsAwayAndEachReasonIsCounted() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		GatewayMeters meters = new GatewayMeters(registry, true);
		AtomicLong memory = new AtomicLong(500);
		OverloadGuard guard = new OverloadGuard(1, new OverloadGuard.Signals(memory::get, this.lag::overloaded),
				meters);

		assertThat(guard.enter(0)).isTrue();
		assertThat(guard.enter(0)).isFalse();
		guard.leave();
		memory.set(850);
		assertThat(guard.enter(100_000)).isFalse();
		assertThat(guard.enter(-1)).isFalse();
		assertThat(guard.enter(100)).isTrue();
		guard.leave();
		memory.set(950);
		assertThat(guard.enter(0)).isFalse();
		memory.set(0);
		for (int i = 0; i < 6; i++) {
			pass(500);
			this.first.tick();
		}
		assertThat(guard.enter(0)).isFalse();

		assertThat(registry.get("selvage.requests.rejected").tag("reason", "requests").counter().count()).isEqualTo(1);
		assertThat(registry.get("selvage.requests.rejected").tag("reason", "memory").counter().count()).isEqualTo(3);
		assertThat(registry.get("selvage.requests.rejected").tag("reason", "lag").counter().count()).isEqualTo(1);
		assertThat(guard.underWay()).isZero();
	}

}
