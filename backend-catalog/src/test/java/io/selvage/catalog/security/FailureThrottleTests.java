package io.selvage.catalog.security;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Too many refusals in a minute silence an address, and only that one.
 */
class FailureThrottleTests {

	private final AtomicLong now = new AtomicLong();

	private final FailureThrottle throttle = new FailureThrottle(3, this.now::get);

	@Test
	void theLimitSilencesUntilTheMinuteIsOver() {
		for (int i = 0; i < 3; i++) {
			assertThat(this.throttle.mayTry("a")).isTrue();
			this.throttle.failed("a");
		}
		assertThat(this.throttle.mayTry("a")).isFalse();
		assertThat(this.throttle.mayTry("b")).isTrue();
		this.now.addAndGet(Duration.ofMinutes(1).toNanos());
		assertThat(this.throttle.mayTry("a")).isTrue();
	}

	@Test
	void aNewMinuteCountsFromNothing() {
		this.throttle.failed("a");
		this.throttle.failed("a");
		this.now.addAndGet(Duration.ofMinutes(1).toNanos());
		this.throttle.failed("a");
		assertThat(this.throttle.mayTry("a")).isTrue();
	}

}
