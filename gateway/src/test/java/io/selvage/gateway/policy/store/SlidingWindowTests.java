package io.selvage.gateway.policy.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlidingWindowTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void noWindowEverHoldsMoreThanTheLimit() {
		SlidingWindow window = new SlidingWindow(MINUTE);
		Random random = new Random(7);
		Deque<Long> allowed = new ArrayDeque<>();
		long now = 0;
		long refused = 0;
		for (int i = 0; i < 20_000; i++) {
			now += random.nextLong(Duration.ofMillis(300).toNanos());
			while (!allowed.isEmpty() && now - allowed.peekFirst() >= MINUTE.toNanos()) {
				allowed.removeFirst();
			}
			if (window.take(now, 100, 1).allowed()) {
				allowed.addLast(now);
			}
			else {
				refused++;
			}
			assertThat(allowed).hasSizeLessThanOrEqualTo(100);
		}
		assertThat(refused).isPositive().isLessThan(20_000);
	}

	@Test
	void whoWaitsAsLongAsToldIsLetIn() {
		SlidingWindow window = new SlidingWindow(MINUTE);
		long now = 0;
		for (int i = 0; i < 500; i++) {
			now += Duration.ofMillis(70).toNanos();
			Counters.Usage usage = window.take(now, 20, 1);
			if (!usage.allowed()) {
				assertThat(window.take(now + usage.retryAfter().toNanos() - 1, 20, 0).allowed()).isFalse();
				now += usage.retryAfter().toNanos();
				assertThat(window.take(now, 20, 1).allowed()).isTrue();
			}
		}
	}

	@Test
	void askingDoesNotCountAndALargeAmountMayPassTheLimitOnce() {
		SlidingWindow window = new SlidingWindow(MINUTE);
		assertThat(window.take(0, 5, 0)).isEqualTo(new Counters.Usage(true, 0, Duration.ZERO));
		assertThat(window.take(0, 5, 9)).isEqualTo(new Counters.Usage(true, 9, Duration.ZERO));
		assertThat(window.take(1, 5, 1)).isEqualTo(new Counters.Usage(false, 9, MINUTE.minusNanos(1)));
	}

}
